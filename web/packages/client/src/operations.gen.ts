/** Made by `npm run generate`; never edited. */

/** Requests that take an `Idempotency-Key`. */
export const KEYED: ReadonlySet<string> = new Set([
  "POST /v1/datasets",
  "POST /v1/samples/{name}",
  "POST /v1/uploads",
  "POST /v1/uploads/{upload_id}/dataset",
  "POST /v1/training-jobs",
  "POST /v1/training-jobs/{job_id}/findings/{finding_id}/apply",
  "POST /v1/scoring-jobs",
  "POST /v1/scoring-jobs/file",
  "POST /v1/jobs/{job_id}/retry",
]);
