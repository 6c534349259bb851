/** The API's objects under the names that people use for them. */

import type { components, operations } from "./schema.js";

type Schemas = components["schemas"];

export type Dataset = Schemas["DatasetOut"];
export type DatasetProfile = Schemas["DatasetProfile"];
export type ColumnProfile = Schemas["ColumnProfile"];
export type DatasetPreview = Schemas["Preview"];
export type DatasetFindings = Schemas["DatasetFindings"];
export type ColumnOverride = Schemas["ColumnOverride"];
export type SeriesOptions = Schemas["SeriesOptions"];
export type FileFormat = Schemas["FileFormat"];
export type TableFormat = Schemas["TableFormat"];

export type Upload = Schemas["UploadOut"];
export type UploadRequest = Schemas["UploadRequest"];

export type Job = Schemas["JobOut"];
export type JobInList = Schemas["JobInList"];
export type JobKind = Schemas["JobKind"];
export type JobStatus = Schemas["JobStatus"];
export type JobError = Schemas["JobError"];
export type JobLog = Schemas["LogList"];
export type RetryRequest = Schemas["RetryRequest"];
export type Progress = Schemas["Progress"];
export type Epoch = Schemas["EpochOut"];
export type TrainSpec = Schemas["TrainSpec"];
export type TrainingRequest = Schemas["TrainingRequest"];
export type Validation = Schemas["Validation"];
export type TrainingMetrics = Schemas["TrainingMetrics"];
export type TrainSpecSchema = Schemas["TrainSpecSchema"];
export type ScoringRequest = Schemas["ScoringRequest"];

export type Finding = Schemas["Finding"];
export type FindingKind = Schemas["FindingKind"];
export type FindingsSummary = Schemas["FindingsSummary"];
export type JobFindings = Schemas["JobFindings"];
export type Severity = Schemas["Severity"];

export type Model = Schemas["ModelOut"];
export type ModelVersion = Schemas["VersionOut"];
export type ModelReport = Schemas["ReportOut"];
export type InputSchema = Schemas["InputSchema"];
export type Alias = Schemas["AliasOut"];
export type AliasRequest = Schemas["AliasRequest"];
export type Decision = Schemas["DecisionOut"];
export type DecisionRequest = Schemas["DecisionRequest"];
export type DescriptionPatch = Schemas["DescriptionPatch"];
export type Change = Schemas["ChangeOut"];
export type ModelExport = Schemas["ExportOut"];
export type ExportFormat = ModelExport["format"];
export type ServingFindings = Schemas["ServingFindings"];
export type ServingMonitoring = Schemas["ServingMonitoring"];

export type PredictRequest = Schemas["PredictRequest"];
export type PredictAnswer = Schemas["PredictAnswer"];
export type RowPrediction = Schemas["RowPrediction"];
export type ExplainRequest = Schemas["ExplainRequest"];
export type ExplainAnswer = Schemas["ExplainAnswer"];
export type RowExplanation = Schemas["RowExplanation"];
/** What one cell of a row may be: a number, a word, a sequence, an image. */
export type CellValue = NonNullable<PredictRequest["rows"]>[number][string];

export type ModelFamily = Schemas["FamilyOut"];
export type Preset = Schemas["PresetOut"];
export type Limits = Schemas["Limits"];
export type Me = Schemas["Me"];
export type ApiKey = Schemas["KeyOut"];
export type NewApiKey = Schemas["NewKey"];
export type KeyRequest = Schemas["KeyRequest"];
export type Session = Schemas["SessionOut"];
export type Sample = Schemas["Sample"];
export type Queue = Schemas["QueueOut"];
export type Worker = Schemas["WorkerOut"];

export type Problem = Schemas["Problem"];
/** One place where input is wrong: a row, line, column or JSON pointer. */
export type Fault = Schemas["Fault"];

/** The query of an operation, `undefined` where it has none. */
export type QueryOf<Name extends keyof operations> = operations[Name] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : never;

/** What every call takes besides its own arguments. */
export interface CallOptions {
  /** Ends the call, its retries and waits included; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}
