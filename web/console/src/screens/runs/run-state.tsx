import type { Connection, Job } from "@discern/client";
import { CircleX } from "lucide-react";
import { Badge } from "../../components/badge.js";
import { Card } from "../../components/card.js";
import { Progress } from "../../components/feedback.js";
import { TextLink } from "../../components/link.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { runText } from "../../text/runs.js";

/** Whether what is on the screen follows the run at this moment. */
export function ConnectionBadge({ connection }: { connection: Connection }) {
  switch (connection) {
    case "live":
      return <Badge tone="neutral">{runText.live}</Badge>;
    case "connecting":
      return <Badge tone="neutral">{runText.connecting}</Badge>;
    case "reconnecting":
      return <Badge tone="warn">{runText.reconnecting}</Badge>;
    case "ended":
      return null;
  }
}

/** How far a run is, or why it ended without a result. */
export function RunState({ job }: { job: Job }) {
  if (job.status === "failed" && job.error) return <RunError error={job.error} />;
  if (job.terminal) return null;
  const { progress } = job;
  const parts = [
    runText.phase(job.status === "queued" || job.status === "cancelling" ? job.status : job.phase),
    // The API's own words: members that are trained side by side are told as such.
    job.phase === "training" && progress.epoch !== null ? progress.message : null,
    job.attempt > 1 ? runText.attempt(job.attempt) : null,
  ].filter((part) => part !== null);
  return (
    <Card>
      <Progress
        label={runText.progress}
        fraction={job.status === "queued" ? null : (progress.fraction ?? null)}
        etaSeconds={job.status === "running" ? progress.eta_seconds : null}
        detail={parts.join(" · ")}
        tone={job.status === "cancelling" ? "warn" : "accent"}
      />
      {job.status === "queued" && job.queue && (
        <p className="mt-2 text-xs text-ink-muted">
          {runText.queuePosition(job.queue.position)} · <TextLink to="/queue">{runText.queueLink}</TextLink>
        </p>
      )}
    </Card>
  );
}

function RunError({ error }: { error: NonNullable<Job["error"]> }) {
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-bad/30 bg-bad-soft px-4 py-3 text-sm">
      <CircleX className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 space-y-1.5">
        <p className="font-medium text-bad">{error.title ?? error.code}</p>
        <p className="data-text">{error.detail}</p>
        {error.errors.length > 0 && (
          <ul className="space-y-1">
            {error.errors.slice(0, 8).map((fault) => (
              <li key={`${fault.pointer}${fault.message}`} className="data-text">
                {fault.message}
              </li>
            ))}
          </ul>
        )}
        {error.hint && <p className="text-ink-muted data-text">{error.hint}</p>}
      </div>
    </div>
  );
}

/** Following has ended before the run did. */
export function LostNotice({ error }: { error: unknown }) {
  return <ProblemNotice error={error} onRetry={() => location.reload()} />;
}
