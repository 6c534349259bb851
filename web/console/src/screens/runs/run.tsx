import type { Job, TrainingMetrics } from "@discern/client";
import { useCancelTrainingJob, useDiscernQueries, useTrainingJob } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { GitCompareArrows, RotateCw, SlidersHorizontal, Square } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Status } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { Skeleton } from "../../components/feedback.js";
import { TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { toast } from "../../components/toast.js";
import { announce } from "../../lib/announce.js";
import { idTail } from "../../lib/format.js";
import { statusText } from "../../text/common.js";
import { runsText, runText } from "../../text/runs.js";
import { useLog, useRetryRun } from "./run-calls.js";
import { RunCurves } from "./run-curves.js";
import { RunDetails } from "./run-details.js";
import { RunFindings } from "./run-findings.js";
import { baseRatesOf, infoOf, type RunInfo } from "./run-info.js";
import { RunLog } from "./run-log.js";
import { RunMembers } from "./run-members.js";
import { RunResult } from "./run-result.js";
import { ConnectionBadge, LostNotice, RunState } from "./run-state.js";

/** More epochs than a chart can show: what is thinned further is thinned here, where the curve may grow. */
const MAX_POINTS = 2_000;

/** One run, live: how it goes, what was found, what came of it. */
export function RunScreen() {
  const { id } = useParams({ from: "/runs/$id" });
  return <Run key={id} id={id} />;
}

function Run({ id }: { id: string }) {
  const log = useLog(id);
  const { job, metrics, connection, error } = useTrainingJob(id, { max_points: MAX_POINTS, onEvents: log.onEvents });
  useAnnouncedStatus(job);
  const crumbs = [
    <TextLink key="runs" to="/runs">
      {runsText.title}
    </TextLink>,
  ];
  if (!job) {
    if (error) throw error;
    return (
      <Page title={idTail(id)} heading={<Skeleton className="h-6 w-40" />} crumbs={crumbs}>
        <Skeleton className="h-16 w-full" />
        <Skeleton className="mt-4 h-80 w-full" />
      </Page>
    );
  }
  const info = infoOf(job);
  return (
    <Page
      title={`${info.modelName} ${idTail(id)}`}
      heading={
        <>
          <bdi>{info.modelName}</bdi>{" "}
          <code className="font-mono text-base font-normal text-ink-faint">{idTail(id)}</code>
        </>
      }
      crumbs={crumbs}
      badges={
        <>
          <Status status={job.status} />
          {!job.terminal && <ConnectionBadge connection={connection} />}
        </>
      }
      description={<Origin job={job} info={info} />}
      actions={<Actions job={job} info={info} />}
    >
      <div className="space-y-4">
        {error && <LostNotice error={error} />}
        <RunState job={job} />
        {metrics && <RunResult metrics={metrics} />}
        {metrics ? <Curves job={job} info={info} metrics={metrics} /> : <Skeleton className="h-80 w-full" />}
        <RunFindings job={job} />
        {metrics && <RunMembers epochs={metrics.epochs} />}
        <RunDetails job={job} info={info} />
        <RunLog lines={log.lines} error={log.error} live={!job.terminal} />
      </div>
    </Page>
  );
}

function Curves({ job, info, metrics }: { job: Job; info: RunInfo; metrics: TrainingMetrics }) {
  const queries = useDiscernQueries();
  // Until the run has baselines of its own; of a deleted dataset there are none.
  const wanted = job.dataset_id !== null && !metrics.baselines;
  const profile = useQuery({ ...queries.datasetProfile(job.dataset_id ?? ""), enabled: wanted }).data;
  const base = useMemo(
    () => baseRatesOf(metrics, info.resolved, profile, info.target),
    [metrics, info.resolved, profile, info.target],
  );
  return <RunCurves epochs={metrics.epochs} base={base} ended={job.terminal} />;
}

/** Which run this one was made from, and why. */
function Origin({ job, info }: { job: Job; info: RunInfo }) {
  if (job.parent_id === null) return null;
  return (
    <>
      {runText.madeBy}{" "}
      <TextLink to="/runs/$id" params={{ id: job.parent_id }}>
        <code className="font-mono">{idTail(job.parent_id)}</code>
      </TextLink>{" "}
      {info.appliedFinding ? runText.madeByFix(info.appliedFinding.title) : runText.madeByRetry}
    </>
  );
}

function Actions({ job, info }: { job: Job; info: RunInfo }) {
  const navigate = useNavigate();
  const cancel = useCancelTrainingJob();
  const retry = useRetryRun();
  const [asking, setAsking] = useState(false);
  if (!job.terminal) {
    return (
      <>
        <Button variant="danger" icon={Square} disabled={job.status === "cancelling"} onClick={() => setAsking(true)}>
          {runText.cancel}
        </Button>
        <ConfirmDialog
          open={asking}
          onClose={() => setAsking(false)}
          title={runText.cancelTitle}
          confirm={runText.cancelConfirm}
          danger
          onConfirm={() => cancel.mutateAsync(job.id)}
        >
          {runText.cancelText}
        </ConfirmDialog>
      </>
    );
  }
  const runAgain = () =>
    retry.mutate(job.id, {
      onSuccess: (made) => {
        toast.done(runText.retried);
        void navigate({ to: "/runs/$id", params: { id: made.id } });
      },
      onError: toast.failed,
    });
  return (
    <>
      <Button asChild>
        <TextLink to="/compare" search={{ runs: job.id }} className="text-ink no-underline">
          <GitCompareArrows aria-hidden />
          {runText.compare}
        </TextLink>
      </Button>
      <Button asChild>
        <TextLink to="/runs/new" search={{ from: job.id }} className="text-ink no-underline">
          <SlidersHorizontal aria-hidden />
          {runText.again}
        </TextLink>
      </Button>
      <Button icon={RotateCw} busy={retry.isPending} onClick={runAgain}>
        {runText.retry}
      </Button>
      {info.published && (
        <Button variant="primary" asChild>
          <TextLink
            to="/models/$name"
            params={{ name: info.published.model }}
            search={{ version: info.published.version }}
            className="text-on-accent no-underline"
          >
            {runText.openModel(info.published.model, info.published.version)}
          </TextLink>
        </Button>
      )}
    </>
  );
}

/** Says to a screen reader when the run's status changes. */
function useAnnouncedStatus(job: Job | undefined): void {
  const before = useRef<string | undefined>(undefined);
  const status = job?.status;
  useEffect(() => {
    if (status && before.current && before.current !== status) announce(statusText[status]);
    before.current = status;
  }, [status]);
}
