import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";
import { clip, formatPercent } from "../lib/format.js";

/** A share as a bar with its figure; `marker` is a second share to compare with, a base rate or a threshold. */
export function Meter({
  label,
  share,
  marker,
  text,
  strong = false,
  className,
}: {
  label: ReactNode;
  /** 0..1. */
  share: number;
  marker?: { share: number; label: string } | undefined;
  /** In place of the percentage. */
  text?: string;
  /** In the accent colour: the one that matters. */
  strong?: boolean;
  className?: string;
}) {
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return (
    <div className={cx("min-w-0 text-sm", className)}>
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <span className={cx("min-w-0 data-line", strong && "font-medium")}>{label}</span>
        <span className={cx("tabular", strong ? "font-medium" : "text-ink-muted")}>{text ?? formatPercent(share)}</span>
      </div>
      <div className="relative h-1.5 rounded-full bg-sunken">
        <div
          className={cx("h-full rounded-full transition-[width] duration-200", strong ? "bg-accent" : "bg-line-strong")}
          style={{ width }}
        />
        {marker && (
          <span
            className="absolute -top-0.5 h-2.5 w-0.5 -translate-x-1/2 rounded bg-ink"
            style={{ left: `${marker.share * 100}%` }}
            title={marker.label}
          />
        )}
      </div>
    </div>
  );
}

/** The probabilities of one prediction, the label it was given first and in colour. */
export function ProbabilityBars({
  probabilities,
  label,
  threshold,
  max = 10,
}: {
  probabilities: { label: string; probability: number }[];
  /** The label that was given. */
  label?: string | undefined;
  /** Where the label's bar turns: probability and the class that it belongs to. */
  threshold?: { label: string; probability: number; text: string } | undefined;
  /** Classes shown; the others are summed by the caller if they matter. */
  max?: number;
}) {
  const sorted = [...probabilities].sort((a, b) => b.probability - a.probability).slice(0, max);
  return (
    <ul className="space-y-3">
      {sorted.map((item) => (
        <li key={item.label}>
          <Meter
            label={<bdi title={clip(item.label, 1000)}>{clip(item.label)}</bdi>}
            share={item.probability}
            strong={item.label === label}
            {...(threshold?.label === item.label && {
              marker: { share: threshold.probability, label: threshold.text },
            })}
          />
        </li>
      ))}
    </ul>
  );
}
