import type { ModelReport, ModelVersion } from "@discern/client";
import { useMemo } from "react";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { cx } from "../../lib/cx.js";
import { formatFixed, formatPercent } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";
import { scoresOf } from "./scores.js";

interface Answer {
  name: string;
  accuracy: number | null;
  macroF1: number | null;
  logLoss: number | null;
  own: boolean;
}

const COLUMNS: TableColumn<Answer>[] = [
  {
    id: "answer",
    header: text.answer,
    className: "max-w-52",
    cell: (row) => (
      <span className={cx("block data-line", row.own && "font-medium")} title={row.name}>
        {row.name}
      </span>
    ),
  },
  {
    id: "accuracy",
    header: text.accuracy,
    align: "right",
    cell: (row) => <Strong on={row.own}>{formatPercent(row.accuracy)}</Strong>,
  },
  {
    id: "f1",
    header: text.macroF1,
    align: "right",
    cell: (row) => <Strong on={row.own}>{formatFixed(row.macroF1, 3)}</Strong>,
  },
  {
    id: "loss",
    header: text.logLoss,
    align: "right",
    cell: (row) => <Strong on={row.own}>{formatFixed(row.logLoss, 3)}</Strong>,
  },
];

function Strong({ on, children }: { on: boolean; children: string }) {
  return on ? <strong className="font-medium">{children}</strong> : children;
}

/** The version beside what simple answers reach on the same rows. */
export function Baselines({ version, baselines }: { version: ModelVersion; baselines: ModelReport["baselines"] }) {
  const rows = useMemo(() => {
    const scores = scoresOf(version);
    const { accuracy, macro_f1, log_loss } = scores;
    const own = { name: text.thisModel, accuracy, macroF1: macro_f1, logLoss: log_loss, own: true };
    if (!baselines) return [own];
    const { logistic_regression: logistic, majority_class: majority, base_rate } = baselines;
    return [
      own,
      ...(logistic
        ? [
            {
              name: text.logistic,
              accuracy: logistic.accuracy,
              macroF1: logistic.macro_f1,
              logLoss: logistic.log_loss,
              own: false,
            },
          ]
        : []),
      {
        name: text.majorityClass(majority.label),
        accuracy: majority.accuracy,
        macroF1: majority.macro_f1,
        logLoss: base_rate.log_loss,
        own: false,
      },
    ];
  }, [version, baselines]);
  return (
    <Card title={text.baselinesTitle} description={baselines ? text.baselinesLead : text.noBaselines} flush>
      <DataTable label={text.baselinesTitle} columns={COLUMNS} rows={rows} rowKey={(row) => row.name} />
      {baselines && baselines.notes.length > 0 && (
        <ul className="border-t px-4 py-3 text-xs text-ink-faint sm:px-5">
          {baselines.notes.map((note) => (
            <li key={note} className="data-text">
              {note}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
