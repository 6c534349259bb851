import type { Decision } from "@discern/client";
import { useMemo } from "react";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatNumber } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";

interface Line {
  label: string;
  values: (number | undefined)[];
}

/** A decision by thresholds of classes or by costs, as it was set over the API. */
export function OtherDecision({ decision, classes }: { decision: Decision; classes: string[] }) {
  const held = decision.decision;
  const byClass = held?.per_class;
  const costs = held?.cost_matrix;
  const rows = useMemo(
    (): Line[] => classes.map((label, at) => ({ label, values: costs ? (costs[at] ?? []) : [byClass?.[label]] })),
    [classes, costs, byClass],
  );
  const columns = useMemo(
    (): TableColumn<Line>[] => [
      {
        id: "class",
        header: text.class,
        className: "max-w-40",
        cell: (row) => (
          <bdi className="block data-line" title={row.label}>
            {row.label}
          </bdi>
        ),
      },
      ...(costs ? classes : [text.threshold]).map(
        (header, at): TableColumn<Line> => ({
          id: `value-${at}`,
          header,
          align: "right",
          cell: (row) => formatNumber(row.values[at]),
        }),
      ),
    ],
    [costs, classes],
  );
  return (
    <Card title={costs ? text.costs : text.perClass} description={text.revision(decision.revision)} flush>
      <DataTable label={text.perClass} columns={columns} rows={rows} rowKey={(row) => row.label} height={400} />
    </Card>
  );
}
