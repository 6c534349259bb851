import type { CellValue, Dataset, DatasetPreview } from "@discern/client";
import { useDiscernQueries } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { IconButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { SkeletonRows } from "../../components/feedback.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatBytes, formatCount, formatNumber } from "../../lib/format.js";
import { datasetText as text } from "../../text/datasets.js";

const ROWS = 500;
const COLUMNS = 40; // At once: a table of thousands of columns is turned over like pages.

interface Line {
  number: number;
  cells: DatasetPreview["rows"][number];
}

/** The first rows of a dataset, as they were understood. */
export function PreviewCard({ dataset }: { dataset: Dataset }) {
  const preview = useQuery(useDiscernQueries().datasetPreview(dataset.id, { rows: ROWS }));
  const [first, setFirst] = useState(0);
  const all = preview.data?.columns;
  const lines = useMemo(
    () => preview.data?.rows.map((cells, index): Line => ({ number: index + 1, cells })) ?? [],
    [preview.data],
  );
  const columns = useMemo(() => columnsOf(all?.slice(first, first + COLUMNS) ?? []), [all, first]);
  if (preview.isError) return <ProblemNotice error={preview.error} onRetry={preview.refetch} />;
  if (!all) {
    return (
      <Card flush>
        <SkeletonRows rows={8} />
      </Card>
    );
  }
  const images = all.some((column) => column.kind === "image");
  return (
    <Card
      title={text.previewLabel}
      description={text.previewNote(lines.length)}
      flush
      actions={
        all.length > COLUMNS && (
          <>
            <span className="text-sm text-ink-muted tabular">
              {text.previewColumns(first + 1, Math.min(first + COLUMNS, all.length), all.length)}
            </span>
            <IconButton
              icon={ChevronLeft}
              label={text.previous}
              disabled={first === 0}
              onClick={() => setFirst(first - COLUMNS)}
            />
            <IconButton
              icon={ChevronRight}
              label={text.next}
              disabled={first + COLUMNS >= all.length}
              onClick={() => setFirst(first + COLUMNS)}
            />
          </>
        )
      }
    >
      <DataTable
        label={text.previewLabel}
        columns={columns}
        rows={lines}
        rowKey={(line) => String(line.number)}
        height={640}
        rowHeight={images ? 64 : 32}
        dense
      />
    </Card>
  );
}

function columnsOf(columns: DatasetPreview["columns"]): TableColumn<Line>[] {
  return [
    {
      id: "row",
      header: text.rowNumber,
      align: "right",
      className: "text-ink-faint",
      cell: (line) => formatCount(line.number),
      sort: (line) => line.number,
    },
    ...columns.map(
      ({ name, kind }, index): TableColumn<Line> => ({
        id: String(index), // A column's own name may be anything, `__proto__` too.
        header: clip(name, 60),
        align: kind === "numeric" ? "right" : "left",
        cell: (line) => <Cell value={line.cells[name] as CellValue | undefined} kind={kind} />,
        sort: (line) => {
          const value = line.cells[name];
          return typeof value === "number" || typeof value === "string" ? value : null;
        },
      }),
    ),
  ];
}

function Cell({ value, kind }: { value: CellValue | undefined; kind: string }) {
  if (value === null || value === undefined) return <span className="text-ink-faint italic">{text.missingCell}</span>;
  if (kind === "image") {
    return typeof value === "string" ? <Picture base64={value} /> : text.imageBytes(formatBytes(Number(value)));
  }
  if (typeof value === "number") return formatNumber(value, 6);
  const shown = Array.isArray(value) ? JSON.stringify(value.slice(0, 12)) : String(value);
  return (
    <bdi className="block max-w-64 data-line" title={clip(shown, 1000)}>
      {clip(shown, 200)}
    </bdi>
  );
}

function Picture({ base64 }: { base64: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [base64]);
  return url ? <img src={url} alt="" className="h-14 rounded-sm bg-sunken [image-rendering:pixelated]" /> : null;
}
