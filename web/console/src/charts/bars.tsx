import { cx } from "../lib/cx.js";
import { clip, formatCount, formatNumber, formatPercent } from "../lib/format.js";
import { chartText } from "../text/charts.js";

export interface Bin {
  lower: number;
  upper: number;
  count: number;
}

/** Counts over the span of a number, as bars; small enough for a table's cell. Each bar says itself on hover. */
export function Histogram({
  name,
  bins,
  height = 48,
  axis = true,
  className,
}: {
  name: string;
  bins: Bin[];
  height?: number;
  /** Writes the two ends below. */
  axis?: boolean;
  className?: string;
}) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = 100 / Math.max(1, bins.length);
  const [first, last] = [bins[0], bins.at(-1)];
  return (
    <div className={cx("min-w-0", className)}>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="block w-full text-series-1"
        style={{ height }}
        role="img"
        aria-label={chartText.histogram(name)}
      >
        {bins.map((bin, index) => {
          const size = bin.count === 0 ? 0 : Math.max(1.5, (bin.count / most) * height);
          return (
            <rect
              key={bin.lower}
              x={index * width + width * 0.07}
              y={height - size}
              width={width * 0.86}
              height={size}
              className="fill-current opacity-80 hover:opacity-100"
            >
              <title>{chartText.bin(formatNumber(bin.lower), formatNumber(bin.upper), formatCount(bin.count))}</title>
            </rect>
          );
        })}
      </svg>
      {axis && first && last && (
        <div className="mt-1 flex justify-between text-2xs text-ink-faint tabular">
          <span>{formatNumber(first.lower, 3)}</span>
          <span>{formatNumber(last.upper, 3)}</span>
        </div>
      )}
    </div>
  );
}

/** Named amounts as bars, longest first as given: top categories, class balance, importance. */
export function BarList({
  items,
  total,
  format = formatCount,
  max = 8,
  className,
}: {
  items: { label: string; value: number; note?: string }[];
  /** What the bars are shares of; without it they are relative to the longest. */
  total?: number;
  format?: (value: number) => string;
  max?: number;
  className?: string;
}) {
  const longest = Math.max(1e-12, ...items.map((item) => item.value));
  const rest = items.length - max;
  return (
    <ul className={cx("space-y-1 text-xs", className)}>
      {items.slice(0, max).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels of data may be the same text to the eye and to React.
        <li key={index} className="relative flex h-5 items-center justify-between gap-3 overflow-hidden rounded px-1.5">
          <span
            className="absolute inset-y-0 left-0 rounded bg-accent-soft"
            style={{ width: `${(item.value / longest) * 100}%` }}
            aria-hidden
          />
          <bdi className="relative min-w-0 data-line" title={clip(item.label, 1000)}>
            {item.label === "" ? <i className="text-ink-faint">{chartText.empty}</i> : clip(item.label)}
          </bdi>
          <span className="relative whitespace-nowrap text-ink-muted tabular">
            {format(item.value)}
            {total ? ` · ${formatPercent(item.value / total)}` : ""}
            {item.note ? ` · ${item.note}` : ""}
          </span>
        </li>
      ))}
      {rest > 0 && <li className="px-1.5 text-ink-faint">+ {formatCount(rest)}</li>}
    </ul>
  );
}
