/** What a job's events change in the documents that are cached of it. */

import type { Epoch, Job, JobEvent, TrainingMetrics } from "@discern/client";

/** The job after these events; the same object when none of them is news to it. */
export function patchedJob(job: Job, events: readonly JobEvent[]): Job {
  return events.filter((event) => event.id > job.last_event).reduce(afterEvent, job);
}

function afterEvent(before: Job, event: JobEvent): Job {
  const job = { ...before, last_event: event.id };
  switch (event.type) {
    case "state":
      return { ...job, status: event.data.status, phase: event.data.phase };
    case "progress":
      return { ...job, progress: event.data };
    case "finding": {
      const finding = event.data;
      if (job.findings.some((known) => known.id === finding.id)) return job;
      const counted = { ...job.findings_summary, [finding.severity]: job.findings_summary[finding.severity] + 1 };
      return { ...job, findings: [...job.findings, finding], findings_summary: counted };
    }
    case "done": {
      const { status, result, error } = event.data;
      return { ...job, status, phase: status, terminal: true, result, error: error ?? job.error };
    }
    default:
      return job;
  }
}

/** The metrics with the epochs of these events; an epoch that a second attempt counts again replaces the first. */
export function patchedMetrics(metrics: TrainingMetrics, events: readonly JobEvent[]): TrainingMetrics {
  const fresh = events.flatMap((event) => (event.type === "metric" ? [event.data] : []));
  if (fresh.length === 0) return metrics;
  const epochs = new Map(metrics.epochs.map((epoch) => [nameOf(epoch), epoch]));
  let added = 0;
  for (const epoch of fresh) {
    if (!epochs.has(nameOf(epoch))) added += 1;
    epochs.set(nameOf(epoch), epoch);
  }
  return { ...metrics, epochs: [...epochs.values()], num_epochs: metrics.num_epochs + added };
}

function nameOf(epoch: Epoch): string {
  return `${epoch.member}:${epoch.epoch}`;
}
