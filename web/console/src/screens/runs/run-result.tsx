import type { TrainingMetrics } from "@discern/client";
import { useMemo } from "react";
import { Card, Stat, Stats } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatFixed, formatPercent, NONE } from "../../lib/format.js";
import { runText } from "../../text/runs.js";

type Measured = "accuracy" | "macro_f1" | "roc_auc" | "pr_auc" | "log_loss" | "brier" | "ece";
export const MEASURES: readonly Measured[] = ["accuracy", "macro_f1", "roc_auc", "pr_auc", "log_loss", "brier", "ece"];
export const LOWER_IS_BETTER: ReadonlySet<Measured> = new Set(["log_loss", "brier", "ece"]);

interface Row {
  measure: Measured;
  model: number | null;
  logistic: number | null;
  baseRate: number | null;
}

/** What the kept weights reach on rows that they never saw, beside what costs nothing to reach. */
export function RunResult({ metrics }: { metrics: TrainingMetrics }) {
  const { evaluation, baselines } = metrics;
  const rows = useMemo((): Row[] => {
    const measured = evaluation?.test ?? evaluation?.validation;
    if (!measured) return [];
    return MEASURES.map((measure) => ({
      measure,
      model: measured[measure],
      logistic: baselines?.logistic_regression?.[measure] ?? null,
      baseRate:
        measure === "accuracy" || measure === "macro_f1"
          ? (baselines?.majority_class[measure] ?? null)
          : measure === "log_loss"
            ? (baselines?.base_rate.log_loss ?? null)
            : null,
    }));
  }, [evaluation, baselines]);
  if (!evaluation) return null;
  const measured = evaluation.test ?? evaluation.validation;
  const split = evaluation.test ? runText.test : runText.validationSplit;
  const majority = baselines?.majority_class;
  return (
    <Card title={runText.result} description={runText.resultNote(measured.num_rows, split)} flush>
      <Stats className="px-4 pb-4 sm:px-5">
        <Stat
          label={runText.measures.accuracy ?? ""}
          value={formatPercent(measured.accuracy)}
          note={majority && runText.versus(formatPercent(majority.accuracy))}
        />
        <Stat
          label={runText.measures.macro_f1 ?? ""}
          value={formatFixed(measured.macro_f1)}
          note={majority && runText.versus(formatFixed(majority.macro_f1))}
        />
        <Stat label={runText.measures.roc_auc ?? ""} value={formatFixed(measured.roc_auc)} />
        <Stat
          label={runText.measures.log_loss ?? ""}
          value={formatFixed(measured.log_loss)}
          note={baselines && runText.versusRate(formatFixed(baselines.base_rate.log_loss))}
        />
      </Stats>
      {baselines && (
        <div className="border-t">
          <DataTable label={runText.measuresLabel} columns={COLUMNS} rows={rows} rowKey={(row) => row.measure} dense />
        </div>
      )}
    </Card>
  );
}

/** The best of the values is the one in bold. */
function best(row: Row): number | null {
  const values = [row.model, row.logistic, row.baseRate].filter((value) => value !== null);
  if (values.length < 2) return null;
  return LOWER_IS_BETTER.has(row.measure) ? Math.min(...values) : Math.max(...values);
}

function Value({ row, value }: { row: Row; value: number | null }) {
  if (value === null) return <span className="text-ink-faint">{NONE}</span>;
  return <span className={value === best(row) ? "font-medium" : "text-ink-muted"}>{formatFixed(value)}</span>;
}

const COLUMNS: TableColumn<Row>[] = [
  {
    id: "measure",
    header: runText.measure,
    cell: (row) => (
      <span className="whitespace-nowrap">
        {runText.measures[row.measure]}{" "}
        <span className="text-xs text-ink-faint">
          {LOWER_IS_BETTER.has(row.measure) ? runText.lower : runText.better}
        </span>
      </span>
    ),
  },
  { id: "model", header: runText.thisModel, align: "right", cell: (row) => <Value row={row} value={row.model} /> },
  {
    id: "logistic",
    header: runText.logistic,
    align: "right",
    cell: (row) => <Value row={row} value={row.logistic} />,
  },
  {
    id: "base",
    header: runText.baseRateColumn,
    align: "right",
    cell: (row) => <Value row={row} value={row.baseRate} />,
  },
];
