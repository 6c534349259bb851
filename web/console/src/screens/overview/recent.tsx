import type { Dataset, JobInList, Model } from "@discern/client";
import type { ReactNode } from "react";
import { Badge, Status } from "../../components/badge.js";
import { Card } from "../../components/card.js";
import { EmptyState, Progress } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink, TextLink } from "../../components/link.js";
import { clip, formatNumber, shortId } from "../../lib/format.js";
import { overviewText as text } from "../../text/overview.js";

function Rows({ children }: { children: ReactNode[] }) {
  return children.length > 0 && <ul className="divide-y border-t">{children}</ul>;
}

function Row({ children }: { children: ReactNode }) {
  return (
    <li className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:px-5">{children}</li>
  );
}

/** The newest runs; those that run show how far they are. */
export function RunsCard({ runs, datasets }: { runs: JobInList[]; datasets: Dataset[] }) {
  return (
    <Card
      title={text.recentRuns}
      flush
      className="lg:col-span-2"
      actions={
        <TextLink to="/runs" className="text-sm">
          {text.all}
        </TextLink>
      }
    >
      {runs.length === 0 && <EmptyState title={text.noRuns}>{text.nothingRuns}</EmptyState>}
      <Rows>
        {runs.map((run) => {
          const dataset = datasets.find(({ id }) => id === run.dataset_id);
          const target = targetOf(run);
          return (
            <Row key={run.id}>
              <div className="min-w-0 flex-1 basis-full sm:basis-40">
                <PlainLink to="/runs/$id" params={{ id: run.id }} className="block data-line">
                  {nameOf(run)}
                </PlainLink>
                <span className="block text-xs text-ink-faint data-line">
                  {[dataset && text.on(clip(dataset.name, 60)), target !== null && text.ofTarget(clip(target, 60))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </div>
              {run.status === "running" && (
                <Progress
                  className="min-w-32 flex-1 sm:max-w-40"
                  label={nameOf(run)}
                  fraction={run.progress.fraction}
                  etaSeconds={run.progress.eta_seconds}
                />
              )}
              {run.best && run.status === "succeeded" && (
                <span className="text-xs text-ink-muted tabular">
                  {run.best.metric.replaceAll("_", " ")}{" "}
                  <span className="font-medium text-ink">{formatNumber(run.best.value)}</span>
                </span>
              )}
              <span className="sm:w-24">
                <Status status={run.status} />
              </span>
              <span className="ml-auto text-right text-xs text-ink-faint sm:w-28">
                <Time value={run.created_at} />
              </span>
            </Row>
          );
        })}
      </Rows>
    </Card>
  );
}

/** The model that a run made, or the run's own short name while there is none. */
function nameOf(run: JobInList): string {
  const model = run.result?.model;
  const version = run.result?.version;
  return typeof model === "string"
    ? `${model} · ${text.version(Number(version))}`
    : shortId(run.id.replace(/^job_/, ""));
}

function targetOf(run: JobInList): string | null {
  const { spec } = run.spec as { spec?: { target?: unknown } };
  return typeof spec?.target === "string" ? spec.target : null;
}

/** Models by name, with what answers at `default`. */
export function ModelsCard({ models }: { models: Model[] }) {
  return (
    <Card
      title={text.models}
      flush
      actions={
        <TextLink to="/models" className="text-sm">
          {text.all}
        </TextLink>
      }
    >
      {models.length === 0 && <p className="px-4 pb-4 text-sm text-ink-faint sm:px-5">{text.noModels}</p>}
      <Rows>
        {models.map((model) => (
          <Row key={model.name}>
            <PlainLink to="/models/$name" params={{ name: model.name }} className="min-w-0 flex-1 data-line">
              {model.name}
            </PlainLink>
            <Badge tone="neutral">{text.version(model.aliases.default ?? model.latest_version)}</Badge>
          </Row>
        ))}
      </Rows>
    </Card>
  );
}

/** The newest datasets. */
export function DatasetsCard({ datasets }: { datasets: Dataset[] }) {
  return (
    <Card
      title={text.datasets}
      flush
      actions={
        <TextLink to="/datasets" className="text-sm">
          {text.all}
        </TextLink>
      }
    >
      <Rows>
        {datasets.map((dataset) => (
          <Row key={dataset.id}>
            <PlainLink
              to="/datasets/$id"
              params={{ id: dataset.id }}
              className="min-w-0 flex-1 data-line"
              title={clip(dataset.name, 1000)}
            >
              {clip(dataset.name)}
            </PlainLink>
            {dataset.status === "ready" ? (
              <span className="text-xs text-ink-faint tabular">{text.rows(dataset.num_rows)}</span>
            ) : (
              <Status status={dataset.status} />
            )}
          </Row>
        ))}
      </Rows>
    </Card>
  );
}
