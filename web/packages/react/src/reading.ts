/** Hooks that read lists by cursor and documents. Each answers with TanStack Query's own result. */

import type { QueryOf, TrainingRequest, Which } from "@discern/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDiscernQueries } from "./queries.js";

export function useDatasets(query?: QueryOf<"list_datasets">) {
  return useInfiniteQuery(useDiscernQueries().datasets(query));
}

/** A dataset; while it is profiled it is asked for again every second. */
export function useDataset(id: string) {
  return useQuery({
    ...useDiscernQueries().dataset(id),
    refetchInterval: ({ state }) => (state.data?.status === "profiling" ? 1000 : false),
  });
}

export function useDatasetProfile(id: string) {
  return useQuery(useDiscernQueries().datasetProfile(id));
}

export function useTrainingJobs(query?: QueryOf<"list_training_jobs">) {
  return useInfiniteQuery(useDiscernQueries().trainingJobs(query));
}

export function useScoringJobs(query?: QueryOf<"list_scoring_jobs">) {
  return useInfiniteQuery(useDiscernQueries().scoringJobs(query));
}

/** What a training job would do, checked anew whenever the request changes; null checks nothing. */
export function useValidation(request: TrainingRequest | null) {
  return useQuery({
    ...useDiscernQueries().validation(request as TrainingRequest), // never asked with null
    enabled: request !== null,
    placeholderData: (before) => before,
  });
}

export function useModels(query?: QueryOf<"list_models">) {
  return useInfiniteQuery(useDiscernQueries().models(query));
}

export function useModel(name: string) {
  return useQuery(useDiscernQueries().model(name));
}

export function useModelVersions(name: string, query?: QueryOf<"list_model_versions">) {
  return useInfiniteQuery(useDiscernQueries().versions(name, query));
}

export function useModelVersion(name: string, version: number) {
  return useQuery(useDiscernQueries().version(name, version));
}

/** The JSON Schema of a model's rows and an example of one, for forms. */
export function useInputSchema(name: string, which?: Which) {
  return useQuery(useDiscernQueries().inputSchema(name, which));
}
