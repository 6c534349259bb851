import { keys, useDataset, useDiscern, useTrainingJob } from "@discern/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, LoaderCircle, X } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Progress, Skeleton } from "../../components/feedback.js";
import { TextLink } from "../../components/link.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { cx } from "../../lib/cx.js";
import { formatPercent } from "../../lib/format.js";
import { firstUse as text } from "../../text/overview.js";
import { FirstPrediction } from "./first-prediction.js";

// The chart's library is fetched when there is something to draw: the first screen opens without it.
const LiveLoss = lazy(async () => ({ default: (await import("./live-loss.js")).LiveLoss }));

type State = "waiting" | "active" | "done" | "failed";

/** The four steps from a file to a prediction, each shown as it happens; every step starts the next one. */
export function Journey({ dataset: id, run, target }: { dataset: string; run: string | undefined; target: string }) {
  const client = useDiscern();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const dataset = useDataset(id);
  const { mutate, ...start } = useMutation({
    mutationFn: () =>
      client.trainingJobs.create(
        { dataset_id: id, spec: { target, preset: "fast" } },
        { idempotencyKey: `first-use-${id}` }, // However often the page is drawn or reloaded, there is one run.
      ),
    onSuccess: (job) => {
      cache.setQueryData(keys.trainingJob(job.id), job);
      return navigate({ to: "/", search: { dataset: id, run: job.id }, replace: true });
    },
  });
  const ready = dataset.data?.status === "ready";
  useEffect(() => {
    if (ready && run === undefined) mutate();
  }, [ready, run, mutate]);

  return (
    <ol className="space-y-4" aria-live="polite">
      <Step
        state={dataset.data?.status === "failed" || dataset.isError ? "failed" : ready ? "done" : "active"}
        title={text.steps.dataset}
        note={ready ? text.read(dataset.data?.num_rows ?? 0, dataset.data?.num_columns ?? 0) : text.reading}
      >
        {dataset.isError && <ProblemNotice error={dataset.error} />}
      </Step>
      {run === undefined ? (
        <>
          <Step state={ready ? "active" : "waiting"} title={text.steps.run} note={ready ? text.queued : null}>
            {start.isError && <ProblemNotice error={start.error} onRetry={() => mutate()} />}
          </Step>
          <Step state="waiting" title={text.steps.model} note={null} />
          <Step state="waiting" title={text.steps.prediction} note={null} />
        </>
      ) : (
        <RunSteps run={run} />
      )}
    </ol>
  );
}

function RunSteps({ run }: { run: string }) {
  const { job, metrics, error } = useTrainingJob(run, { max_points: 500 });
  const status = job?.status;
  const over = status === "failed" || status === "cancelled";
  const test = metrics?.evaluation?.test;
  const baseline = metrics?.baselines?.majority_class.accuracy;
  const made = modelOf(job?.result);
  const progress = job?.progress;
  const note =
    test && baseline !== undefined
      ? text.trained(formatPercent(test.accuracy), formatPercent(baseline))
      : progress?.epoch != null
        ? text.epoch(progress.epoch, progress.epochs)
        : text.queued;
  return (
    <>
      <Step
        state={over || error ? "failed" : status === "succeeded" ? "done" : "active"}
        title={text.steps.run}
        note={note}
      >
        {(error || job?.error) && <ProblemNotice error={error ?? new Error(job?.error?.detail)} />}
        {status === "running" && (
          <Progress label={text.steps.run} fraction={progress?.fraction ?? null} etaSeconds={progress?.eta_seconds} />
        )}
        {metrics && metrics.epochs.length > 1 && (
          <Suspense fallback={<Skeleton className="h-60 w-full" />}>
            <LiveLoss metrics={metrics} />
          </Suspense>
        )}
      </Step>
      <Step
        state={made ? "done" : "waiting"}
        title={text.steps.model}
        note={made ? text.published(made.name, made.version) : null}
      />
      <Step state={made ? "done" : "waiting"} title={text.steps.prediction} note={made ? null : null}>
        {made && <FirstPrediction name={made.name} version={made.version} />}
      </Step>
      {made && (
        <li className="flex flex-wrap gap-2 pl-9">
          <Button asChild variant="primary">
            <TextLink to="/models/$name" params={{ name: made.name }} className="text-on-accent no-underline">
              {text.next.model}
            </TextLink>
          </Button>
          <Button asChild>
            <TextLink
              to="/models/$name"
              params={{ name: made.name }}
              search={{ tab: "try" }}
              className="text-ink no-underline"
            >
              {text.next.tryIt}
            </TextLink>
          </Button>
          <Button asChild>
            <TextLink to="/runs/$id" params={{ id: run }} className="text-ink no-underline">
              {text.next.run}
            </TextLink>
          </Button>
          <Button asChild>
            <TextLink to="/datasets" className="text-ink no-underline">
              {text.next.upload}
            </TextLink>
          </Button>
        </li>
      )}
    </>
  );
}

/** Name and version of the model that a run's result names. */
function modelOf(result: Record<string, unknown> | null | undefined): { name: string; version: number } | null {
  const { model, version } = result ?? {};
  return typeof model === "string" && typeof version === "number" ? { name: model, version } : null;
}

const MARK = {
  waiting: "border-line-strong text-ink-faint",
  active: "border-accent text-accent-ink",
  done: "border-good bg-good-soft text-good",
  failed: "border-bad bg-bad-soft text-bad",
};

function Step({
  state,
  title,
  note,
  children,
}: {
  state: State;
  title: string;
  note: string | null;
  children?: ReactNode;
}) {
  return (
    <li className="flex gap-3" data-step={state}>
      <span className={cx("mt-3 grid size-6 shrink-0 place-items-center rounded-full border", MARK[state])} aria-hidden>
        {state === "done" && <Check className="size-3.5" />}
        {state === "failed" && <X className="size-3.5" />}
        {state === "active" && <LoaderCircle className="size-3.5 animate-spin" />}
      </span>
      <Card className={cx("flex-1", state === "waiting" && "border-dashed bg-transparent")}>
        <div className="-my-0.5">
          <h2 className={cx("text-base font-medium", state === "waiting" && "text-ink-faint")}>{title}</h2>
          {note && <p className="text-sm text-ink-muted tabular data-text">{note}</p>}
        </div>
        {children && <div className="mt-4 space-y-4 empty:hidden">{children}</div>}
      </Card>
    </li>
  );
}
