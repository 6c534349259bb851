import type { Finding } from "@discern/client";
import { CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";
import { clip, formatNumber } from "../lib/format.js";
import { severityText } from "../text/common.js";

const LOOKS = {
  info: { icon: Info, color: "text-accent-ink" },
  warning: { icon: TriangleAlert, color: "text-warn" },
  error: { icon: CircleX, color: "text-bad" },
};
const MOST_EVIDENCE = 8;

/** One observation with the numbers behind it, what to do, and (as `action`) the button that does it. */
export function FindingCard({
  finding,
  action,
  aside,
  className,
}: {
  finding: Finding;
  action?: ReactNode;
  /** At the right of the title: the epoch or the time. */
  aside?: ReactNode;
  className?: string;
}) {
  const { icon: Icon, color } = LOOKS[finding.severity];
  const evidence = Object.entries(finding.evidence)
    .filter(([, value]) => value === null || typeof value !== "object")
    .slice(0, MOST_EVIDENCE);
  return (
    <article className={cx("flex gap-3 px-4 py-3.5 text-sm sm:px-5", className)} data-code={finding.code}>
      <Icon className={cx("mt-0.5 size-4 shrink-0", color)} role="img" aria-label={severityText[finding.severity]} />
      <div className="min-w-0 flex-1 space-y-1.5">
        <header className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="font-medium data-text">
            {clip(finding.title, 300)}
            {finding.column && !finding.title.includes(finding.column) && (
              <code className="ml-2 rounded bg-sunken px-1.5 py-px font-mono text-xs font-normal text-ink-muted data-text">
                {clip(finding.column)}
              </code>
            )}
          </h3>
          {aside && <span className="text-xs text-ink-faint tabular">{aside}</span>}
        </header>
        <p className="max-w-prose text-ink-muted data-text">{clip(finding.explanation, 2000)}</p>
        {evidence.length > 0 && (
          <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
            {evidence.map(([name, value]) => (
              <div key={name} className="flex max-w-full gap-1.5">
                <dt className="text-ink-faint">{name.replaceAll("_", " ")}</dt>
                <dd className="min-w-0 font-medium tabular data-line">{evidenceText(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="max-w-prose data-text">{clip(finding.suggestion, 2000)}</p>
        {action && <div className="pt-1">{action}</div>}
      </div>
    </article>
  );
}

function evidenceText(value: unknown): string {
  return typeof value === "number" ? formatNumber(value) : clip(String(value));
}
