import type { ServingMonitoring } from "@discern/client";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatCount, formatFixed, formatPercent } from "../../lib/format.js";
import { monitoringText as text, versionsText } from "../../text/models.js";

type Shadow = ServingMonitoring["shadow"];
type Agreement = Shadow["agreement"][number];

const COLUMNS: TableColumn<Agreement>[] = [
  { id: "version", header: text.answeredBy, cell: (row) => versionsText.oneVersion(row.version) },
  { id: "rows", header: text.rows, align: "right", cell: (row) => formatCount(row.rows) },
  { id: "agreement", header: text.agreement, align: "right", cell: (row) => formatPercent(row.agreement) },
  {
    id: "difference",
    header: text.difference,
    align: "right",
    cell: (row) => formatFixed(row.mean_probability_difference, 4),
  },
];

/** How far a version agrees with those that answered in its place. */
export function ShadowCard({ shadow }: { shadow: Shadow }) {
  return (
    <Card title={text.shadow} description={text.shadowLead} flush>
      <DataTable label={text.shadow} columns={COLUMNS} rows={shadow.agreement} rowKey={(row) => String(row.version)} />
    </Card>
  );
}
