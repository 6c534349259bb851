import type { Queue } from "@discern/client";
import { Badge } from "../../components/badge.js";
import type { TableColumn } from "../../components/data-table.js";
import { Progress } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink } from "../../components/link.js";
import { Tooltip } from "../../components/tooltip.js";
import { idTail, NONE } from "../../lib/format.js";
import { queueText as text } from "../../text/queue.js";
import { runText } from "../../text/runs.js";

type RunningJob = Queue["running"][number];
type QueuedJob = Queue["queued"][number];
type QueueWorker = Queue["workers"][number];

const { columns: names } = text;

/** A job by the end of its id, as a link where it has a screen. */
function JobLink({ id, kind }: { id: string; kind: string }) {
  const name = <code className="font-mono">{idTail(id)}</code>;
  if (kind === "train") {
    return (
      <PlainLink to="/runs/$id" params={{ id }} title={id}>
        {name}
      </PlainLink>
    );
  }
  if (kind === "score") {
    return (
      <PlainLink to="/scoring/$id" params={{ id }} title={id}>
        {name}
      </PlainLink>
    );
  }
  return <span title={id}>{name}</span>;
}

const job = (row: RunningJob | QueuedJob) => <JobLink id={row.job_id} kind={row.kind} />;
const kind = (row: RunningJob | QueuedJob) => text.kinds[row.kind] ?? row.kind;

function WorkerId({ id }: { id: string }) {
  return (
    <code className="font-mono text-xs" title={id}>
      {idTail(id)}
    </code>
  );
}

export const runningColumns: TableColumn<RunningJob>[] = [
  { id: "job", header: names.job, cell: job },
  { id: "kind", header: names.kind, cell: kind, sort: kind },
  {
    id: "phase",
    header: names.phase,
    cell: (row) => (
      <span className="whitespace-nowrap">
        {runText.phase(row.status === "cancelling" ? row.status : row.phase)}
        {row.attempt > 1 && <span className="text-ink-faint"> · {text.attempt(row.attempt)}</span>}
      </span>
    ),
  },
  {
    id: "progress",
    header: names.progress,
    cell: (row) => (
      <Progress
        label={text.progress(row.job_id)}
        fraction={row.fraction}
        etaSeconds={row.eta_seconds}
        className="w-40 py-1"
      />
    ),
    sort: (row) => row.fraction,
  },
  {
    id: "worker",
    header: names.worker,
    cell: (row) =>
      row.worker ? (
        <WorkerId id={row.worker.id} />
      ) : (
        <Tooltip text={text.lostHint}>
          <button type="button" className="rounded-full">
            <Badge tone="warn">{text.lost}</Badge>
          </button>
        </Tooltip>
      ),
  },
  { id: "device", header: names.device, cell: (row) => row.worker?.device ?? NONE },
  {
    id: "heartbeat",
    header: names.heartbeat,
    align: "right",
    cell: (row) => (row.worker ? text.age(row.worker.heartbeat_age_seconds) : NONE),
    sort: (row) => row.worker?.heartbeat_age_seconds,
    className: "whitespace-nowrap",
  },
  { id: "started", header: names.started, cell: (row) => <Time value={row.started_at} /> },
];

export const queuedColumns: TableColumn<QueuedJob>[] = [
  {
    id: "position",
    header: names.position,
    align: "right",
    width: "5rem",
    cell: (row) => row.position + 1,
    sort: (row) => row.position,
  },
  { id: "job", header: names.job, cell: job },
  { id: "kind", header: names.kind, cell: kind, sort: kind },
  { id: "priority", header: names.priority, align: "right", cell: (row) => row.priority, sort: (row) => row.priority },
  {
    id: "waits",
    header: names.waits,
    cell: (row) => <Time value={row.created_at} />,
    sort: (row) => Date.parse(row.created_at),
  },
];

export const workerColumns: TableColumn<QueueWorker>[] = [
  { id: "worker", header: names.worker, cell: (row) => <WorkerId id={row.id} /> },
  { id: "device", header: names.device, cell: (row) => row.device, sort: (row) => row.device },
  {
    id: "takes",
    header: names.takes,
    className: "whitespace-nowrap",
    cell: (row) => row.queues.map((queue) => text.kinds[queue] ?? queue).join(", "),
  },
  {
    id: "heartbeat",
    header: names.heartbeat,
    align: "right",
    cell: (row) => text.age(row.heartbeat_age_seconds),
    sort: (row) => row.heartbeat_age_seconds,
    className: "whitespace-nowrap",
  },
  { id: "started", header: names.started, cell: (row) => <Time value={row.started_at} /> },
];
