import { useMemo } from "react";
import { DataTable, type TableColumn } from "../components/data-table.js";
import { formatNumber } from "../lib/format.js";
import type { Series } from "./line-chart.js";

/** The numbers of a chart, for those who cannot see it or want them exact. */
export function SeriesTable({
  title,
  xLabel,
  x,
  series,
  format,
  height,
}: {
  title: string;
  xLabel: string;
  x: number[];
  series: Series[];
  format: (value: number) => string;
  height: number;
}) {
  const rows = useMemo(() => x.map((_, index) => index), [x]);
  const columns = useMemo(
    (): TableColumn<number>[] => [
      { id: "x", header: xLabel, align: "right", cell: (row) => formatNumber(x[row]), sort: (row) => x[row] },
      ...series.map(
        (one, index): TableColumn<number> => ({
          id: `s${index}`,
          header: one.label,
          align: "right",
          cell: (row) => {
            const value = one.values[row];
            return value === null || value === undefined ? "" : format(value);
          },
          sort: (row) => one.values[row],
        }),
      ),
    ],
    [xLabel, x, series, format],
  );
  return <DataTable label={title} columns={columns} rows={rows} rowKey={String} height={height} dense />;
}
