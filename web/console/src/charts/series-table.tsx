import { useMemo } from "react";
import { DataTable, type TableColumn } from "../components/data-table.js";
import { formatNumber } from "../lib/format.js";
import type { Series } from "./series.js";

interface Point {
  at: number;
}

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
  const rows = useMemo(() => x.map((_, at) => ({ at })), [x]);
  const columns = useMemo(
    (): TableColumn<Point>[] => [
      { id: "x", header: xLabel, align: "right", cell: (row) => formatNumber(x[row.at]), sort: (row) => x[row.at] },
      ...series.map(
        (one, index): TableColumn<Point> => ({
          id: `s${index}`,
          header: one.label,
          align: "right",
          cell: (row) => {
            const value = one.values[row.at];
            return value === null || value === undefined ? "" : format(value);
          },
          sort: (row) => one.values[row.at],
        }),
      ),
    ],
    [xLabel, x, series, format],
  );
  return (
    <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => String(row.at)} height={height} dense />
  );
}
