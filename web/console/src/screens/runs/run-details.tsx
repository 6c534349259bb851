import type { Job } from "@discern/client";
import { useDataset } from "@discern/react";
import { useMemo, useState } from "react";
import { Card } from "../../components/card.js";
import { CodeBlock } from "../../components/code-block.js";
import { KeyValues, Time } from "../../components/key-value.js";
import { TextLink } from "../../components/link.js";
import { Segmented } from "../../components/tabs.js";
import { wordOf } from "../../forms/schema.js";
import { clip, formatCount, formatDuration, formatFixed, secondsBetween } from "../../lib/format.js";
import { useNow } from "../../lib/hooks.js";
import { runText } from "../../text/runs.js";
import type { RunInfo } from "./run-info.js";

/** The facts about a run and the config that it ran with. */
export function RunDetails({ job, info }: { job: Job; info: RunInfo }) {
  const { facts } = runText;
  const now = useNow(job.terminal ? 3600 : 1);
  const took = secondsBetween(job.started_at, job.finished_at, now);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Card title={runText.details}>
        <KeyValues
          items={[
            [facts.dataset, job.dataset_id && <DatasetLink id={job.dataset_id} />],
            [facts.target, <bdi key="target">{clip(info.target)}</bdi>],
            [facts.preset, info.preset && wordOf(info.preset)],
            [facts.family, info.family],
            [facts.parameters, info.numParameters !== null && formatCount(info.numParameters)],
            [facts.best, job.best && runText.bestValue(job.best.epoch, formatFixed(job.best.value))],
            [facts.device, info.device],
            [facts.worker, job.worker && <code className="font-mono text-xs">{job.worker.id}</code>],
            [facts.attempt, job.attempt > 1 && formatCount(job.attempt)],
            [facts.priority, job.priority !== 5 && String(job.priority)],
            [facts.created, <Time key="created" value={job.created_at} />],
            [facts.waited, job.started_at && formatDuration(secondsBetween(job.created_at, job.started_at))],
            [facts.took, took !== null && formatDuration(took)],
            [
              facts.id,
              <code key="id" className="font-mono text-xs">
                {job.id}
              </code>,
            ],
          ]}
        />
      </Card>
      <Config info={info} />
    </div>
  );
}

function DatasetLink({ id }: { id: string }) {
  const dataset = useDataset(id).data;
  return (
    <TextLink to="/datasets/$id" params={{ id }} className="data-text">
      {clip(dataset?.name ?? id)}
    </TextLink>
  );
}

function Config({ info }: { info: RunInfo }) {
  const [which, setWhich] = useState<"resolved" | "asked">("resolved");
  const shown = which === "resolved" && info.resolved ? info.resolved : info.asked;
  const snippets = useMemo(() => [{ language: "JSON", code: JSON.stringify(shown, null, 2) }], [shown]);
  const { configTabs } = runText;
  return (
    <Card
      title={runText.config}
      actions={
        info.resolved && (
          <Segmented
            label={runText.configLabel}
            options={[
              { value: "resolved", label: configTabs.resolved },
              { value: "asked", label: configTabs.asked },
            ]}
            value={which}
            onChange={setWhich}
          />
        )
      }
    >
      <CodeBlock label={runText.configLabel} snippets={snippets} />
    </Card>
  );
}
