import type { Fault } from "@discern/client";
import { useDiscern, useDiscernQueries } from "@discern/react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { SkeletonRows } from "../../components/feedback.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { saveBlob } from "../../lib/download.js";
import { formatCount } from "../../lib/format.js";
import { common } from "../../text/common.js";
import { scoringJobText as text } from "../../text/scoring.js";

interface Line extends Fault {
  key: string;
}

const data = (value: string | null | undefined) => (
  <bdi className="block data-line" title={value ?? undefined}>
    {value}
  </bdi>
);

const COLUMNS: TableColumn<Line>[] = [
  { id: "row", header: text.row, align: "right", width: "5rem", cell: (fault) => formatCount(fault.row) },
  { id: "line", header: text.line, align: "right", width: "5rem", cell: (fault) => formatCount(fault.line) },
  { id: "column", header: text.column, className: "max-w-48", cell: (fault) => data(fault.column) },
  { id: "got", header: text.got, className: "max-w-40", cell: (fault) => data(fault.got) },
  { id: "message", header: text.message, className: "max-w-96", cell: (fault) => data(fault.message) },
];

/** The rows that were left out, and why. */
export function ErrorsCard({ id, numRefused }: { id: string; numRefused: number }) {
  const client = useDiscern();
  const errors = useInfiniteQuery({ ...useDiscernQueries().scoringErrors(id), enabled: numRefused > 0 });
  const rows = useMemo(
    () => errors.data?.map((fault, at): Line => ({ ...fault, key: String(at) })) ?? [],
    [errors.data],
  );
  const fetching = useMutation({
    mutationFn: async () => {
      const params = { path: { job_id: id }, query: { format: "ndjson" as const } };
      const file = await client.api.GET("/v1/scoring-jobs/{job_id}/errors", { params, parseAs: "blob" });
      saveBlob(file as unknown as Blob, `${id}-errors.ndjson`);
    },
    onError: toast.failed,
  });
  if (numRefused === 0) return null;
  return (
    <Card
      title={text.errors}
      description={text.errorsLead}
      flush
      actions={
        <Button size="sm" icon={Download} busy={fetching.isPending} onClick={() => fetching.mutate()}>
          {text.downloadErrors}
        </Button>
      }
    >
      {errors.error && <ProblemNotice error={errors.error} onRetry={errors.refetch} className="m-4" />}
      {errors.isPending && <SkeletonRows rows={3} />}
      {errors.data && (
        <DataTable label={text.errors} columns={COLUMNS} rows={rows} rowKey={(fault) => fault.key} height={480} dense />
      )}
      {errors.hasNextPage && (
        <div className="border-t p-3 text-center">
          <Button busy={errors.isFetchingNextPage} onClick={() => errors.fetchNextPage()}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </Card>
  );
}
