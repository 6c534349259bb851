/** React hooks of Discern over TanStack Query. */

export {
  type UploadVariables,
  useApplyFinding,
  useCancelScoringJob,
  useCancelTrainingJob,
  useCreateScoringJob,
  useCreateTrainingJob,
  useRetryJob,
  useSetAlias,
  useSetDecision,
  useUpload,
} from "./changing.js";
export { DiscernProvider, type DiscernProviderProps, useDiscern } from "./context.js";
export {
  type LiveJob,
  type LiveOptions,
  type LiveTrainingJob,
  useScoringJob,
  useTrainingJob,
} from "./jobs.js";
export { keys } from "./keys.js";
export { type LiveEvents, useJobEvents } from "./live.js";
export { patchedJob, patchedMetrics } from "./patches.js";
export { type SettledResult, type UsePredictionOptions, useExplanation, usePrediction } from "./predicting.js";
export { discernQueries, useDiscernQueries } from "./queries.js";
export {
  useDataset,
  useDatasetProfile,
  useDatasets,
  useInputSchema,
  useModel,
  useModels,
  useModelVersion,
  useModelVersions,
  useScoringJobs,
  useTrainingJobs,
  useValidation,
} from "./reading.js";
