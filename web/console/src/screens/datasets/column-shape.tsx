import type { ColumnProfile } from "@discern/client";
import { BarList, Histogram } from "../../charts/bars.js";
import { clip, formatCount } from "../../lib/format.js";
import { datasetText as text } from "../../text/datasets.js";

/** The values of a column at a glance: a histogram, the most frequent ones, or the lengths of its sequences. */
export function ColumnShape({ column, numRows }: { column: ColumnProfile; numRows: number }) {
  if (column.histogram && column.histogram.length > 1) {
    return <Histogram name={clip(column.name)} bins={column.histogram} height={40} axis={false} />;
  }
  if (column.sequence) {
    const { min_steps, max_steps, num_channels } = column.sequence;
    return (
      <p className="text-xs text-ink-muted tabular">
        {text.steps(min_steps, max_steps)}
        <br />
        {text.detail.channels}: {formatCount(num_channels)}
      </p>
    );
  }
  if (column.image) {
    return (
      <p className="text-xs text-ink-muted tabular">
        {column.image.sizes
          .slice(0, 2)
          .map((size) => size.value)
          .join(", ")}
      </p>
    );
  }
  const top = column.top_categories ?? [];
  return (
    <BarList items={top.slice(0, 3).map(({ value, count }) => ({ label: value, value: count }))} total={numRows} />
  );
}
