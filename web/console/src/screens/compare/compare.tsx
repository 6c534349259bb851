import { useTrainingJobs } from "@discern/react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { GitCompareArrows, X } from "lucide-react";
import { useMemo } from "react";
import { seriesColor } from "../../charts/colors.js";
import { Status } from "../../components/badge.js";
import { Button, IconButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState, Skeleton } from "../../components/feedback.js";
import { Select } from "../../components/field.js";
import { PlainLink, TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { clip, idTail } from "../../lib/format.js";
import { troubleOf } from "../../lib/problem.js";
import { compareText as text } from "../../text/compare.js";
import { infoOf } from "../runs/run-info.js";
import { CompareConfig } from "./compare-config.js";
import { CompareCurves } from "./compare-curves.js";
import { CompareMetrics } from "./compare-metrics.js";
import { MOST_RUNS, pickedOf } from "./picked.js";
import { type ComparedRun, Follow, useRuns } from "./use-runs.js";

/** Several runs over each other; which ones stands in the address. */
export function CompareScreen() {
  const { runs: given } = useSearch({ from: "/compare" });
  const ids = useMemo(() => pickedOf(given), [given]);
  const runs = useRuns(ids);
  const navigate = useNavigate();
  const choose = (next: readonly string[]) =>
    void navigate({ to: "/compare", search: next.length === 0 ? {} : { runs: next.join(",") }, replace: true });
  const known = runs.filter((run) => run.job !== undefined);

  return (
    <Page title={text.title} description={text.description}>
      {ids.map((id) => (
        <Follow key={id} id={id} />
      ))}
      <div className="space-y-4">
        <Card flush>
          {runs.length > 0 && (
            <ul aria-label={text.runs} className="divide-y border-b">
              {runs.map((run, at) => (
                <Picked
                  key={run.id}
                  run={run}
                  color={seriesColor(at)}
                  onRemove={() => choose(ids.filter((id) => id !== run.id))}
                />
              ))}
            </ul>
          )}
          {runs.length === 0 ? (
            <EmptyState
              icon={GitCompareArrows}
              title={text.emptyTitle}
              actions={
                <>
                  <AddRun ids={ids} onAdd={(id) => choose([...ids, id])} />
                  <Button asChild>
                    <TextLink to="/runs" className="text-ink no-underline">
                      {text.toRuns}
                    </TextLink>
                  </Button>
                </>
              }
            >
              {text.emptyText}
            </EmptyState>
          ) : (
            ids.length < MOST_RUNS && (
              <div className="px-4 py-3 sm:px-5">
                <AddRun ids={ids} onAdd={(id) => choose([...ids, id])} />
              </div>
            )
          )}
        </Card>
        {known.length > 0 && (
          <>
            <CompareCurves runs={runs} />
            <CompareMetrics runs={known} />
            <CompareConfig runs={known} />
          </>
        )}
      </div>
    </Page>
  );
}

function Picked({ run, color, onRemove }: { run: ComparedRun; color: string; onRemove: () => void }) {
  const info = run.job && infoOf(run.job);
  const name = `${info?.modelName ?? ""} ${idTail(run.id)}`.trim();
  return (
    <li className="flex items-center gap-3 px-4 py-2 text-sm sm:px-5">
      <span className="size-2.5 shrink-0 rounded-full" style={{ background: color }} aria-hidden />
      <span className="min-w-0 flex-1 data-line">
        {info ? (
          <>
            <PlainLink to="/runs/$id" params={{ id: run.id }} title={info.modelName}>
              {info.modelName}
            </PlainLink>{" "}
            <code className="font-mono text-xs text-ink-faint">{idTail(run.id)}</code>{" "}
            <span className="text-ink-muted max-sm:hidden">
              {[clip(info.target), info.family, info.preset].filter(Boolean).join(" · ")}
            </span>
          </>
        ) : run.error ? (
          <span className="text-bad">
            {text.gone}: {troubleOf(run.error).detail}
          </span>
        ) : (
          <Skeleton className="h-4 w-40" />
        )}
      </span>
      {run.job && <Status status={run.job.status} />}
      <IconButton icon={X} label={text.remove(name)} size="sm" onClick={onRemove} />
    </li>
  );
}

function AddRun({ ids, onAdd }: { ids: readonly string[]; onAdd: (id: string) => void }) {
  const runs = useTrainingJobs({ limit: 100 }).data ?? [];
  const others = runs.filter(({ id }) => !ids.includes(id));
  return (
    <Select
      aria-label={text.add}
      className="w-64 max-w-full"
      value=""
      placeholder={runs.length === 0 ? text.noRuns : text.addPlaceholder}
      disabled={others.length === 0}
      onChange={onAdd}
      options={others.map((run) => ({ value: run.id, label: `${infoOf(run).modelName} ${idTail(run.id)}` }))}
    />
  );
}
