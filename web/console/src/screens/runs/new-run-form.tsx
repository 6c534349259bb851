import type { Dataset, Preset } from "@discern/client";
import { useCreateTrainingJob, useDiscern, useDiscernQueries, useValidation } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronRight, Play } from "lucide-react";
import { useMemo, useState } from "react";
import { useMe } from "../../app/session.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { CodeBlock } from "../../components/code-block.js";
import { NumberInput, Switch } from "../../components/controls.js";
import { Field, Input, Select } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { type JsonSchema, wordOf } from "../../forms/schema.js";
import { SchemaForm } from "../../forms/schema-form.js";
import { clip } from "../../lib/format.js";
import { useDebounced } from "../../lib/hooks.js";
import { messagesOf, messagesUnder } from "../../lib/problem.js";
import { newRunText as text } from "../../text/new-run.js";
import { DEFAULT_PRIORITY, type Draft, requestOf } from "./draft.js";
import { NewRunCheck } from "./new-run-check.js";
import { snippetsOf } from "./snippets.js";
import { suggestedTarget, targetsOf } from "./targets.js";

const SIMPLE = [
  ["training", "epochs"],
  ["optimizer", "learning_rate"],
  ["training", "batch_size"],
  ["loss", "class_weights"],
];
const ASKED_ABOVE = ["target", "preset"];

/** The form of a new run; beside it what the server says of it, and the same as a program. */
export function NewRunForm({
  datasets,
  schema,
  presets,
  initial,
}: {
  datasets: Dataset[];
  schema: JsonSchema;
  presets: Preset[];
  initial: Draft;
}) {
  const [draft, setDraft] = useState(initial);
  const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
  const dataset = datasets.find(({ id }) => id === draft.datasetId);
  const targets = useMemo(() => targetsOf(dataset), [dataset]);
  const suggested = useSuggestedTarget(dataset);
  const target = draft.target !== null && targets.includes(draft.target) ? draft.target : suggested;

  const request = useMemo(() => requestOf(draft, target), [draft, target]);
  const settled = useDebounced(request, 350);
  const validation = useValidation(settled);
  const fresh = settled === request && !validation.isFetching;
  const errors = useMemo(
    () => messagesOf(validation.error?.errors ?? validation.data?.errors ?? []),
    [validation.error, validation.data],
  );

  const navigate = useNavigate();
  const create = useCreateTrainingJob();
  const start = () => {
    if (!request) return;
    create.mutate(request, {
      onSuccess: (job) => {
        toast.done(text.started(String(job.spec.model_name)));
        void navigate({ to: "/runs/$id", params: { id: job.id } });
      },
    });
  };
  const refused = fresh && (validation.error !== null || validation.data?.valid === false);
  const client = useDiscern();
  const { held } = useMe();
  const snippets = useMemo(() => {
    if (!request) return [];
    const resolved = validation.data?.resolved_config;
    return [
      ...snippetsOf(request, client.url, held !== "nothing"),
      ...(resolved ? [{ language: text.resolved, code: JSON.stringify(resolved, null, 2) }] : []),
    ];
  }, [request, client.url, held, validation.data]);

  return (
    <form
      className="grid items-start gap-4 lg:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="min-w-0 space-y-4">
        <Card title={text.what}>
          <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
            <Field label={text.dataset} className="sm:col-span-2" error={errors.get("/dataset_id")}>
              <Select
                value={draft.datasetId}
                placeholder={text.datasetPlaceholder}
                onChange={(datasetId) => change({ datasetId, target: null })}
                options={datasets.map(({ id, name, num_rows, num_columns }) => ({
                  value: id,
                  label: text.datasetOption(clip(name, 60), num_rows, num_columns),
                }))}
              />
            </Field>
            <Field label={text.target} hint={text.targetHint} error={errors.get("/spec/target")}>
              <Select
                value={target}
                placeholder={text.targetPlaceholder}
                disabled={!dataset}
                onChange={(chosen) => change({ target: chosen })}
                options={targets.map((name) => ({ value: name, label: clip(name, 80) }))}
              />
            </Field>
            <Field
              label={text.preset}
              hint={presets.find(({ name }) => name === draft.preset)?.description}
              error={errors.get("/spec/preset")}
            >
              <Select
                value={draft.preset}
                onChange={(preset) => change({ preset })}
                options={presets.map(({ name }) => ({ value: name, label: wordOf(name) }))}
              />
            </Field>
          </div>
        </Card>
        <Card title={text.settings} description={text.settingsHint}>
          <SchemaForm
            schema={schema}
            value={draft.spec}
            onChange={(spec) => change({ spec })}
            errors={messagesUnder(errors, "/spec")}
            simple={SIMPLE}
            exclude={ASKED_ABOVE}
          />
        </Card>
        <Publishing draft={draft} change={change} errors={errors} />
        {create.error && <ProblemNotice error={create.error} />}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          icon={Play}
          busy={create.isPending}
          disabled={!request || refused}
        >
          {text.start}
        </Button>
      </div>
      <div className="min-w-0 space-y-4 lg:sticky lg:top-4">
        <NewRunCheck
          asked={request !== null}
          fresh={fresh}
          validation={validation.data}
          error={validation.error}
          onRetry={() => validation.refetch()}
        />
        {snippets.length > 0 && <CodeBlock label={text.codeLabel} snippets={snippets} />}
      </div>
    </form>
  );
}

function useSuggestedTarget(dataset: Dataset | undefined): string {
  const queries = useDiscernQueries();
  const profile = useQuery({ ...queries.datasetProfile(dataset?.id ?? ""), enabled: dataset !== undefined }).data;
  return suggestedTarget(dataset, profile);
}

function Publishing({
  draft,
  change,
  errors,
}: {
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  errors: ReadonlyMap<string, string>;
}) {
  const wrong = ["/model_name", "/promote", "/priority", "/max_seconds"].some((pointer) => errors.has(pointer));
  return (
    <details className="group rounded-lg border bg-surface" open={wrong || undefined}>
      <summary className="flex list-none items-center gap-2 rounded-lg px-4 py-3 text-base font-medium sm:px-5">
        <ChevronRight className="size-4 text-ink-faint transition-transform group-open:rotate-90" aria-hidden />
        {text.publish}
      </summary>
      <div className="grid gap-x-5 gap-y-4 px-4 pt-1 pb-5 sm:grid-cols-2 sm:px-5">
        <Field
          label={text.modelName}
          hint={text.modelNameHint}
          error={errors.get("/model_name")}
          className="sm:col-span-2"
        >
          <Input
            value={draft.modelName}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ modelName: event.target.value })}
          />
        </Field>
        <Field label={text.promote} hint={text.promoteHint} inline className="sm:col-span-2">
          <Switch checked={draft.promote} onChange={(promote) => change({ promote })} />
        </Field>
        <Field label={text.priority} hint={text.priorityHint} error={errors.get("/priority")}>
          <NumberInput
            value={draft.priority}
            placeholder={String(DEFAULT_PRIORITY)}
            onChange={(priority) => change({ priority })}
          />
        </Field>
        <Field label={text.maxSeconds} hint={text.maxSecondsHint} error={errors.get("/max_seconds")}>
          <NumberInput value={draft.maxSeconds} onChange={(maxSeconds) => change({ maxSeconds })} />
        </Field>
      </div>
    </details>
  );
}
