import type { Dataset } from "@discern/client";
import { useDatasets } from "@discern/react";
import { Database } from "lucide-react";
import { Status } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatBytes, formatCount } from "../../lib/format.js";
import { common } from "../../text/common.js";
import { datasetsText as text } from "../../text/datasets.js";
import { FindingCounts } from "./finding-counts.js";
import { SampleButton } from "./sample-button.js";
import { UploadPanel } from "./upload-panel.js";

const COLUMNS: TableColumn<Dataset>[] = [
  {
    id: "name",
    header: text.columns.name,
    sort: (row) => row.name,
    cell: (row) => (
      <PlainLink
        to="/datasets/$id"
        params={{ id: row.id }}
        title={clip(row.name, 1000)}
        className="block max-w-72 data-line"
      >
        {clip(row.name)}
      </PlainLink>
    ),
  },
  {
    id: "status",
    header: text.columns.status,
    sort: (row) => row.status,
    cell: (row) => <Status status={row.status} />,
  },
  {
    id: "findings",
    header: text.columns.findings,
    cell: (row) => <FindingCounts summary={row.findings_summary} />,
    sort: ({ findings_summary: found }) => found.error * 1e6 + found.warning * 1e3 + found.info,
  },
  {
    id: "rows",
    header: text.columns.rows,
    align: "right",
    sort: (row) => row.num_rows,
    cell: (row) => formatCount(row.num_rows),
  },
  {
    id: "columns",
    header: text.columns.columns,
    align: "right",
    sort: (row) => row.num_columns,
    cell: (row) => formatCount(row.num_columns),
  },
  {
    id: "size",
    header: text.columns.size,
    align: "right",
    className: "whitespace-nowrap",
    sort: (row) => row.source_bytes,
    cell: (row) => formatBytes(row.source_bytes),
  },
  {
    id: "uploaded",
    header: text.columns.uploaded,
    align: "right",
    sort: (row) => row.created_at,
    cell: (row) => <Time value={row.created_at} />,
  },
];

/** Every dataset, and a place to drop the next one. */
export function DatasetsScreen() {
  const datasets = useDatasets();
  return (
    <Page title={text.title} description={text.description}>
      <div className="space-y-6">
        <UploadPanel />
        {datasets.isError && <ProblemNotice error={datasets.error} onRetry={datasets.refetch} />}
        <Card title={datasets.data?.length ? text.list : undefined} flush>
          {datasets.isPending && <SkeletonRows />}
          {datasets.data?.length === 0 && (
            <EmptyState icon={Database} title={text.emptyTitle} actions={<SampleButton />}>
              {text.empty}
            </EmptyState>
          )}
          {datasets.data && datasets.data.length > 0 && (
            <DataTable label={text.list} columns={COLUMNS} rows={datasets.data} rowKey={(row) => row.id} />
          )}
        </Card>
        {datasets.hasNextPage && (
          <div className="text-center">
            <Button busy={datasets.isFetchingNextPage} onClick={() => void datasets.fetchNextPage()}>
              {common.loadMore}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
