import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useMemo, useRef } from "react";
import { cx } from "../lib/cx.js";
import { common } from "../text/common.js";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const VIRTUAL_FROM = 60; // Fewer rows cost less than what measures them.

/** One column of a `DataTable`. */
export interface TableColumn<Row extends RowData> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column is sorted by; a column without it is not. Null sorts last. */
  sort?: (row: Row) => string | number | null | undefined;
  /** Numbers stand at the right. */
  align?: "left" | "right";
  /** Fixed width, as a CSS length. */
  width?: string;
  className?: string;
}

type Key = string | number | undefined;

function compare(a: Key, b: Key): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""), "en", { numeric: true, sensitivity: "base" });
}

/**
 * Rows in columns: sorts by a click on a header, scrolls sideways where it is narrow, draws only the rows in view where
 * they are many. Give stable `columns` (module scope or `useMemo`).
 */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey,
  height,
  initialSort,
  empty,
  dense = false,
  rowHeight = dense ? 32 : 40,
  className,
}: {
  /** Accessible name. */
  label: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Most height in pixels; with it the table scrolls by itself and long ones are virtual. */
  height?: number;
  initialSort?: { id: string; desc: boolean };
  /** In place of the rows when there are none. */
  empty?: ReactNode;
  dense?: boolean;
  /** Height of every row in pixels, where cells hold more than a line. */
  rowHeight?: number;
  className?: string;
}) {
  const scroller = useRef<HTMLElement>(null);
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          accessorFn: (row: Row): Key => column.sort?.(row) ?? undefined,
          enableSorting: column.sort !== undefined,
          sortUndefined: "last",
          sortDescFirst: column.align === "right",
          sortFn: (a, b, id) => compare(a.getValue<Key>(id), b.getValue<Key>(id)),
        }),
      ),
    [columns],
  );
  const initialState = useMemo(() => ({ sorting: (initialSort ? [initialSort] : []) as SortingState }), [initialSort]);
  const table = useTable<typeof features, Row>({ features, columns: defs, data: rows, getRowId: rowKey, initialState });
  const sorted = table.getRowModel().rows;
  const virtual = height !== undefined && sorted.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtual ? virtualizer.getVirtualItems() : null;
  const shown = items ? items.flatMap((item) => sorted[item.index] ?? []) : sorted;
  const before = items?.[0]?.start ?? 0;
  const after = items ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const cellStyle = "px-3 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5";
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
      tabIndex={0}
      className={cx("relative overflow-auto focus-visible:-outline-offset-2", className)}
      style={height === undefined ? undefined : { maxHeight: height }}
    >
      <table className="w-full border-separate border-spacing-0 text-sm" aria-rowcount={sorted.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header, index) => {
                const column = columns[index];
                if (!column) return null;
                const direction = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
                    style={{ width: column.width }}
                    className={cx(
                      "sticky top-0 z-10 border-b bg-surface text-left text-xs font-normal whitespace-nowrap text-ink-faint",
                      cellStyle,
                      "h-9",
                      column.align === "right" && "text-right",
                    )}
                  >
                    {column.sort ? (
                      <button
                        type="button"
                        title={common.sortBy(column.header)}
                        onClick={header.column.getToggleSortingHandler()}
                        className={cx(
                          "inline-flex items-center gap-1 rounded-sm hover:text-ink",
                          direction && "font-medium text-ink",
                          column.align === "right" && "flex-row-reverse",
                        )}
                      >
                        <bdi className="block max-w-48 data-line">{column.header}</bdi>
                        {direction === "asc" && <ArrowUp className="size-3" aria-hidden />}
                        {direction === "desc" && <ArrowDown className="size-3" aria-hidden />}
                      </button>
                    ) : (
                      <bdi className="block max-w-48 data-line">{column.header}</bdi>
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {shown.map((row) => (
            <tr
              key={row.id}
              className="group hover:bg-sunken/60"
              aria-rowindex={row.index + 2}
              style={{ height: rowHeight }}
            >
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={cx(
                    "border-b group-last:border-b-0",
                    cellStyle,
                    column.align === "right" && "text-right tabular",
                    column.className,
                  )}
                >
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
          {sorted.length === 0 && empty && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
