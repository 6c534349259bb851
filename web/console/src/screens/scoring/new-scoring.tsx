import { type Dataset, formatOfName, type Model, type UploadProgress as Sent } from "@discern/client";
import {
  keys,
  useCreateScoringJob,
  useDatasets,
  useDiscern,
  useDiscernQueries,
  useModelVersions,
} from "@discern/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Field, Select } from "../../components/field.js";
import { FileDrop, UploadProgress } from "../../components/file-drop.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Segmented } from "../../components/tabs.js";
import { formatBytes } from "../../lib/format.js";
import { scoringText as text } from "../../text/scoring.js";
import { datasetRequest, FIRST, fileOptions, type ScoringForm } from "./options.js";
import { OptionsForm } from "./options-form.js";

/** Which model labels which rows. A file is sent as soon as it is dropped. */
export function NewScoring({ models, chosen }: { models: Model[]; chosen: string | undefined }) {
  const [form, setForm] = useState<ScoringForm>({ ...FIRST, model: chosen ?? models[0]?.name ?? "" });
  const [source, setSource] = useState<"file" | "dataset">("file");
  const set = (part: Partial<ScoringForm>) => setForm((old) => ({ ...old, ...part }));
  const model = models.find((one) => one.name === form.model);
  return (
    <Card title={text.newTitle} description={text.newLead}>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-3">
        <Field label={text.model}>
          <Select
            options={models.map(({ name }) => ({ value: name, label: name }))}
            value={form.model}
            placeholder={text.chooseModel}
            onChange={(name) => set({ model: name, by: FIRST.by })}
          />
        </Field>
        <Field label={text.answers}>
          {model ? (
            <WhoAnswers model={model} value={form.by} onChange={(by) => set({ by })} />
          ) : (
            <Select options={[]} value="" placeholder="" onChange={() => {}} disabled />
          )}
        </Field>
        <Field label={text.format}>
          <Select
            options={Object.entries(text.formats).map(([value, label]) => ({ value, label }))}
            value={form.format}
            onChange={(format) => set({ format: format as ScoringForm["format"] })}
          />
        </Field>
      </div>
      <OptionsForm form={form} ofFile={source === "file"} onChange={set} />
      <div className="mt-5 space-y-3">
        <Segmented
          label={text.source}
          options={[
            { value: "file", label: text.sources.file },
            { value: "dataset", label: text.sources.dataset },
          ]}
          value={source}
          onChange={setSource}
        />
        {source === "file" ? <FromFile form={form} /> : <FromDataset form={form} />}
      </div>
    </Card>
  );
}

function WhoAnswers({ model, value, onChange }: { model: Model; value: string; onChange: (by: string) => void }) {
  const versions = useModelVersions(model.name);
  const aliases = Object.entries(model.aliases).map(([alias, version]) => ({
    value: `alias:${alias}`,
    label: text.alias(alias, version),
  }));
  const numbers = (versions.data ?? []).map(({ version }) => ({
    value: `version:${version}`,
    label: text.version(version),
  }));
  return <Select options={[...aliases, ...numbers]} value={value} onChange={onChange} />;
}

function FromFile({ form }: { form: ScoringForm }) {
  const client = useDiscern();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const limits = useQuery(useDiscernQueries().limits());
  const [sent, setSent] = useState<Sent | null>(null);
  const [unknown, setUnknown] = useState(false);
  const controller = useRef<AbortController | null>(null);
  const sending = useMutation({
    mutationFn: (file: File) => {
      controller.current = new AbortController();
      setSent(null);
      return client.scoringJobs.createFromFile(form.model, file, {
        ...fileOptions(form),
        signal: controller.current.signal,
        onProgress: setSent,
      });
    },
    onSuccess: (job) => {
      cache.setQueryData(keys.scoringJob(job.id), job);
      void cache.invalidateQueries({ queryKey: [...keys.scoringJobs, "list"] });
      return navigate({ to: "/scoring/$id", params: { id: job.id } });
    },
  });
  const send = (file: File) => {
    const known = formatOfName(file.name).format !== undefined;
    setUnknown(!known);
    if (known) sending.mutate(file);
  };
  if (sending.isPending) {
    const { name, size } = sending.variables;
    return (
      <UploadProgress
        name={name}
        sentBytes={sent?.sent ?? 0}
        totalBytes={size}
        detail={(sent?.sent ?? 0) >= size ? text.queued : undefined}
        onCancel={() => controller.current?.abort()}
      />
    );
  }
  const stopped = sending.error?.name === "AbortError";
  return (
    <>
      <FileDrop
        label={text.drop}
        hint={text.dropHint(formatBytes(limits.data?.max_upload_bytes))}
        accept={text.accept}
        disabled={form.model === ""}
        onFile={send}
      />
      {unknown && <Notice tone="bad">{text.unknownFormat}</Notice>}
      {sending.error && !stopped && <ProblemNotice error={sending.error} />}
    </>
  );
}

function FromDataset({ form }: { form: ScoringForm }) {
  const datasets = useDatasets();
  const navigate = useNavigate();
  const create = useCreateScoringJob();
  const [id, setId] = useState("");
  const ready = (datasets.data ?? []).filter((dataset: Dataset) => dataset.status === "ready");
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={text.dataset} className="min-w-56 flex-1">
          <Select
            options={ready.map((dataset) => ({ value: dataset.id, label: dataset.name }))}
            value={id}
            placeholder={text.chooseDataset}
            onChange={setId}
          />
        </Field>
        <Button
          variant="primary"
          disabled={id === "" || form.model === ""}
          busy={create.isPending}
          onClick={() =>
            create.mutate(datasetRequest(form, id), {
              onSuccess: (job) => navigate({ to: "/scoring/$id", params: { id: job.id } }),
            })
          }
        >
          {text.start}
        </Button>
      </div>
      {datasets.error && <ProblemNotice error={datasets.error} onRetry={datasets.refetch} />}
      {create.error && <ProblemNotice error={create.error} />}
    </>
  );
}
