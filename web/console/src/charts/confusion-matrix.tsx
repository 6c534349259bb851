import { cx } from "../lib/cx.js";
import { clip, formatCount, formatPercent } from "../lib/format.js";
import { chartText } from "../text/charts.js";

/**
 * Rows by their class and the label they were given: a table whose cells are shaded by their share of the row, the
 * diagonal in the accent colour and the mistakes in red.
 */
export function ConfusionMatrix({
  classes,
  counts,
  className,
}: {
  classes: string[];
  /** `counts[i][j]`: rows of class i that were given label j. */
  counts: number[][];
  className?: string;
}) {
  return (
    <section
      aria-label={chartText.confusion}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
      tabIndex={0}
      className={cx("max-h-[32rem] overflow-auto", className)}
    >
      <table className="border-separate border-spacing-1 text-sm">
        <caption className="sr-only">{chartText.confusion}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 bg-surface px-1 text-left text-xs font-normal text-ink-faint">
              <span className="block whitespace-nowrap">{chartText.trueClass} ↓</span>
              <span className="block whitespace-nowrap">{chartText.givenLabel} →</span>
            </th>
            {classes.map((label) => (
              <ClassHeader key={label} scope="col" label={label} />
            ))}
            <th scope="col" className="px-2 text-right text-xs font-normal text-ink-faint">
              {chartText.recallOf}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((label, row) => {
            const line = counts[row] ?? [];
            const total = line.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={label}>
                <ClassHeader scope="row" label={label} className="sticky left-0 bg-surface text-left" />
                {classes.map((given, column) => (
                  <Cell key={given} count={line[column] ?? 0} total={total} right={row === column} />
                ))}
                <td className="px-2 text-right text-ink-muted tabular">
                  {total > 0 ? formatPercent((line[row] ?? 0) / total) : "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function ClassHeader({ label, scope, className }: { label: string; scope: "row" | "col"; className?: string }) {
  return (
    <th scope={scope} className={cx("px-2 py-1 text-xs font-medium", className)}>
      <bdi className="block max-w-40 data-line" title={clip(label, 1000)}>
        {clip(label)}
      </bdi>
    </th>
  );
}

/** Shaded up to 45%, so that the figure stays readable in both themes. */
function Cell({ count, total, right }: { count: number; total: number; right: boolean }) {
  const share = total > 0 ? count / total : 0;
  const strength = count === 0 ? 0 : 6 + share * 39;
  const color = right ? "var(--accent)" : "var(--bad)";
  return (
    <td
      className="h-12 min-w-16 rounded-md bg-sunken/50 px-2 text-center tabular"
      style={{ background: strength ? `color-mix(in oklab, ${color} ${strength}%, transparent)` : undefined }}
    >
      <span className={cx("block leading-tight", right && "font-medium", count === 0 && "text-ink-faint")}>
        {formatCount(count)}
      </span>
      {count > 0 && <span className="block text-2xs leading-tight">{formatPercent(share)}</span>}
    </td>
  );
}
