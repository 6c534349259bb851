import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";
import { formatDuration, formatPercent } from "../lib/format.js";
import { common } from "../text/common.js";

/** Teaches what belongs here and how the first one is made; shown where a list is empty. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  className,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cx("flex flex-col items-center px-6 py-14 text-center", className)}>
      {Icon && (
        <span className="mb-4 grid size-10 place-items-center rounded-lg border bg-surface text-ink-muted shadow-sm">
          <Icon className="size-5" aria-hidden />
        </span>
      )}
      <h2 className="text-base font-medium">{title}</h2>
      {children && <div className="mt-1.5 max-w-md text-sm text-pretty text-ink-muted">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** Stands where something will be; give it the size of that by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={cx("block animate-shimmer rounded-md bg-sunken", className)} aria-hidden />;
}

/** Lines of a list that is on its way; says so to a screen reader. */
export function SkeletonRows({ rows = 5, className }: { rows?: number; className?: string }) {
  return (
    <div className={cx("space-y-3 px-4 py-4 sm:px-5", className)} role="status">
      <span className="sr-only">{common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
        <Skeleton key={row} className={cx("h-5", row % 3 === 2 ? "w-2/3" : "w-full")} />
      ))}
    </div>
  );
}

/** How far something is. Without a `fraction` it only says that work goes on. */
export function Progress({
  label,
  fraction,
  etaSeconds,
  detail,
  tone = "accent",
  className,
}: {
  label: string;
  /** 0..1, or null where it is not known. */
  fraction: number | null;
  etaSeconds?: number | null | undefined;
  /** What is done now: "Epoch 12 of 40". */
  detail?: ReactNode;
  tone?: "accent" | "good" | "warn" | "bad";
  className?: string;
}) {
  const fill = { accent: "bg-accent", good: "bg-good", warn: "bg-warn", bad: "bg-bad" }[tone];
  const percent = fraction === null ? null : Math.min(100, Math.max(0, fraction * 100));
  return (
    <div className={cx("min-w-0", className)}>
      {(detail || percent !== null) && (
        <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-ink-muted tabular">
          <span className="min-w-0 data-line">{detail}</span>
          <span className="ml-auto whitespace-nowrap">
            {percent !== null && <span className="text-ink">{formatPercent(percent / 100, 0)}</span>}
            {etaSeconds != null && etaSeconds > 0 && <> · {common.remaining(formatDuration(Math.ceil(etaSeconds)))}</>}
          </span>
        </div>
      )}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== null && { "aria-valuenow": Math.round(percent) })}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={cx(
            "h-full rounded-full transition-[width] duration-300",
            fill,
            percent === null && "animate-shimmer",
          )}
          style={{ width: percent === null ? "100%" : `${percent}%` }}
        />
      </div>
    </div>
  );
}
