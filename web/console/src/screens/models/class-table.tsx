import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { formatCount, formatPercent } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";
import type { ClassMeasures } from "./thresholds.js";

const share = (id: "precision" | "recall" | "f1"): TableColumn<ClassMeasures> => ({
  id,
  header: text[id],
  align: "right",
  sort: (row) => row[id],
  cell: (row) => formatPercent(row[id]),
});

const COLUMNS: TableColumn<ClassMeasures>[] = [
  {
    id: "class",
    header: text.class,
    className: "max-w-48",
    sort: (row) => row.label,
    cell: (row) => (
      <bdi className="block data-line" title={row.label}>
        {row.label}
      </bdi>
    ),
  },
  share("precision"),
  share("recall"),
  share("f1"),
  {
    id: "rows",
    header: text.rows,
    align: "right",
    sort: (row) => row.support,
    cell: (row) => formatCount(row.support),
  },
];

/** Precision, recall and F1 of every class. */
export function ClassTable({ measures }: { measures: ClassMeasures[] }) {
  return (
    <Card title={text.classesTitle} flush>
      <DataTable label={text.classesTitle} columns={COLUMNS} rows={measures} rowKey={(row) => row.label} height={512} />
    </Card>
  );
}
