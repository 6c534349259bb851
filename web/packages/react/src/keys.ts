/** Query keys: stable, nested from general to special, so that `invalidateQueries({ queryKey: keys.models })` reaches all. */

import type { Which } from "@discern/client";

const root = ["discern"] as const;
const datasets = [...root, "datasets"] as const;
const trainingJobs = [...root, "training-jobs"] as const;
const scoringJobs = [...root, "scoring-jobs"] as const;
const jobs = [...root, "jobs"] as const;
const models = [...root, "models"] as const;
const model = (name: string) => [...models, "of", name] as const;
const version = (name: string, number: number) => [...model(name), "versions", "of", number] as const;

export const keys = {
  all: root,

  datasets,
  datasetList: (query: object) => [...datasets, "list", query] as const,
  dataset: (id: string) => [...datasets, "of", id] as const,

  jobs,
  jobList: (query: object) => [...jobs, "list", query] as const,

  trainingJobs,
  trainingJobList: (query: object) => [...trainingJobs, "list", query] as const,
  trainingJob: (id: string) => [...trainingJobs, "of", id] as const,
  trainingMetrics: (id: string) => [...trainingJobs, "of", id, "metrics"] as const,

  scoringJobs,
  scoringJobList: (query: object) => [...scoringJobs, "list", query] as const,
  scoringJob: (id: string) => [...scoringJobs, "of", id] as const,

  models,
  modelList: (query: object) => [...models, "list", query] as const,
  model,
  versionList: (name: string, query: object) => [...model(name), "versions", "list", query] as const,
  version,
  predictions: (name: string, which: Which) => [...model(name), "predictions", which] as const,
};
