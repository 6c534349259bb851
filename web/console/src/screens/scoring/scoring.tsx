import type { JobInList } from "@discern/client";
import { useModels, useScoringJobs } from "@discern/react";
import { useSearch } from "@tanstack/react-router";
import { FileSpreadsheet } from "lucide-react";
import { useEffect } from "react";
import { Status, type StatusWord } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { ToDatasets } from "../../components/to-datasets.js";
import { formatCount, formatPercent } from "../../lib/format.js";
import { common } from "../../text/common.js";
import { scoringText as text } from "../../text/scoring.js";
import { nav } from "../../text/shell.js";
import { factsOf, resultOf } from "./facts.js";
import { NewScoring } from "./new-scoring.js";

const COLUMNS: TableColumn<JobInList>[] = [
  {
    id: "job",
    header: text.job,
    className: "max-w-72",
    cell: (job) => {
      const { file, model, version } = factsOf(job);
      return (
        <div className="py-1.5">
          <PlainLink to="/scoring/$id" params={{ id: job.id }} className="block data-line">
            {file ?? text.dataset}
          </PlainLink>
          <span className="block text-xs text-ink-faint data-line">{text.modelVersion(model, version ?? 0)}</span>
        </div>
      );
    },
  },
  { id: "status", header: text.status, cell: (job) => <JobStatus job={job} /> },
  { id: "rows", header: text.rows, align: "right", cell: (job) => formatCount(resultOf(job)?.numScored) },
  { id: "refused", header: text.refused, align: "right", cell: (job) => formatCount(resultOf(job)?.numRefused) },
  { id: "begun", header: text.started, align: "right", cell: (job) => <Time value={job.created_at} /> },
];

function JobStatus({ job }: { job: JobInList }) {
  return (
    <span className="flex items-center gap-2">
      <Status status={job.status as StatusWord} />
      {job.status === "running" && job.progress.fraction !== null && (
        <span className="text-xs text-ink-muted tabular">{formatPercent(job.progress.fraction, 0)}</span>
      )}
    </span>
  );
}

/** Files to label: a new job, and those that there were. */
export function ScoringScreen() {
  const { model } = useSearch({ from: "/scoring" });
  const models = useModels();
  return (
    <Page title={nav.scoring} description={text.description}>
      <div className="space-y-5">
        {models.error && <ProblemNotice error={models.error} onRetry={models.refetch} />}
        {models.isPending && !models.error && (
          <Card flush>
            <SkeletonRows rows={4} />
          </Card>
        )}
        {models.data && models.data.length > 0 && <NewScoring models={models.data} chosen={model} />}
        {models.data?.length === 0 ? (
          <Card flush>
            <EmptyState
              icon={FileSpreadsheet}
              title={text.noModelTitle}
              actions={<ToDatasets>{text.toDatasets}</ToDatasets>}
            >
              {text.noModel}
            </EmptyState>
          </Card>
        ) : (
          <Jobs />
        )}
      </div>
    </Page>
  );
}

const REFRESH_MS = 2_000; // A list is no place to follow every event: its jobs move on within a glance.

const isLive = (jobs: JobInList[]) => jobs.some((job) => !job.terminal);

function Jobs() {
  const jobs = useScoringJobs();
  const live = jobs.data !== undefined && isLive(jobs.data);
  const { refetch } = jobs;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(refetch, REFRESH_MS);
    return () => clearInterval(timer);
  }, [live, refetch]);
  return (
    <Card title={text.jobs} flush>
      {jobs.error && <ProblemNotice error={jobs.error} onRetry={jobs.refetch} className="m-4" />}
      {jobs.isPending && <SkeletonRows />}
      {jobs.data && (
        <DataTable
          label={text.jobs}
          columns={COLUMNS}
          rows={jobs.data}
          rowKey={(job) => job.id}
          height={640}
          empty={
            <EmptyState icon={FileSpreadsheet} title={text.emptyTitle} className="py-10">
              {text.empty}
            </EmptyState>
          }
        />
      )}
      {jobs.hasNextPage && (
        <div className="border-t p-3 text-center">
          <Button busy={jobs.isFetchingNextPage} onClick={() => jobs.fetchNextPage()}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </Card>
  );
}
