import type { ServingMonitoring } from "@discern/client";
import { useMemo } from "react";
import { Badge } from "../../components/badge.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatCount, formatFixed, formatPercent, NONE } from "../../lib/format.js";
import { monitoringText as text } from "../../text/models.js";

type Compared = ServingMonitoring["columns"][number];

interface Row extends Compared {
  /** A finding says that it is more than chance. */
  drifted: boolean;
}

const COLUMNS: TableColumn<Row>[] = [
  {
    id: "column",
    header: text.column,
    className: "max-w-52",
    sort: (row) => row.column,
    cell: (row) => (
      <span className="block py-1.5 leading-tight">
        <bdi className="block data-line" title={row.column}>
          {row.column}
        </bdi>
        <span className="text-2xs text-ink-faint">{row.measure}</span>
      </span>
    ),
  },
  { id: "bins", header: text.distribution, className: "min-w-56", cell: (row) => <Compare column={row} /> },
  {
    id: "psi",
    header: text.psi,
    align: "right",
    sort: (row) => row.psi,
    cell: (row) => (
      <span className="block leading-tight whitespace-nowrap">
        {row.drifted ? <Badge tone="warn">{formatFixed(row.psi, 3)}</Badge> : formatFixed(row.psi, 3)}
        {row.chance !== null && (
          <span className="block text-2xs text-ink-faint">
            {text.chance} {formatFixed(row.chance, 3)}
          </span>
        )}
      </span>
    ),
  },
  {
    id: "range",
    header: text.outOfRange,
    align: "right",
    sort: (row) => row.out_of_range,
    cell: (row) => (row.out_of_range > 0 ? formatCount(row.out_of_range) : NONE),
  },
];

const FARTHEST = { id: "psi", desc: true };

/** Each column's answered rows against its training rows, the farthest first. */
export function DriftTable({ columns, drifted }: { columns: Compared[]; drifted: ReadonlySet<string> }) {
  const rows = useMemo(
    () => columns.map((column): Row => ({ ...column, drifted: drifted.has(column.column) })),
    [columns, drifted],
  );
  return (
    <Card title={text.columns} description={text.columnsLead} flush>
      <DataTable
        label={text.columns}
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => `${row.column}/${row.measure}`}
        initialSort={FARTHEST}
        height={560}
      />
    </Card>
  );
}

const HEIGHT = 28;

/** Shares of the rows by bin: bars are the rows now, lines across them the training rows. */
function Compare({ column }: { column: Compared }) {
  const now = sharesOf(column.counts);
  const before = sharesOf(column.reference);
  const most = Math.max(0.01, ...now, ...before);
  const width = 100 / Math.max(1, column.bins.length);
  const y = (share: number) => HEIGHT - (share / most) * (HEIGHT - 1);
  return (
    <svg
      viewBox={`0 0 100 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text.compared(column.column)}
      className="my-1 block h-7 w-full min-w-40"
    >
      {column.bins.map((bin, at) => (
        <g key={bin}>
          <title>{text.bin(bin, formatPercent(now[at]), formatPercent(before[at]))}</title>
          <rect x={at * width} y={0} width={width} height={HEIGHT} fill="transparent" />
          <rect
            x={at * width + width * 0.1}
            y={y(now[at] ?? 0)}
            width={width * 0.8}
            height={HEIGHT - y(now[at] ?? 0)}
            className="fill-series-1 opacity-70"
          />
          <line
            x1={at * width}
            x2={(at + 1) * width}
            y1={y(before[at] ?? 0)}
            y2={y(before[at] ?? 0)}
            className="stroke-ink"
            strokeWidth="1.25"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  );
}

function sharesOf(counts: number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / Math.max(1, total));
}
