/** Hooks that change something. Each is a mutation of TanStack Query, and refreshes what it made stale. */

import type {
  Alias,
  AliasRequest,
  Dataset,
  DatasetUploadOptions,
  Decision,
  DecisionRequest,
  DiscernError,
  Job,
  RetryRequest,
  ScoringRequest,
  TrainingRequest,
  UploadProgress,
  UploadSource,
} from "@discern/client";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useDiscern } from "./context.js";
import { keys } from "./keys.js";

export type UploadVariables = { source: UploadSource } & Omit<DatasetUploadOptions, "signal" | "onProgress">;

/** Uploads a dataset: `mutate({ source })`, with `progress` while bytes leave and `cancel()`. */
export function useUpload() {
  const client = useDiscern();
  const cache = useQueryClient();
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const controller = useRef<AbortController | null>(null);
  const mutation = useMutation<Dataset, DiscernError, UploadVariables>({
    mutationFn: ({ source, ...options }) => {
      controller.current = new AbortController();
      setProgress(null);
      return client.datasets.upload(source, {
        ...options,
        signal: controller.current.signal,
        onProgress: setProgress,
      });
    },
    onSuccess: (dataset) => {
      cache.setQueryData(keys.dataset(dataset.id), dataset);
    },
    // Also after a failure: a file that cannot be used is a dataset with the status `failed`.
    onSettled: () => cache.invalidateQueries({ queryKey: [...keys.datasets, "list"] }),
  });
  const cancel = useCallback(() => controller.current?.abort(), []);
  return { ...mutation, progress, cancel };
}

export function useCreateTrainingJob() {
  const client = useDiscern();
  return useJobMutation<TrainingRequest>("trainingJob", (request) => client.trainingJobs.create(request));
}

/** A new training job: an old one with a finding's fix. */
export function useApplyFinding() {
  const client = useDiscern();
  return useJobMutation<{ jobId: string; finding: string }>("trainingJob", ({ jobId, finding }) =>
    client.trainingJobs.applyFinding(jobId, finding),
  );
}

/** A new job: an ended one again, a training with these fields of its spec changed. */
export function useRetryJob() {
  const client = useDiscern();
  return useJobMutation<{ jobId: string; change?: RetryRequest }>("trainingJob", ({ jobId, change }) =>
    client.jobs.retry(jobId, change),
  );
}

export function useCreateScoringJob() {
  const client = useDiscern();
  return useJobMutation<ScoringRequest>("scoringJob", (request) => client.scoringJobs.create(request));
}

/** Cancels a job by its id. */
export function useCancelTrainingJob() {
  const client = useDiscern();
  return useJobMutation<string>("trainingJob", (id) => client.trainingJobs.cancel(id));
}

/** Cancels a job by its id. */
export function useCancelScoringJob() {
  const client = useDiscern();
  return useJobMutation<string>("scoringJob", (id) => client.scoringJobs.cancel(id));
}

/** Makes or moves an alias; with the `etag` of what the user saw, it fails when somebody else has moved it since. */
export function useSetAlias() {
  const client = useDiscern();
  return useRefreshing<Alias, { name: string; alias: string; to: AliasRequest; etag?: string }>(
    ({ name, alias, to, etag }) => client.models.setAlias(name, alias, to, { etag }),
    ({ name }) => keys.model(name),
  );
}

/** Changes how a version decides; with the `etag` of what the user saw, as `useSetAlias`. */
export function useSetDecision() {
  const client = useDiscern();
  return useRefreshing<Decision, { name: string; version: number; to: DecisionRequest; etag?: string }>(
    ({ name, version, to, etag }) => client.models.setDecision(name, version, to, { etag }),
    ({ name }) => keys.model(name),
  );
}

function useJobMutation<Variables>(kind: "trainingJob" | "scoringJob", change: (variables: Variables) => Promise<Job>) {
  const cache = useQueryClient();
  return useMutation<Job, DiscernError, Variables>({
    mutationFn: change,
    onSuccess: (job) => {
      const of = job.kind === "score" ? "scoringJob" : kind; // a job of any kind may be run again
      cache.setQueryData(keys[of](job.id), job);
      cache.invalidateQueries({ queryKey: [...keys[`${of}s`], "list"] });
      cache.invalidateQueries({ queryKey: keys.jobs });
    },
  });
}

function useRefreshing<Data, Variables>(
  change: (variables: Variables) => Promise<Data>,
  stale: (variables: Variables) => QueryKey,
) {
  const cache = useQueryClient();
  return useMutation<Data, DiscernError, Variables>({
    mutationFn: change,
    // Also after a failure: what failed its precondition was shown from a cache that is stale.
    onSettled: (_data, _error, variables) => cache.invalidateQueries({ queryKey: stale(variables) }),
  });
}
