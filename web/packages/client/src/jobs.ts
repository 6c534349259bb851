/** Calls about jobs: those of every kind, those that train, those that score. */

import type { Api } from "./api.js";
import type { DatasetUploadOptions } from "./datasets.js";
import { type Download, type DownloadOptions, download } from "./download.js";
import { JobFailedError } from "./errors.js";
import { type EventOptions, type JobEvent, jobEvents } from "./events.js";
import { type CreateOptions, keyed, LONG_POLL_SECONDS } from "./options.js";
import { type Listing, listing } from "./pages.js";
import { PATIENT_ATTEMPTS, type Transport } from "./transport.js";
import type {
  CallOptions,
  Fault,
  Job,
  JobFindings,
  JobInList,
  JobLog,
  QueryOf,
  RetryRequest,
  ScoringRequest,
  TrainingMetrics,
  TrainingRequest,
  Validation,
} from "./types.js";
import { sendFile, type UploadSource } from "./upload.js";

/** What can be asked of a job whatever its kind. */
export interface AnyJobCalls extends JobCalls<QueryOf<"list_jobs">> {
  /** A new job, queued: an ended one again, a training with these fields of its spec changed. */
  retry(id: string, change?: RetryRequest, options?: CreateOptions): Promise<Job>;
  /** Lines of a job's log, the last ones or those after a cursor. */
  logs(id: string, query?: QueryOf<"list_job_log_lines">, options?: CallOptions): Promise<JobLog>;
}

/** What every kind of job can be asked. */
export interface JobCalls<Query> extends Listing<JobInList, Query> {
  get(id: string, options?: CallOptions): Promise<Job>;
  /** The job in its final state, whichever that is. Outlasts about a minute without a server. */
  wait(id: string, options?: CallOptions): Promise<Job>;
  /** The succeeded job. Throws `JobFailedError` when it failed or was cancelled. */
  result(id: string, options?: CallOptions): Promise<Job>;
  /** Every event once, in order, as it happens; ends after `done`. */
  events(id: string, options?: EventOptions): AsyncGenerator<JobEvent, void, undefined>;
  /** The events so far, without waiting for more. */
  pastEvents(id: string): Listing<JobEvent & { at: string }, QueryOf<"list_job_events">, number>;
  /** The job, cancelled or cancelling. Throws `ProblemError` with code `job_terminal` when it had ended. */
  cancel(id: string, options?: CallOptions): Promise<Job>;
}

export interface TrainingJobCalls extends JobCalls<QueryOf<"list_training_jobs">> {
  /** A new training job, queued. Only `dataset_id` and `spec.target` have no default. */
  create(request: TrainingRequest, options?: CreateOptions): Promise<Job>;
  /** What creating would do, and what is wrong with the spec, without a job. */
  validate(request: TrainingRequest, options?: CallOptions): Promise<Validation>;
  /** A new job, queued: this one again with a finding's fix. `finding` is its id, or its code where that is unique. */
  applyFinding(id: string, finding: string, options?: CreateOptions): Promise<Job>;
  /** Every epoch's measures, at most `max_points` of them, and, once finished, the evaluation. */
  metrics(id: string, query?: QueryOf<"get_training_job_metrics">, options?: CallOptions): Promise<TrainingMetrics>;
  findings(
    id: string,
    query?: Omit<QueryOf<"get_training_job_findings">, "format">,
    options?: CallOptions,
  ): Promise<JobFindings>;
}

/** How a sent file is scored; `scoringJobs.create` takes the same of a dataset, in its body. */
export type ScoreFileOptions = Omit<QueryOf<"create_scoring_job_of_file">, "series" | "model"> &
  Omit<DatasetUploadOptions, "name" | "wait" | "overrides" | "missing_values" | "format"> & {
    /** Of the scored file; `input_format` is that of the sent one. */
    format?: "csv" | "parquet" | "ndjson";
    input_format?: DatasetUploadOptions["format"];
  };

export interface ScoringJobCalls extends JobCalls<QueryOf<"list_scoring_jobs">> {
  /** A new job that scores a dataset, queued. */
  create(request: ScoringRequest, options?: CreateOptions): Promise<Job>;
  /** A new job that scores a file, queued; the file is sent for it alone and becomes no dataset. */
  createFromFile(model: string, source: UploadSource, options?: ScoreFileOptions): Promise<Job>;
  /** The scored file. */
  output(id: string, options?: DownloadOptions): Promise<Download>;
  /** The rows that were refused, and why. */
  errors(id: string): Listing<Fault, Omit<QueryOf<"list_scoring_job_errors">, "format">>;
}

type Kind = "jobs" | "training-jobs" | "scoring-jobs";

function common<Query extends object>(api: Api, transport: Transport, kind: Kind): JobCalls<Query> {
  // The three have the same operations and differ in the scope of the key that opens them.
  const at = `/v1/${kind}` as "/v1/jobs";
  const path = (job_id: string) => ({ path: { job_id } });

  const get: JobCalls<Query>["get"] = (id, { signal } = {}) =>
    api.GET(`${at}/{job_id}`, { params: path(id), signal: signal ?? null });

  async function wait(id: string, { signal }: CallOptions = {}): Promise<Job> {
    while (true) {
      const query = { wait: LONG_POLL_SECONDS };
      const response = await transport.get(`${at}/${encodeURIComponent(id)}`, { query, signal }, PATIENT_ATTEMPTS);
      const job = (await response.json()) as Job;
      if (job.terminal) return job;
    }
  }

  return {
    ...listing((query, { signal }) => api.GET(at, { params: { query }, signal: signal ?? null })),
    get,
    wait,
    async result(id, options) {
      const job = await wait(id, options);
      if (job.status !== "succeeded") throw new JobFailedError(job);
      return job;
    },
    events: (id, options) => jobEvents(transport, `${at}/${encodeURIComponent(id)}/events`, options),
    pastEvents: (id) =>
      listing(async (query, { signal }) => {
        const params = { ...path(id), query };
        const page = await api.GET(`${at}/{job_id}/events`, { params, signal: signal ?? null });
        return page as typeof page & { data: (JobEvent & { at: string })[] };
      }),
    cancel: (id, { signal } = {}) => api.POST(`${at}/{job_id}/cancel`, { params: path(id), signal: signal ?? null }),
  };
}

export function jobCalls(api: Api, transport: Transport): AnyJobCalls {
  return {
    ...common(api, transport, "jobs"),
    retry: (job_id, body = {}, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/jobs/{job_id}/retry", {
        params: { path: { job_id }, header: keyed(idempotencyKey) },
        body,
        signal: signal ?? null,
      }),
    logs: (job_id, query = {}, { signal } = {}) =>
      api.GET("/v1/jobs/{job_id}/logs", { params: { path: { job_id }, query }, signal: signal ?? null }),
  };
}

export function trainingJobCalls(api: Api, transport: Transport): TrainingJobCalls {
  const path = (job_id: string) => ({ path: { job_id } });
  return {
    ...common(api, transport, "training-jobs"),
    create: (body, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/training-jobs", { params: { header: keyed(idempotencyKey) }, body, signal: signal ?? null }),
    validate: (body, { signal } = {}) => api.POST("/v1/training-jobs:validate", { body, signal: signal ?? null }),
    applyFinding: (job_id, finding_id, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/training-jobs/{job_id}/findings/{finding_id}/apply", {
        params: { path: { job_id, finding_id }, header: keyed(idempotencyKey) },
        signal: signal ?? null,
      }),
    metrics: (id, query = {}, { signal } = {}) =>
      api.GET("/v1/training-jobs/{job_id}/metrics", { params: { ...path(id), query }, signal: signal ?? null }),
    findings: (id, query = {}, { signal } = {}) =>
      api.GET("/v1/training-jobs/{job_id}/findings", { params: { ...path(id), query }, signal: signal ?? null }),
  };
}

export function scoringJobCalls(api: Api, transport: Transport): ScoringJobCalls {
  return {
    ...common(api, transport, "scoring-jobs"),
    create: (body, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/scoring-jobs", { params: { header: keyed(idempotencyKey) }, body, signal: signal ?? null }),
    createFromFile(model, source, options = {}) {
      const { gzip, onProgress, idempotencyKey, signal, input_format, series, ...query } = options;
      const asked = { ...query, model, series: series && JSON.stringify(series) };
      const sent = { format: input_format, gzip, onProgress, idempotencyKey, signal };
      return sendFile<Job>(transport, "/v1/scoring-jobs/file", asked, source, sent);
    },
    output: (id, options) => download(transport, `/v1/scoring-jobs/${encodeURIComponent(id)}/output`, {}, options),
    errors: (job_id) =>
      listing((query, { signal }) =>
        api.GET("/v1/scoring-jobs/{job_id}/errors", { params: { path: { job_id }, query }, signal: signal ?? null }),
      ),
  };
}
