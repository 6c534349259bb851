/** Options of every query, for hooks, routers' loaders and `queryClient.prefetchQuery` alike. */

import type { Discern, QueryOf, TrainingRequest, Which } from "@discern/client";
import { useMemo } from "react";
import { useDiscern } from "./context.js";
import { keys } from "./keys.js";
import { infinite, single } from "./options.js";

/** `useQuery(discernQueries(client).model("rice"))`; each function answers with keys and functions of one query. */
export function discernQueries(client: Discern) {
  const { datasets, trainingJobs, scoringJobs, jobs, models } = client;
  return {
    datasets: (query: QueryOf<"list_datasets"> = {}) => infinite(keys.datasetList(query), datasets, query),
    dataset: (id: string) => single(keys.dataset(id), (o) => datasets.get(id, o)),
    datasetProfile: (id: string) => single([...keys.dataset(id), "profile"], (o) => datasets.profile(id, o)),
    datasetPreview: (id: string, query: QueryOf<"get_dataset_preview"> = {}) =>
      single([...keys.dataset(id), "preview", query], (o) => datasets.preview(id, query, o)),
    datasetFindings: (id: string) => single([...keys.dataset(id), "findings"], (o) => datasets.findings(id, {}, o)),

    jobLog: (id: string, query: QueryOf<"list_job_log_lines"> = {}) =>
      single([...keys.jobs, "of", id, "log", query], (o) => jobs.logs(id, query, o)),
    jobs: (query: QueryOf<"list_jobs"> = {}) => infinite(keys.jobList(query), jobs, query),

    trainingJobs: (query: QueryOf<"list_training_jobs"> = {}) =>
      infinite(keys.trainingJobList(query), trainingJobs, query),
    trainingJob: (id: string) => single(keys.trainingJob(id), (o) => trainingJobs.get(id, o)),
    trainingMetrics: (id: string, query: QueryOf<"get_training_job_metrics"> = {}) =>
      single([...keys.trainingMetrics(id), query], (o) => trainingJobs.metrics(id, query, o)),
    trainingFindings: (id: string) =>
      single([...keys.trainingJob(id), "findings"], (o) => trainingJobs.findings(id, {}, o)),
    validation: (request: TrainingRequest) =>
      single([...keys.trainingJobs, "validation", request], (o) => trainingJobs.validate(request, o)),

    scoringJobs: (query: QueryOf<"list_scoring_jobs"> = {}) => infinite(keys.scoringJobList(query), scoringJobs, query),
    scoringJob: (id: string) => single(keys.scoringJob(id), (o) => scoringJobs.get(id, o)),
    scoringErrors: (id: string, query: { limit?: number } = {}) =>
      infinite([...keys.scoringJob(id), "errors", query], scoringJobs.errors(id), query),

    models: (query: QueryOf<"list_models"> = {}) => infinite(keys.modelList(query), models, query),
    model: (name: string) => single(keys.model(name), (o) => models.get(name, o)),
    modelChanges: (name: string, query: QueryOf<"list_model_changes"> = {}) =>
      infinite([...keys.model(name), "changes", query], models.changes(name), query),
    aliases: (name: string) => single([...keys.model(name), "aliases"], (o) => models.aliases(name, o)),
    versions: (name: string, query: QueryOf<"list_model_versions"> = {}) =>
      infinite(keys.versionList(name, query), models.versions(name), query),
    version: (name: string, version: number) =>
      single(keys.version(name, version), (o) => models.version(name, version, o)),
    inputSchema: (name: string, which: Which = {}) =>
      single([...keys.model(name), "schema", which], (o) => client.model(name, which).schema(o)),
    report: (name: string, version: number) =>
      single([...keys.version(name, version), "report"], (o) => models.report(name, version, o)),
    decision: (name: string, version: number) =>
      single([...keys.version(name, version), "decision"], (o) => models.decision(name, version, o)),
    exports: (name: string, version: number) =>
      single([...keys.version(name, version), "exports"], (o) => models.exports(name, version, o)),
    servingFindings: (name: string, version: number, query: QueryOf<"get_model_version_findings"> = {}) =>
      single([...keys.version(name, version), "findings", query], (o) => models.findings(name, version, query, o)),
    monitoring: (name: string, version: number, query: QueryOf<"get_model_version_monitoring"> = {}) =>
      single([...keys.version(name, version), "monitoring", query], (o) => models.monitoring(name, version, query, o)),

    modelFamilies: () => single([...keys.all, "model-families"], client.modelFamilies),
    presets: () => single([...keys.all, "presets"], client.presets),
    trainSpecSchema: () => single([...keys.all, "train-spec-schema"], client.trainSpecSchema),
    findingKinds: () => single([...keys.all, "finding-kinds"], client.findingKinds),
    limits: () => single([...keys.all, "limits"], client.limits),
    me: () => single([...keys.all, "me"], client.me),
    apiKeys: () => single([...keys.all, "api-keys"], client.keys),
    samples: () => single([...keys.all, "samples"], client.samples),
    queue: () => single([...keys.all, "queue"], client.queue),
    workers: () => single([...keys.all, "workers"], client.workers),
  };
}

/** `discernQueries` of the nearest client. */
export function useDiscernQueries() {
  const client = useDiscern();
  return useMemo(() => discernQueries(client), [client]);
}
