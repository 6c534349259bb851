import { isProblem, type Job, JobFailedError } from "@discern/client";
import { useCancelScoringJob, useDiscernQueries, useScoringJob } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Status, type StatusWord } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card, Stat, Stats } from "../../components/card.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { Progress, SkeletonRows } from "../../components/feedback.js";
import { KeyValues, Time } from "../../components/key-value.js";
import { TextLink } from "../../components/link.js";
import { Notice } from "../../components/notice.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { formatCount, formatDuration, formatNumber, secondsBetween, shortId } from "../../lib/format.js";
import { scoringText, scoringJobText as text } from "../../text/scoring.js";
import { decisionText } from "../models/decision.js";
import { ErrorsCard } from "./errors-card.js";
import { factsOf, resultOf } from "./facts.js";
import { OutputDownload } from "./output-download.js";

/** One scoring job: how far it is, what came out, which rows did not fit. */
export function ScoringJobScreen() {
  const { id } = useParams({ from: "/scoring/$id" });
  const { job, error, connection } = useScoringJob(id);
  const [asking, setAsking] = useState(false);
  const cancel = useCancelScoringJob();
  if (!job && isProblem(error, "not_found")) throw error; // the screen of pages that are not there
  const stop = async () => {
    await cancel.mutateAsync(id);
    toast.done(text.cancelled);
  };
  return (
    <Page
      title={text.title(shortId(id.replace(/^job_/, "")))}
      heading={job ? headingOf(job) : text.scoring}
      crumbs={[
        <TextLink key="scoring" to="/scoring">
          {text.scoring}
        </TextLink>,
      ]}
      badges={job && <Status status={job.status as StatusWord} />}
      actions={
        job &&
        !job.terminal && (
          <Button onClick={() => setAsking(true)} disabled={job.status === "cancelling"}>
            {text.cancel}
          </Button>
        )
      }
    >
      <div className="space-y-5">
        {error && <ProblemNotice error={error} />}
        {!job && !error && (
          <Card flush>
            <SkeletonRows />
          </Card>
        )}
        {connection === "reconnecting" && <Notice tone="warn">{text.reconnecting}</Notice>}
        {job && !job.terminal && <Running job={job} />}
        {job?.error && <ProblemNotice error={new JobFailedError(job)} />}
        {job && resultOf(job) && <Output job={job} />}
        {job && <Asked job={job} />}
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.cancelTitle}
        confirm={text.cancelConfirm}
        danger
        onConfirm={stop}
      >
        {text.cancelBody}
      </ConfirmDialog>
    </Page>
  );
}

function headingOf(job: Job): string {
  const { file, model } = factsOf(job);
  return `${file ?? scoringText.dataset} → ${model}`;
}

function Running({ job }: { job: Job }) {
  const { fraction, eta_seconds, message } = job.progress;
  return (
    <Card>
      <Progress
        label={text.progress}
        fraction={job.status === "queued" ? null : fraction}
        etaSeconds={eta_seconds}
        detail={job.queue ? text.queued(job.queue.position) : (message ?? job.phase)}
      />
    </Card>
  );
}

function Output({ job }: { job: Job }) {
  const result = resultOf(job);
  if (!result) return null;
  return (
    <>
      <Card title={text.output}>
        {result.partial && (
          <Notice tone="warn" className="mb-4">
            {text.outputPartial}
          </Notice>
        )}
        <Stats>
          <Stat label={text.total} value={formatCount(result.numRows)} />
          <Stat label={text.scored} value={formatCount(result.numScored)} />
          <Stat label={text.refused} value={formatCount(result.numRefused)} />
        </Stats>
        <OutputDownload id={job.id} format={factsOf(job).format} numBytes={result.outputBytes} />
      </Card>
      <ErrorsCard id={job.id} numRefused={result.numRefused ?? 0} />
    </>
  );
}

function Asked({ job }: { job: Job }) {
  const facts = factsOf(job);
  const dataset = useQuery({ ...useDiscernQueries().dataset(job.dataset_id ?? ""), enabled: job.dataset_id !== null });
  const took = job.finished_at ? secondsBetween(job.started_at, job.finished_at) : null;
  return (
    <Card title={text.details}>
      <KeyValues
        items={[
          [
            text.model,
            <TextLink
              key="model"
              to="/models/$name"
              params={{ name: facts.model }}
              search={facts.version === null ? {} : { version: facts.version }}
            >
              <bdi>{scoringText.modelVersion(facts.model, facts.version ?? 0)}</bdi>
            </TextLink>,
          ],
          [text.file, facts.file],
          [
            text.dataset,
            job.dataset_id && (
              <TextLink to="/datasets/$id" params={{ id: job.dataset_id }}>
                <bdi>{dataset.data?.name ?? job.dataset_id}</bdi>
              </TextLink>
            ),
          ],
          [
            text.decision,
            facts.threshold === null
              ? text.held(decisionText(facts.decision), facts.revision)
              : text.ownThreshold(formatNumber(facts.threshold)),
          ],
          [text.format, facts.format.toUpperCase()],
          [
            text.columns,
            facts.columns === "all"
              ? text.allColumns
              : facts.columns.length > 0
                ? facts.columns.join(", ")
                : text.noColumns,
          ],
          [
            text.onInvalid,
            facts.onInvalid === "fail" ? scoringText.onInvalidChoices.fail : scoringText.onInvalidChoices.skip,
          ],
          [text.made, <Time key="made" value={job.created_at} />],
          [text.took, took === null ? null : formatDuration(took)],
          [text.attempt, job.attempt > 1 ? String(job.attempt) : null],
        ]}
      />
    </Card>
  );
}
