/** What the screens of runs ask of the API that has no hook of its own. */

import type { components, DiscernError, Job, JobEvent } from "@discern/client";
import { keys, useDiscern } from "@discern/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";

export type LogLine = components["schemas"]["LogLine"];

/** Lines kept on the screen; older ones scroll out at the top. */
const MOST_LINES = 1_000;
/** A quick run has many events a second: its new lines are fetched together. */
const LOG_MILLISECONDS = 500;

/** Queues an ended run again, as it was asked for. */
export function useRetryRun() {
  const client = useDiscern();
  const cache = useQueryClient();
  return useMutation<Job, DiscernError, string>({
    mutationFn: (id) => client.jobs.retry(id),
    onSuccess: (job) => {
      cache.setQueryData(keys.trainingJob(job.id), job);
      cache.invalidateQueries({ queryKey: [...keys.trainingJobs, "list"] });
      cache.invalidateQueries({ queryKey: keys.jobs });
    },
  });
}

interface Log {
  lines: LogLine[];
  next: number;
}

/** The last lines of a job's log. Call `onEvents` with the job's events: new ones make it ask for what follows. */
export function useLog(id: string) {
  const client = useDiscern();
  const cache = useQueryClient();
  const queryKey = [...keys.trainingJob(id), "log"];
  const query = useQuery<Log, DiscernError>({
    queryKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const known = cache.getQueryData<Log>(queryKey);
      const list = await client.jobs.logs(id, known ? { after: known.next, tail: MOST_LINES } : {}, { signal });
      return { lines: [...(known?.lines ?? []), ...list.data].slice(-MOST_LINES), next: list.next_cursor };
    },
  });
  const { refetch } = query;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onEvents = useCallback(
    (events: readonly JobEvent[]) => {
      if (!events.some(({ type }) => type !== "progress")) return;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        // Not the one that may be under way, which asked before these events.
        void refetch({ cancelRefetch: true });
      }, LOG_MILLISECONDS);
    },
    [refetch],
  );
  return { lines: query.data?.lines, error: query.error, onEvents };
}
