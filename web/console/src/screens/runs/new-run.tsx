import type { Dataset, Job, Preset } from "@discern/client";
import { useDatasets, useDiscernQueries } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Database } from "lucide-react";
import { Card } from "../../components/card.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { ToDatasets } from "../../components/to-datasets.js";
import type { JsonSchema } from "../../forms/schema.js";
import { idTail } from "../../lib/format.js";
import { newRunText as text } from "../../text/new-run.js";
import { runsText } from "../../text/runs.js";
import { draftOf, emptyDraft } from "./draft.js";
import { NewRunForm } from "./new-run-form.js";
import { infoOf } from "./run-info.js";

/** Starting a run, from nothing or from the config of another one. */
export function NewRunScreen() {
  const { dataset, from } = useSearch({ from: "/runs/new" });
  const queries = useDiscernQueries();
  const datasets = useDatasets({ limit: 100 });
  const schema = useQuery({ ...queries.trainSpecSchema(), staleTime: Number.POSITIVE_INFINITY });
  const presets = useQuery({ ...queries.presets(), staleTime: Number.POSITIVE_INFINITY });
  const origin = useQuery({ ...queries.trainingJob(from ?? ""), enabled: from !== undefined });
  const wanted = dataset ?? origin.data?.dataset_id ?? undefined;
  // It may stand on a later page of the list.
  const named = useNamedDataset(wanted);

  const error = datasets.error ?? schema.error ?? presets.error ?? origin.error;
  const ready = datasets.data && schema.data && presets.data && (from === undefined || origin.data) && !named.isLoading;
  return (
    <Page
      title={text.title}
      crumbs={[
        <TextLink key="runs" to="/runs">
          {runsText.title}
        </TextLink>,
      ]}
      description={
        origin.data ? text.from(`${infoOf(origin.data).modelName} ${idTail(origin.data.id)}`) : text.description
      }
    >
      {error ? (
        <ProblemNotice error={error} onRetry={() => location.reload()} />
      ) : !ready ? (
        <Card flush>
          <SkeletonRows rows={8} />
        </Card>
      ) : (
        <Loaded
          key={`${from} ${dataset}`}
          datasets={withNamed(datasets.data, named.data)}
          schema={schema.data.json_schema as JsonSchema}
          presets={presets.data}
          origin={origin.data}
          datasetId={wanted}
        />
      )}
    </Page>
  );
}

function useNamedDataset(id: string | undefined) {
  const queries = useDiscernQueries();
  return useQuery({ ...queries.dataset(id ?? ""), enabled: id !== undefined });
}

function withNamed(datasets: Dataset[], named: Dataset | undefined): Dataset[] {
  const ready = datasets.filter(({ status }) => status === "ready");
  return named?.status === "ready" && !ready.some(({ id }) => id === named.id) ? [named, ...ready] : ready;
}

function Loaded({
  datasets,
  schema,
  presets,
  origin,
  datasetId,
}: {
  datasets: Dataset[];
  schema: JsonSchema;
  presets: Preset[];
  origin: Job | undefined;
  datasetId: string | undefined;
}) {
  if (datasets.length === 0) {
    return (
      <Card flush>
        <EmptyState icon={Database} title={text.noDatasets} actions={<ToDatasets>{text.toDatasets}</ToDatasets>}>
          {text.noDatasetsText}
        </EmptyState>
      </Card>
    );
  }
  // One dataset is no choice; of several the newest is not more likely than the others.
  const only = datasets.length === 1 ? datasets[0]?.id : undefined;
  const known = datasets.some(({ id }) => id === datasetId) ? datasetId : only;
  return (
    <NewRunForm
      datasets={datasets}
      schema={schema}
      presets={presets}
      initial={{ ...(origin ? draftOf(origin, schema) : emptyDraft), datasetId: known ?? "" }}
    />
  );
}
