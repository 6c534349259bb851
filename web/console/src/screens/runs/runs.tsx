import type { JobInList, JobStatus } from "@discern/client";
import { useDatasets, useDiscernQueries } from "@discern/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Activity, GitCompareArrows, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { Status } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Checkbox } from "../../components/controls.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Select } from "../../components/field.js";
import { Time } from "../../components/key-value.js";
import { PlainLink, TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatDuration, formatPercent, idTail, NONE, secondsBetween } from "../../lib/format.js";
import { common, statusText } from "../../text/common.js";
import { runsText } from "../../text/runs.js";
import { accuracyOf, infoOf } from "./run-info.js";

const STATUSES: JobStatus[] = ["queued", "running", "cancelling", "succeeded", "failed", "cancelled"];
const POLL_MILLISECONDS = 2_000; // A list has no events; it is asked again only while something in it can change.

/** Every training run, newest first; ticked ones are compared. */
export function RunsScreen() {
  const { status } = useSearch({ from: "/runs" });
  const navigate = useNavigate();
  const chosen = STATUSES.find((one) => one === status);
  const queries = useDiscernQueries();
  const runs = useInfiniteQuery({
    ...queries.trainingJobs({ limit: 50, ...(chosen && { status: chosen }) }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some((run) => !run.terminal)) ? POLL_MILLISECONDS : false,
  });
  const [picked, setPicked] = useState<readonly string[]>([]);
  const columns = useColumns(picked, setPicked);
  const filter = (next: string) =>
    navigate({ to: "/runs", search: next === "" ? {} : { status: next }, replace: true });

  return (
    <Page
      title={runsText.title}
      description={runsText.description}
      actions={
        <>
          <Button
            asChild={picked.length > 1}
            icon={GitCompareArrows}
            disabled={picked.length < 2}
            title={runsText.compareHint}
          >
            {picked.length > 1 ? (
              <TextLink to="/compare" search={{ runs: picked.join(",") }} className="text-ink no-underline">
                <GitCompareArrows aria-hidden />
                {runsText.compareCount(picked.length)}
              </TextLink>
            ) : (
              runsText.compare
            )}
          </Button>
          <Button variant="primary" asChild>
            <TextLink to="/runs/new" className="text-on-accent no-underline">
              <Plus aria-hidden />
              {runsText.newRun}
            </TextLink>
          </Button>
        </>
      }
    >
      {runs.error && <ProblemNotice error={runs.error} onRetry={() => runs.refetch()} className="mb-4" />}
      {runs.data?.length === 0 && !chosen ? (
        <Card flush>
          <NoRuns />
        </Card>
      ) : (
        <Card
          flush
          title={
            <span className="flex items-center gap-2 text-sm font-normal">
              <label htmlFor="status" className="text-ink-muted">
                {runsText.status}
              </label>
              <Select
                id="status"
                className="w-36"
                value={chosen ?? ""}
                onChange={filter}
                options={[
                  { value: "", label: runsText.all },
                  ...STATUSES.map((one) => ({ value: one, label: statusText[one] })),
                ]}
              />
            </span>
          }
        >
          {runs.isPending ? (
            <SkeletonRows />
          ) : (
            <div className="border-t">
              <DataTable
                label={runsText.tableLabel}
                columns={columns}
                rows={runs.data ?? []}
                rowKey={(run) => run.id}
                empty={<NoneLikeThis onAll={() => filter("")} />}
              />
            </div>
          )}
          {runs.hasNextPage && (
            <div className="border-t px-4 py-3 text-center">
              <Button size="sm" busy={runs.isFetchingNextPage} onClick={() => runs.fetchNextPage()}>
                {common.loadMore}
              </Button>
            </div>
          )}
        </Card>
      )}
    </Page>
  );
}

function NoRuns() {
  return (
    <EmptyState
      icon={Activity}
      title={runsText.emptyTitle}
      actions={
        <Button asChild>
          <TextLink to="/runs/new" className="text-ink no-underline">
            <Plus aria-hidden />
            {runsText.newRun}
          </TextLink>
        </Button>
      }
    >
      {runsText.emptyText}
    </EmptyState>
  );
}

function NoneLikeThis({ onAll }: { onAll: () => void }) {
  return (
    <EmptyState title={runsText.noneTitle} actions={<Button onClick={onAll}>{runsText.showAll}</Button>}>
      {runsText.noneText}
    </EmptyState>
  );
}

function useColumns(picked: readonly string[], setPicked: (ids: readonly string[]) => void) {
  const datasets = useDatasets({ limit: 100 }).data;
  return useMemo((): TableColumn<JobInList>[] => {
    const names = new Map(datasets?.map(({ id, name }) => [id, name]));
    const text = runsText.columns;
    return [
      {
        id: "pick",
        header: text.pick,
        width: "3rem",
        cell: (run) => (
          <Checkbox
            aria-label={runsText.pick(`${infoOf(run).modelName} ${idTail(run.id)}`)}
            checked={picked.includes(run.id)}
            onChange={(on) => setPicked(on ? [...picked, run.id] : picked.filter((id) => id !== run.id))}
          />
        ),
      },
      { id: "run", header: text.run, cell: (run) => <RunName run={run} dataset={names.get(run.dataset_id ?? "")} /> },
      { id: "status", header: text.status, cell: (run) => <Status status={run.status} /> },
      { id: "progress", header: text.progress, align: "right", cell: (run) => <HowFar run={run} /> },
      {
        id: "family",
        header: text.family,
        cell: (run) => infoOf(run).family ?? NONE,
        sort: (run) => infoOf(run).family,
      },
      {
        id: "metric",
        header: text.metric,
        align: "right",
        cell: (run) => formatPercent(accuracyOf(run)),
        sort: (run) => accuracyOf(run),
      },
      {
        id: "findings",
        header: text.findings,
        cell: ({ findings_summary: { error, warning } }) => (
          <span className={error > 0 ? "text-bad" : warning > 0 ? "text-warn" : "text-ink-faint"}>
            {runsText.findings(error, warning) || NONE}
          </span>
        ),
        sort: ({ findings_summary: { error, warning } }) => error * 1e6 + warning,
        className: "whitespace-nowrap",
      },
      {
        id: "created",
        header: text.started,
        cell: (run) => <Time value={run.created_at} />,
        sort: (run) => Date.parse(run.created_at),
        className: "text-ink-muted",
      },
    ];
  }, [datasets, picked, setPicked]);
}

function RunName({ run, dataset }: { run: JobInList; dataset: string | undefined }) {
  const info = infoOf(run);
  return (
    <div className="max-w-64 min-w-36 py-1.5 leading-tight">
      <div className="data-line">
        <PlainLink to="/runs/$id" params={{ id: run.id }} title={info.modelName}>
          {info.modelName}
        </PlainLink>{" "}
        <code className="font-mono text-xs text-ink-faint">{idTail(run.id)}</code>
      </div>
      <div className="text-xs text-ink-faint data-line" title={info.target}>
        {dataset ? runsText.about(clip(info.target), clip(dataset)) : clip(info.target)}
      </div>
    </div>
  );
}

/** Of a run under way its share and what is left, of one that has ended the time that it took. */
function HowFar({ run }: { run: JobInList }) {
  const { fraction, eta_seconds } = run.progress;
  if (run.terminal) return <span className="text-ink-muted">{tookOf(run)}</span>;
  if (run.status === "queued") return <span className="text-ink-faint">{NONE}</span>;
  return (
    <span className="whitespace-nowrap">
      {formatPercent(fraction, 0)}
      {eta_seconds !== null && eta_seconds > 0 && (
        <span className="text-ink-muted"> · {common.remaining(formatDuration(Math.ceil(eta_seconds)))}</span>
      )}
    </span>
  );
}

function tookOf(run: JobInList): string {
  return formatDuration(secondsBetween(run.started_at, run.finished_at));
}
