import type { Validation } from "@discern/client";
import { CircleCheck, LoaderCircle } from "lucide-react";
import { Badge } from "../../components/badge.js";
import { Card, Stat, Stats } from "../../components/card.js";
import { FindingCard } from "../../components/finding-card.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { cx } from "../../lib/cx.js";
import { formatBytes, formatCount, formatDuration } from "../../lib/format.js";
import { newRunText as text } from "../../text/new-run.js";

/** What the server says of a run before it is started: whether it would be taken, its size, what the data tell already. */
export function NewRunCheck({
  asked,
  fresh,
  validation,
  error,
  onRetry,
}: {
  /** Whether there is enough to ask about. */
  asked: boolean;
  /** Whether the answer is about what the form says now. */
  fresh: boolean;
  validation: Validation | undefined;
  error: unknown;
  onRetry: () => unknown;
}) {
  if (!asked) {
    return (
      <Card title={text.check}>
        <p className="py-3 text-sm text-ink-muted">{text.waiting}</p>
      </Card>
    );
  }
  const estimate = validation?.valid ? validation.estimate : null;
  return (
    <Card
      title={text.check}
      flush
      actions={<Verdict fresh={fresh} valid={error === null && validation?.valid === true} />}
    >
      <div className={cx("transition-opacity", !fresh && "opacity-60")} aria-busy={!fresh}>
        {error !== null && error !== undefined ? (
          <ProblemNotice error={error} onRetry={onRetry} className="mx-4 mb-4 sm:mx-5" />
        ) : (
          validation?.valid === false && <Refusal validation={validation} />
        )}
        {estimate && (
          <div className="px-4 pb-4 sm:px-5">
            <Stats className="sm:grid sm:grid-cols-2">
              <Stat label={text.time} value={formatDuration(estimate.seconds)} note={text.timeNote} />
              <Stat label={text.memory} value={formatBytes(estimate.memory_bytes)} />
              <Stat
                label={text.parameters}
                value={formatCount(estimate.num_parameters)}
                note={text.members(estimate.num_members)}
              />
              <Stat
                label={text.rows}
                value={formatCount(estimate.num_train_rows)}
                note={text.rowsNote(estimate.num_classes)}
              />
            </Stats>
            <p className="mt-3 text-xs text-ink-faint">{text.rough}</p>
          </div>
        )}
        {validation?.valid && (
          <>
            {validation.findings.length > 0 && (
              <section aria-label={text.findings} className="max-h-96 divide-y overflow-y-auto border-t">
                {validation.findings.map((finding) => (
                  <FindingCard key={finding.id} finding={finding} />
                ))}
              </section>
            )}
            <p className="flex gap-2 border-t px-4 py-3 text-xs text-ink-muted sm:px-5">
              <CircleCheck className="mt-0.5 size-3.5 shrink-0 text-good" aria-hidden />
              {text.checks(validation.checks_passed.length)}
            </p>
          </>
        )}
      </div>
    </Card>
  );
}

function Verdict({ fresh, valid }: { fresh: boolean; valid: boolean }) {
  if (!fresh) {
    return (
      <Badge>
        <LoaderCircle className="size-3 animate-spin" aria-hidden />
        {text.checking}
      </Badge>
    );
  }
  return <Badge tone={valid ? "good" : "bad"}>{valid ? text.valid : text.invalid}</Badge>;
}

function Refusal({ validation }: { validation: Validation }) {
  return (
    <div
      role="alert"
      className="mx-4 mb-4 space-y-1.5 rounded-lg border border-bad/30 bg-bad-soft px-4 py-3 text-sm sm:mx-5"
    >
      {validation.errors.map((fault) => (
        <p key={`${fault.pointer}${fault.message}`} className="data-text">
          {fault.pointer && <code className="mr-2 font-mono text-xs text-ink-muted">{fault.pointer}</code>}
          {fault.message}
        </p>
      ))}
      {validation.errors.length === 0 && <p className="data-text">{validation.detail}</p>}
      {validation.hint && <p className="text-ink-muted data-text">{validation.hint}</p>}
    </div>
  );
}
