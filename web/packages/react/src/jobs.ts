/** Hooks of one job, which patch the cached documents with its events while it runs. */

import type { DiscernError, Job, JobEvent, QueryOf, TrainingMetrics } from "@discern/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "./keys.js";
import { type LiveEvents, useJobEvents } from "./live.js";
import { patchedJob, patchedMetrics } from "./patches.js";
import { useDiscernQueries } from "./queries.js";

/** The stream keeps the documents fresh, and a document fetched meanwhile could be older than what was patched. */
const PATCHED = { staleTime: Number.POSITIVE_INFINITY } as const;

export interface LiveJob extends LiveEvents {
  job: Job | undefined;
  isPending: boolean;
  /** Why there is no job to show, or why it is no longer followed. */
  error: DiscernError | null;
}

export interface LiveTrainingJob extends LiveJob {
  /** Every epoch so far, at most `max_points` of those from before this was shown. */
  metrics: TrainingMetrics | undefined;
}

export interface LiveOptions {
  /** Also told of each batch of events, in order. */
  onEvents?: (events: readonly JobEvent[]) => void;
}

/** A training job as it is now: status, progress, findings and epochs change as they happen. */
export function useTrainingJob(
  id: string,
  { onEvents, ...query }: QueryOf<"get_training_job_metrics"> & LiveOptions = {},
): LiveTrainingJob {
  const cache = useQueryClient();
  const queries = useDiscernQueries();
  const job = useQuery({ ...queries.trainingJob(id), ...PATCHED });
  // After the job, for its number of the newest event then covers no epoch that these do not have.
  const metrics = useQuery({ ...queries.trainingMetrics(id, query), ...PATCHED, enabled: job.data !== undefined });

  const patch = useCallback(
    (events: JobEvent[]) => {
      cache.setQueryData<Job>(keys.trainingJob(id), (before) => before && patchedJob(before, events));
      cache.setQueriesData<TrainingMetrics>(
        { queryKey: keys.trainingMetrics(id) },
        (before) => before && patchedMetrics(before, events),
      );
      onEvents?.(events);
      if (events.at(-1)?.type === "done") {
        cache.invalidateQueries({ queryKey: keys.trainingJob(id) }); // with the evaluation, which no event tells
        for (const queryKey of [keys.trainingJobs, keys.jobs, keys.models]) {
          cache.invalidateQueries({ queryKey, predicate: ({ queryKey: [, , part] }) => part === "list" });
        }
      }
    },
    [cache, id, onEvents],
  );
  const live = useJobEvents("trainingJobs", metrics.data && job.data, patch);
  const error = job.error ?? metrics.error ?? live.error;
  return { job: job.data, metrics: metrics.data, isPending: job.isPending, connection: live.connection, error };
}

/** A scoring job as it is now. */
export function useScoringJob(id: string, { onEvents }: LiveOptions = {}): LiveJob {
  const cache = useQueryClient();
  const job = useQuery({ ...useDiscernQueries().scoringJob(id), ...PATCHED });
  const patch = useCallback(
    (events: JobEvent[]) => {
      cache.setQueryData<Job>(keys.scoringJob(id), (before) => before && patchedJob(before, events));
      onEvents?.(events);
      if (events.at(-1)?.type === "done") cache.invalidateQueries({ queryKey: keys.scoringJobs });
    },
    [cache, id, onEvents],
  );
  const live = useJobEvents("scoringJobs", job.data, patch);
  return { job: job.data, isPending: job.isPending, connection: live.connection, error: job.error ?? live.error };
}
