import type { Model } from "@discern/client";
import { useModels, useModelVersion } from "@discern/react";
import { Boxes } from "lucide-react";
import { Badge } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { EmptyState, Skeleton, SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink, TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { ToDatasets } from "../../components/to-datasets.js";
import { formatPercent, NONE } from "../../lib/format.js";
import { common } from "../../text/common.js";
import { modelsText as text } from "../../text/models.js";
import { nav } from "../../text/shell.js";
import { scoresOf } from "./scores.js";

const COLUMNS: TableColumn<Model>[] = [
  {
    id: "name",
    header: text.name,
    sort: (model) => model.name,
    className: "max-w-64",
    cell: (model) => (
      <div className="py-1.5">
        <PlainLink to="/models/$name" params={{ name: model.name }} className="block data-line" title={model.name}>
          {model.name}
        </PlainLink>
        {model.description && (
          <span className="block text-xs text-ink-faint data-line" title={model.description}>
            {model.description}
          </span>
        )}
      </div>
    ),
  },
  { id: "accuracy", header: text.accuracy, align: "right", cell: (model) => <Fact model={model} of="accuracy" /> },
  { id: "classes", header: text.classes, align: "right", cell: (model) => <Fact model={model} of="classes" /> },
  { id: "family", header: text.family, cell: (model) => <Fact model={model} of="family" /> },
  {
    id: "serving",
    header: text.serving,
    cell: (model) => <span className="whitespace-nowrap">{servedText(model)}</span>,
  },
  {
    id: "aliases",
    header: text.aliases,
    className: "max-w-56",
    cell: (model) => (
      <span className="flex gap-1">
        {Object.entries(model.aliases)
          .filter(([alias]) => alias !== "default")
          .map(([alias, version]) => (
            <Badge key={alias}>
              <bdi className="data-line">{alias}</bdi> {version}
            </Badge>
          ))}
      </span>
    ),
  },
  {
    id: "created",
    header: text.created,
    align: "right",
    sort: (model) => model.created_at,
    cell: (model) => <Time value={model.created_at} />,
  },
];

function servedText(model: Model): string {
  const version = model.aliases.default;
  return version === undefined ? NONE : text.version(version);
}

/** What is told of the version that answers by default; a list of models does not tell it. */
function Fact({ model, of }: { model: Model; of: "accuracy" | "classes" | "family" }) {
  const version = model.aliases.default;
  return version === undefined ? NONE : <VersionFact name={model.name} version={version} of={of} />;
}

function VersionFact({ name, version, of }: { name: string; version: number; of: "accuracy" | "classes" | "family" }) {
  const { data, isPending } = useModelVersion(name, version);
  if (isPending) return <Skeleton className="ml-auto h-4 w-12" />;
  if (!data) return <>{NONE}</>;
  if (of === "accuracy") return <>{formatPercent(scoresOf(data).accuracy)}</>;
  return of === "classes" ? data.classes.length : <Badge>{data.family}</Badge>;
}

/** Every registered model. */
export function ModelsScreen() {
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useModels();
  return (
    <Page
      title={nav.models}
      description={text.description}
      actions={
        data &&
        data.length > 0 && (
          <Button variant="primary" asChild>
            <TextLink to="/runs/new" className="no-underline">
              {text.train}
            </TextLink>
          </Button>
        )
      }
    >
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {!error && (
        <Card flush className="overflow-hidden">
          {isPending ? (
            <SkeletonRows />
          ) : data && data.length > 0 ? (
            <DataTable
              label={text.list}
              columns={COLUMNS}
              rows={data}
              rowKey={(model) => model.name}
              initialSort={NEWEST}
              height={720}
            />
          ) : (
            <NoModels />
          )}
        </Card>
      )}
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </Page>
  );
}

const NEWEST = { id: "created", desc: true };

function NoModels() {
  return (
    <EmptyState icon={Boxes} title={text.emptyTitle} actions={<ToDatasets>{text.toDatasets}</ToDatasets>}>
      {text.empty}
    </EmptyState>
  );
}
