/** Text of the screen of the queue and the workers. */

import { formatDuration, plural } from "../lib/format.js";

export const queueText = {
  title: "Queue & workers",
  description: "What waits, what runs now, and who does it.",
  kinds: { train: "Training", score: "Scoring", profile: "Profiling" } as Record<string, string>,
  depth: "Queue",
  waiting: "waiting",
  depthNote: (running: number, workers: number) => `${running} running · ${plural(workers, "worker")}`,
  noWorkers: "No worker is alive",
  noWorkersText:
    "Jobs wait until one is. discern serve starts workers by itself; more of them, on this machine or on others, are started with the command below.",
  command: "discern worker --data DATA_FOLDER",
  commandLabel: "Start a worker",

  running: "Running",
  runningNone: "Nothing runs at the moment.",
  columns: {
    job: "Job",
    kind: "Kind",
    phase: "Phase",
    progress: "Progress",
    worker: "Worker",
    device: "Device",
    heartbeat: "Heartbeat",
    started: "Started",
    position: "Place",
    priority: "Priority",
    waits: "Since",
    takes: "Takes",
  },
  attempt: (attempt: number) => `attempt ${attempt}`,
  lost: "worker lost",
  lostHint: "Its worker sends no heartbeat any more; the job goes to another one when its lease ends.",
  age: (seconds: number) => `${formatDuration(seconds)} ago`,
  progress: (job: string) => `Progress of ${job}`,

  queued: "Waiting",
  queuedNone: "Nothing waits.",
  queuedMost: "The first 100 are listed.",
  workers: "Workers",
} as const;
