import type { ModelReport } from "@discern/client";
import { useState } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { formatFixed, formatPercent } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";

type Measured = NonNullable<ModelReport["charts"]>["importance"];

const SHOWN = 10;

/** Permutation importance: the columns without which it answers worse, the most important first. */
export function Importance({ importance }: { importance: Measured }) {
  const [all, setAll] = useState(false);
  const { columns, skipped } = importance;
  const most = Math.max(1e-12, ...columns.map((column) => Math.abs(column.log_loss) + column.log_loss_std));
  const shown = all ? columns : columns.slice(0, SHOWN);
  return (
    <Card title={text.importanceTitle} description={text.importanceLead}>
      {skipped ? (
        <p className="text-sm text-ink-muted">
          {text.importanceSkipped}: <span className="data-text">{skipped}</span>
        </p>
      ) : (
        <ul className="space-y-2.5">
          {shown.map((column) => (
            <li key={column.column} className="text-sm" data-column={column.column}>
              <div className="mb-1 flex items-baseline justify-between gap-3">
                <bdi className="min-w-0 data-line" title={column.column}>
                  {column.column}
                </bdi>
                <span
                  className="text-xs whitespace-nowrap text-ink-muted tabular"
                  title={text.accuracyChange(formatPercent(column.accuracy))}
                >
                  {text.importanceValue(formatFixed(column.log_loss, 3))}
                </span>
              </div>
              <Bar value={column.log_loss} std={column.log_loss_std} most={most} />
            </li>
          ))}
        </ul>
      )}
      {columns.length > shown.length && (
        <Button size="sm" variant="ghost" className="mt-3 -ml-2.5" onClick={() => setAll(true)}>
          {text.moreColumns(columns.length - shown.length)}
        </Button>
      )}
      {!skipped && (
        <p className="mt-3 text-xs text-ink-faint">{text.importanceNote(importance.num_rows, importance.repeats)}</p>
      )}
    </Card>
  );
}

/** From nothing to the mean, and a thin line over one standard deviation to each side. */
function Bar({ value, std, most }: { value: number; std: number; most: number }) {
  const at = (amount: number) => `${(Math.min(most, Math.max(0, amount)) / most) * 100}%`;
  const low = Math.max(0, value - std);
  return (
    <div className="relative h-2 rounded-full bg-sunken" aria-hidden>
      <div className="h-full rounded-full bg-accent" style={{ width: at(value) }} />
      <span
        className="absolute top-1/2 h-px bg-ink"
        style={{ left: at(low), width: `${((Math.max(low, value + std) - low) / most) * 100}%` }}
      />
    </div>
  );
}
