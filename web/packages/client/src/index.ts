/** Typed client of Discern. */

export type { Api } from "./api.js";
export { createDiscern, type Discern, type DiscernOptions } from "./client.js";
export type { FindingCode, ProblemCode } from "./codes.gen.js";
export type { DatasetCalls, DatasetUploadOptions } from "./datasets.js";
export type { Download, DownloadOptions } from "./download.js";
export {
  type Code,
  DatasetFailedError,
  DiscernError,
  isProblem,
  JobFailedError,
  NetworkError,
  ProblemError,
} from "./errors.js";
export type { Connection, EventOptions, JobEvent, JobEventType } from "./events.js";
export type {
  AnyJobCalls,
  JobCalls,
  ScoreFileOptions,
  ScoringJobCalls,
  TrainingJobCalls,
} from "./jobs.js";
export type { ChangeOptions, DeleteOptions, ModelCalls } from "./models.js";
export type { CreateOptions } from "./options.js";
export type { Listing, Page } from "./pages.js";
export type { PartsOptions, ResumeStore } from "./parts.js";
export type {
  ExplainOptions,
  Explanation,
  Explanations,
  ModelHandle,
  PartialPrediction,
  Prediction,
  Predictions,
  PredictOptions,
  Which,
} from "./predict.js";
export type { components, operations, paths } from "./schema.js";
export { EventStreamParser, type ServerSentEvent, serverSentEvents } from "./sse.js";
export type * from "./types.js";
export {
  formatOfName,
  type UploadFormat,
  type UploadOptions,
  type UploadProgress,
  type UploadSource,
} from "./upload.js";
export type { AppendOptions, UploadCalls } from "./uploads.js";
