/** A job's events, followed while a component is on the screen, in batches. */

import type { Connection, DiscernError, Job, JobEvent } from "@discern/client";
import { useEffect, useRef, useState } from "react";
import { useDiscern } from "./context.js";

/** A quick job has hundreds of events a second: one render for all that arrive in this time. */
const BATCH_MILLISECONDS = 100;

export interface LiveEvents {
  connection: Connection;
  /** Why following ended before the job did. */
  error: DiscernError | null;
}

/** Follows a job from its newest known event until it is terminal; `onEvents` takes each batch, in order. */
export function useJobEvents(
  kind: "trainingJobs" | "scoringJobs" | "jobs",
  job: Job | undefined,
  onEvents: (events: JobEvent[]) => void,
): LiveEvents {
  const client = useDiscern();
  const [live, setLive] = useState<LiveEvents>({ connection: "connecting", error: null });
  const latest = useRef({ job, onEvents });
  useEffect(() => {
    latest.current = { job, onEvents };
  });
  const id = job?.id;
  const follows = job !== undefined && !job.terminal;

  useEffect(() => {
    if (id === undefined || !follows) return;
    const controller = new AbortController();
    let waiting: JobEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      const batch = waiting;
      waiting = [];
      if (batch.length > 0 && !controller.signal.aborted) latest.current.onEvents(batch);
    };
    const follow = async () => {
      const events = client[kind].events(id, {
        signal: controller.signal,
        after: latest.current.job?.last_event,
        onConnection: (connection) => {
          if (!controller.signal.aborted) setLive({ connection, error: null });
        },
      });
      for await (const event of events) {
        waiting.push(event);
        timer ??= setTimeout(flush, BATCH_MILLISECONDS);
      }
      flush();
    };
    follow().catch((error: DiscernError) => {
      if (!controller.signal.aborted) setLive({ connection: "ended", error });
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, kind, id, follows]);

  return follows ? live : { connection: job?.terminal ? "ended" : "connecting", error: live.error };
}
