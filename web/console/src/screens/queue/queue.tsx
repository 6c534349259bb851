import type { DiscernError, Queue } from "@discern/client";
import { keys, useDiscern } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { useMemo } from "react";
import { Card, Stat, Stats } from "../../components/card.js";
import { CodeBlock } from "../../components/code-block.js";
import { DataTable } from "../../components/data-table.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { formatCount } from "../../lib/format.js";
import { queueText as text } from "../../text/queue.js";
import { queuedColumns, runningColumns, workerColumns } from "./queue-columns.js";

/** The queue as a whole has no events: it is asked for while somebody looks at it. */
const POLL_MILLISECONDS = 2_000;
const MOST_LISTED = 100; // what the API lists at most

/** What waits, what runs, and the workers. */
export function QueueScreen() {
  const queue = useQueue();
  const { data } = queue;
  return (
    <Page title={text.title} description={text.description}>
      <div className="space-y-4">
        {queue.error && <ProblemNotice error={queue.error} onRetry={() => queue.refetch()} />}
        {!data && queue.isPending && (
          <Card flush>
            <SkeletonRows />
          </Card>
        )}
        {data && (
          <>
            <Depth depth={data.depth} />
            {data.workers.length === 0 && <NoWorkers />}
            <Card title={text.running} flush>
              {data.running.length === 0 ? (
                <Nothing>{text.runningNone}</Nothing>
              ) : (
                <div className="border-t">
                  <DataTable
                    label={text.running}
                    columns={runningColumns}
                    rows={data.running}
                    rowKey={(job) => job.job_id}
                    height={420}
                  />
                </div>
              )}
            </Card>
            <Card
              title={text.queued}
              flush
              {...(data.queued.length >= MOST_LISTED && { description: text.queuedMost })}
            >
              {data.queued.length === 0 ? (
                <Nothing>{text.queuedNone}</Nothing>
              ) : (
                <div className="border-t">
                  <DataTable
                    label={text.queued}
                    columns={queuedColumns}
                    rows={data.queued}
                    rowKey={(job) => job.job_id}
                    height={420}
                    dense
                  />
                </div>
              )}
            </Card>
            {data.workers.length > 0 && (
              <Card title={text.workers} flush>
                <div className="border-t">
                  <DataTable
                    label={text.workers}
                    columns={workerColumns}
                    rows={data.workers}
                    rowKey={(worker) => worker.id}
                    height={420}
                  />
                </div>
              </Card>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function useQueue() {
  const client = useDiscern();
  return useQuery<Queue, DiscernError>({
    queryKey: [...keys.all, "queue"],
    queryFn: ({ signal }) => client.queue({ signal }),
    refetchInterval: POLL_MILLISECONDS,
    retry: false,
  });
}

function Depth({ depth }: { depth: Queue["depth"] }) {
  return (
    <Card title={text.depth}>
      <Stats>
        {depth.map(({ kind, queued, running, workers }) => (
          <Stat
            key={kind}
            label={text.kinds[kind] ?? kind}
            value={
              <>
                {formatCount(queued)} <span className="text-sm font-normal text-ink-muted">{text.waiting}</span>
              </>
            }
            note={text.depthNote(running, workers)}
          />
        ))}
      </Stats>
    </Card>
  );
}

function NoWorkers() {
  const snippets = useMemo(() => [{ language: "Shell", code: text.command }], []);
  return (
    <Card flush>
      <EmptyState icon={Server} title={text.noWorkers} className="pb-6">
        {text.noWorkersText}
      </EmptyState>
      <CodeBlock label={text.commandLabel} snippets={snippets} className="mx-auto mb-10 max-w-md" />
    </Card>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="border-t px-4 py-4 text-sm text-ink-muted sm:px-5">{children}</p>;
}
