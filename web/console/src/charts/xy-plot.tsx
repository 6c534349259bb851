import { useId } from "react";
import { cx } from "../lib/cx.js";
import { clip, formatNumber } from "../lib/format.js";
import { seriesColor } from "./colors.js";

const SIZE = 240;
const PAD = { left: 36, right: 8, top: 8, bottom: 34 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const px = (x: number) => PAD.left + x * (SIZE - PAD.left - PAD.right);
const py = (y: number) => PAD.top + (1 - y) * (SIZE - PAD.top - PAD.bottom);

export interface Line {
  label: string;
  x: number[];
  y: number[];
}

/**
 * Curves over the unit square: ROC, precision against recall, reliability. `diagonal` is the line of chance or of
 * perfect calibration; `level` one of a constant height; `mark` the point in use.
 */
export function XYPlot({
  title,
  xLabel,
  yLabel,
  lines,
  diagonal,
  level,
  mark,
  points = false,
  summary,
  className,
}: {
  title: string;
  xLabel: string;
  yLabel: string;
  lines: Line[];
  /** What the diagonal means. */
  diagonal?: string;
  level?: { y: number; label: string } | undefined;
  mark?: { x: number; y: number; label: string } | undefined;
  /** Draws the points of each line: where they are few and each is a bin. */
  points?: boolean;
  /** What a screen reader says: the area under the curve, the calibration error. */
  summary: string;
  className?: string;
}) {
  const id = useId();
  return (
    <figure className={cx("min-w-0", className)} data-chart={title}>
      <figcaption className="mb-2 text-sm font-medium">{title}</figcaption>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-labelledby={id} className="w-full max-w-96 text-ink-faint">
        <title id={id}>{`${title}. ${summary}`}</title>
        {TICKS.map((tick) => (
          <g key={tick} className="text-[9px]">
            <line x1={px(0)} x2={px(1)} y1={py(tick)} y2={py(tick)} className="stroke-line" strokeWidth="0.75" />
            <line y1={py(0)} y2={py(1)} x1={px(tick)} x2={px(tick)} className="stroke-line" strokeWidth="0.75" />
            <text x={px(0) - 5} y={py(tick) + 3} textAnchor="end" className="fill-ink-faint tabular">
              {formatNumber(tick)}
            </text>
            <text x={px(tick)} y={py(0) + 12} textAnchor="middle" className="fill-ink-faint tabular">
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        <text x={px(0.5)} y={SIZE - 4} textAnchor="middle" className="fill-ink-muted text-[10px]">
          {xLabel}
        </text>
        <text
          transform={`translate(9 ${py(0.5)}) rotate(-90)`}
          textAnchor="middle"
          className="fill-ink-muted text-[10px]"
        >
          {yLabel}
        </text>
        {diagonal && (
          <line x1={px(0)} y1={py(0)} x2={px(1)} y2={py(1)} className="stroke-line-strong" strokeDasharray="3 3">
            <title>{diagonal}</title>
          </line>
        )}
        {level && (
          <line
            x1={px(0)}
            y1={py(level.y)}
            x2={px(1)}
            y2={py(level.y)}
            className="stroke-ink-faint"
            strokeDasharray="2 3"
          >
            <title>{level.label}</title>
          </line>
        )}
        {lines.map((line, index) => (
          <g key={line.label} style={{ color: seriesColor(index) }}>
            <polyline
              points={line.x.map((x, at) => `${px(x).toFixed(2)},${py(line.y[at] ?? 0).toFixed(2)}`).join(" ")}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.75"
              strokeLinejoin="round"
            >
              <title>{clip(line.label)}</title>
            </polyline>
            {points &&
              line.x.map((x, at) => (
                <circle key={x} cx={px(x)} cy={py(line.y[at] ?? 0)} r="2.5" fill="currentColor">
                  <title>{`${xLabel} ${formatNumber(x, 3)}, ${yLabel} ${formatNumber(line.y[at], 3)}`}</title>
                </circle>
              ))}
          </g>
        ))}
        {mark && (
          <circle cx={px(mark.x)} cy={py(mark.y)} r="4" className="fill-surface stroke-ink" strokeWidth="2">
            <title>{mark.label}</title>
          </circle>
        )}
      </svg>
      {lines.length > 1 && (
        <ul className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-muted">
          {lines.map((line, index) => (
            <li key={line.label} className="flex max-w-full items-center gap-1.5">
              <span className="h-0.5 w-3 shrink-0 rounded" style={{ background: seriesColor(index) }} aria-hidden />
              <bdi className="data-line" title={clip(line.label, 1000)}>
                {clip(line.label)}
              </bdi>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
