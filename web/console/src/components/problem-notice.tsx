import type { Fault } from "@discern/client";
import { Check, CircleAlert, Copy, RotateCw } from "lucide-react";
import { cx } from "../lib/cx.js";
import { clip } from "../lib/format.js";
import { useCopy } from "../lib/hooks.js";
import { troubleOf } from "../lib/problem.js";
import { common, problemText } from "../text/common.js";
import { Button } from "./button.js";

const MOST_FAULTS = 8; // A refused file may name a hundred cells; the first few show what is wrong.

/** An error where it happened: what went wrong, what to do, and the request's name for the server's log. */
export function ProblemNotice({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: (() => unknown) | undefined;
  className?: string;
}) {
  const trouble = troubleOf(error);
  return (
    <div
      role="alert"
      className={cx("flex gap-3 rounded-lg border border-bad/30 bg-bad-soft px-4 py-3 text-sm", className)}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="font-medium text-bad">{trouble.title}</p>
        <p className="data-text">{clip(trouble.detail, 2000)}</p>
        <Faults errors={trouble.errors} detail={trouble.detail} />
        {trouble.hint && <p className="text-ink-muted">{trouble.hint}</p>}
        {(trouble.requestId || onRetry) && (
          <div className="flex flex-wrap items-center gap-3 pt-1">
            {onRetry && (
              <Button size="sm" icon={RotateCw} onClick={onRetry}>
                {common.retry}
              </Button>
            )}
            {trouble.requestId && <RequestId id={trouble.requestId} />}
          </div>
        )}
      </div>
    </div>
  );
}

function Faults({ errors, detail }: { errors: readonly Fault[]; detail: string }) {
  const shown = errors.filter((fault) => fault.message !== detail || fault.pointer).slice(0, MOST_FAULTS);
  if (shown.length === 0) return null;
  return (
    <ul className="space-y-1">
      {shown.map((fault) => (
        <li key={`${fault.pointer}${fault.row}${fault.column}${fault.message}`} className="flex flex-wrap gap-x-2">
          {placeOf(fault) && (
            <code className="font-mono text-xs leading-5 text-ink-muted data-text">{placeOf(fault)}</code>
          )}
          <span className="data-text">{clip(fault.message, 500)}</span>
        </li>
      ))}
      {errors.length > shown.length && <li className="text-ink-muted">+ {errors.length - shown.length}</li>}
    </ul>
  );
}

function placeOf(fault: Fault): string {
  const { where } = problemText;
  const parts = [
    fault.line != null && `${where.line} ${fault.line}`,
    fault.line == null && fault.row != null && `${where.row} ${fault.row}`,
    fault.column && `${where.column} ${clip(fault.column)}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : (fault.pointer ?? "");
}

function RequestId({ id }: { id: string }) {
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => copy(id)}
      className="inline-flex items-center gap-1.5 rounded text-xs text-ink-muted hover:text-ink"
    >
      {common.requestId} <code className="font-mono">{id}</code>
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{copied ? common.copied : common.copy}</span>
    </button>
  );
}
