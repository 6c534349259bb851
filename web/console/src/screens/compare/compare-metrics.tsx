import { useMemo } from "react";
import { Status } from "../../components/badge.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatCount, formatDuration, formatFixed, idTail, NONE, secondsBetween } from "../../lib/format.js";
import { compareText as text } from "../../text/compare.js";
import { runText } from "../../text/runs.js";
import { infoOf } from "../runs/run-info.js";
import { LOWER_IS_BETTER, MEASURES } from "../runs/run-result.js";
import type { ComparedRun } from "./use-runs.js";

interface Row {
  id: string;
  label: string;
  /** Numbers to choose the best of; null where there is nothing to choose. */
  numbers: (number | null)[] | null;
  lowerIsBetter: boolean;
  cells: React.ReactNode[];
}

/** What came of each run, a column for each. */
export function CompareMetrics({ runs }: { runs: ComparedRun[] }) {
  const rows = rowsOf(runs);
  const key = runs.map((run) => `${run.id} ${run.job ? infoOf(run.job).modelName : ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` holds all that the headers read.
  const columns = useMemo(
    (): TableColumn<Row>[] => [
      {
        id: "measure",
        header: text.measure,
        cell: (row) => <span className="whitespace-nowrap text-ink-muted">{row.label}</span>,
      },
      ...runs.map(
        (run, at): TableColumn<Row> => ({
          id: run.id,
          header: `${run.job ? infoOf(run.job).modelName : ""} ${idTail(run.id)}`,
          align: "right",
          cell: (row) => (
            <span className={row.numbers && bestAt(row).includes(at) ? "font-semibold text-ink" : "text-ink"}>
              {row.cells[at]}
            </span>
          ),
        }),
      ),
    ],
    [key],
  );
  const datasets = new Set(runs.map(({ job }) => job?.dataset_id));
  return (
    <Card title={text.metrics} description={datasets.size > 1 ? text.differentTests : text.metricsNote} flush>
      <div className="border-t">
        <DataTable label={text.metrics} columns={columns} rows={rows} rowKey={(row) => row.id} dense />
      </div>
    </Card>
  );
}

/** The places of the best numbers; none where all are alike. */
function bestAt(row: Row): number[] {
  const numbers = row.numbers ?? [];
  const known = numbers.filter((value) => value !== null);
  if (known.length < 2 || new Set(known).size < 2) return [];
  const best = row.lowerIsBetter ? Math.min(...known) : Math.max(...known);
  return numbers.flatMap((value, at) => (value === best ? [at] : []));
}

function rowsOf(runs: ComparedRun[]): Row[] {
  const plain = (id: string, label: string, cell: (run: ComparedRun) => React.ReactNode): Row => ({
    id,
    label,
    numbers: null,
    lowerIsBetter: false,
    cells: runs.map(cell),
  });
  const measures = MEASURES.map((measure): Row => {
    const numbers = runs.map(({ metrics }) => {
      const measured = metrics?.evaluation?.test ?? metrics?.evaluation?.validation;
      return measured?.[measure] ?? null;
    });
    return {
      id: measure,
      label: runText.measures[measure] ?? measure,
      numbers,
      lowerIsBetter: LOWER_IS_BETTER.has(measure),
      cells: numbers.map((value) => formatFixed(value)),
    };
  });
  return [
    plain("status", text.status, ({ job }) => job && <Status status={job.status} />),
    ...measures,
    plain("took", text.took, ({ job }) => formatDuration(secondsBetween(job?.started_at, job?.finished_at))),
    plain("parameters", text.parameters, ({ job }) => formatCount(job && infoOf(job).numParameters)),
    plain("members", text.members, ({ metrics }) => {
      const count = new Set(metrics?.epochs.map(({ member }) => member)).size;
      return count === 0 ? NONE : formatCount(count);
    }),
  ];
}
