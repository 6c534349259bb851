import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cx } from "../lib/cx.js";
import { statusText } from "../text/common.js";

const badge = cva(
  "inline-flex max-w-full items-center gap-1.5 rounded-full px-2 py-px text-xs font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-ink-muted",
        accent: "bg-accent-soft text-accent-ink",
        good: "bg-good-soft text-good",
        warn: "bg-warn-soft text-warn",
        bad: "bg-bad-soft text-bad",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badge>["tone"]>;

/** A word about a thing: a kind, an alias, a severity. */
export function Badge({ tone, className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cx(badge({ tone }), className)} {...props} />;
}

/** Every status that a job, a dataset or a worker can have. */
export type StatusWord = keyof typeof statusText;

const TONE: Record<StatusWord, Tone> = {
  queued: "neutral",
  running: "accent",
  cancelling: "warn",
  succeeded: "good",
  failed: "bad",
  cancelled: "neutral",
  profiling: "accent",
  ready: "good",
};

/** Where a job or a dataset stands; the dot pulses while work goes on. */
export function Status({ status }: { status: StatusWord }) {
  const live = status === "running" || status === "profiling" || status === "cancelling";
  return (
    <Badge tone={TONE[status]} data-status={status}>
      <span className={cx("size-1.5 rounded-full bg-current", live && "animate-pulse-dot")} aria-hidden />
      {statusText[status]}
    </Badge>
  );
}
