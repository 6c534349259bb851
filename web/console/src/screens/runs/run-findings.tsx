import type { Finding, Job } from "@discern/client";
import { useApplyFinding, useDiscernQueries } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, CircleDashed, Wrench } from "lucide-react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { FindingCard } from "../../components/finding-card.js";
import { toast } from "../../components/toast.js";
import { runText } from "../../text/runs.js";
import { fixLines } from "./fix-lines.js";

/** What was found, in the order in which it arose, each with the button that mends it. */
export function RunFindings({ job }: { job: Job }) {
  const apply = useApplyFix(job.id);
  const { findings } = job;
  return (
    <Card title={runText.findings} flush>
      {findings.length === 0 ? (
        <div className="border-t px-4 py-4 text-sm sm:px-5">
          <p className="font-medium">{job.terminal ? runText.findingsNone : runText.findingsNoneSoFar}</p>
          <p className="mt-1 max-w-prose text-ink-muted">{runText.findingsNoneText}</p>
        </div>
      ) : (
        <div className="divide-y border-t">
          {findings.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              aside={whenOf(finding)}
              action={
                finding.fix && (
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
                    <Button
                      size="sm"
                      icon={Wrench}
                      busy={apply.pending === finding.id}
                      disabled={apply.pending !== null}
                      onClick={() => apply.start(finding)}
                    >
                      {runText.applyFix}
                    </Button>
                    {fixLines(finding.fix).map((line) => (
                      <code key={line} className="min-w-0 font-mono text-xs text-ink-muted data-text">
                        {line}
                      </code>
                    ))}
                  </div>
                )
              }
            />
          ))}
        </div>
      )}
      {job.terminal && <Checks id={job.id} />}
    </Card>
  );
}

/** Starts the run that a finding's fix makes, and goes there. */
function useApplyFix(jobId: string) {
  const apply = useApplyFinding();
  const navigate = useNavigate();
  const start = (finding: Finding) =>
    apply.mutate(
      { jobId, finding: finding.id },
      {
        onSuccess: (job) => {
          toast.done(runText.applied(finding.title));
          void navigate({ to: "/runs/$id", params: { id: job.id } });
        },
        onError: toast.failed,
      },
    );
  return { start, pending: apply.isPending ? (apply.variables?.finding ?? null) : null };
}

/** Where it was found: the epoch where it tells one, else the part of the run. */
function whenOf(finding: Finding): string {
  const { epoch } = finding.evidence;
  return typeof epoch === "number" ? runText.epoch(epoch, null) : (runText.phaseOf[finding.phase] ?? finding.phase);
}

/** That nothing was found is worth something only beside what was looked for. */
function Checks({ id }: { id: string }) {
  const checks = useQuery({ ...useDiscernQueries().trainingFindings(id), staleTime: Number.POSITIVE_INFINITY }).data;
  if (!checks || checks.checks_passed.length + checks.checks_skipped.length === 0) return null;
  return (
    <details className="border-t text-sm">
      <summary className="px-4 py-2.5 text-ink-muted focus-visible:-outline-offset-2 sm:px-5">
        {runText.checks(checks.checks_passed.length, checks.checks_skipped.length)}
      </summary>
      <ul className="grid gap-x-6 gap-y-1.5 px-4 pt-1 pb-4 text-xs sm:grid-cols-2 sm:px-5 lg:grid-cols-3">
        {checks.checks_passed.map((code) => (
          <li key={code} className="flex gap-2">
            <Check className="size-3.5 shrink-0 text-good" role="img" aria-label={runText.checksPassed} />
            <code className="min-w-0 font-mono data-text">{code}</code>
          </li>
        ))}
        {checks.checks_skipped.map(({ code, reason }) => (
          <li key={code} className="flex gap-2 text-ink-muted">
            <CircleDashed className="size-3.5 shrink-0" role="img" aria-label={runText.checksSkipped} />
            <span className="min-w-0">
              <code className="font-mono data-text">{code}</code>
              <span className="block text-ink-faint data-text">{reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
