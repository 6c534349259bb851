import type { DiscernError, Job, TrainingMetrics } from "@discern/client";
import { useDiscernQueries, useTrainingJob } from "@discern/react";
import { useQueries } from "@tanstack/react-query";

/** All runs together are drawn with no more points than one would be. */
const QUERY = { max_points: 2_000 };
/** What follows a run keeps both documents fresh. */
const FOLLOWED = { staleTime: Number.POSITIVE_INFINITY } as const;

export interface ComparedRun {
  id: string;
  job: Job | undefined;
  metrics: TrainingMetrics | undefined;
  error: DiscernError | null;
}

/** The runs with these ids, as the cache has them; `Follow` keeps those fresh that go on. */
export function useRuns(ids: readonly string[]): ComparedRun[] {
  const queries = useDiscernQueries();
  const jobs = useQueries({ queries: ids.map((id) => ({ ...queries.trainingJob(id), ...FOLLOWED })) });
  const metrics = useQueries({ queries: ids.map((id) => ({ ...queries.trainingMetrics(id, QUERY), ...FOLLOWED })) });
  return ids.map((id, at) => ({
    id,
    job: jobs[at]?.data,
    metrics: metrics[at]?.data,
    error: jobs[at]?.error ?? metrics[at]?.error ?? null,
  }));
}

/** Follows one run by its events; draws nothing. */
export function Follow({ id }: { id: string }) {
  useTrainingJob(id, QUERY);
  return null;
}
