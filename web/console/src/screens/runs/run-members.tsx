import type { Epoch } from "@discern/client";
import { useMemo } from "react";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatCount, formatDuration, formatFixed, formatPercent } from "../../lib/format.js";
import { runText } from "../../text/runs.js";
import { bestOf, curvesOf } from "./curves.js";

interface Row {
  member: number;
  epochs: number;
  best: Epoch | undefined;
  seconds: number;
}

/** What each network of a run came to, where there are several. `epochs` may be thinned: the last and best are kept. */
export function RunMembers({ epochs }: { epochs: readonly Epoch[] }) {
  const rows = useMemo(
    () =>
      curvesOf(epochs).map((curve): Row => {
        const last = curve.epochs.at(-1)?.epoch ?? 0;
        const seconds = curve.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
        return {
          member: curve.member,
          epochs: last,
          best: bestOf(curve),
          // Of the epochs that are here; where the API thinned them the others took as long.
          seconds: (seconds / curve.epochs.length) * (last + 1),
        };
      }),
    [epochs],
  );
  if (rows.length < 2) return null;
  return (
    <Card title={runText.members} description={runText.membersText(rows.length)} flush>
      <div className="border-t">
        <DataTable
          label={runText.members}
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => String(row.member)}
          height={320}
          dense
        />
      </div>
    </Card>
  );
}

const { memberColumns: text } = runText;
const COLUMNS: TableColumn<Row>[] = [
  { id: "member", header: text.member, cell: (row) => row.member + 1, sort: (row) => row.member },
  {
    id: "epochs",
    header: text.epochs,
    align: "right",
    cell: (row) => formatCount(row.epochs),
    sort: (row) => row.epochs,
  },
  {
    id: "best",
    header: text.best,
    align: "right",
    cell: (row) => formatCount(row.best?.epoch),
    sort: (row) => row.best?.epoch,
  },
  {
    id: "loss",
    header: text.loss,
    align: "right",
    cell: (row) => formatFixed(row.best?.validation_loss),
    sort: (row) => row.best?.validation_loss,
  },
  {
    id: "accuracy",
    header: text.accuracy,
    align: "right",
    cell: (row) => formatPercent(row.best?.validation_accuracy),
    sort: (row) => row.best?.validation_accuracy,
  },
  {
    id: "seconds",
    header: text.seconds,
    align: "right",
    cell: (row) => formatDuration(row.seconds),
    sort: (row) => row.seconds,
  },
];
