import { formatOfName } from "@discern/client";
import { type UploadVariables, useDiscernQueries, useUpload } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "../../components/controls.js";
import { Field, Input, Select } from "../../components/field.js";
import { FileDrop, UploadProgress } from "../../components/file-drop.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { formatBytes } from "../../lib/format.js";
import { datasetsText as text } from "../../text/datasets.js";

type Reading = Omit<UploadVariables, "source">;

/**
 * Takes a file, sends it at once and goes to its dataset; how it is read can be said before. A large file that was cut off,
 * by a reload for instance, goes on when it is chosen again.
 */
export function UploadPanel() {
  const upload = useUpload();
  const navigate = useNavigate();
  const limits = useQuery(useDiscernQueries().limits());
  const [reading, setReading] = useState<Reading>({});
  const [file, setFile] = useState<File | null>(null);
  const [unknown, setUnknown] = useState(false);
  const send = (source: File) => {
    const known = formatOfName(source.name).format !== undefined;
    setUnknown(!known);
    if (!known) return;
    setFile(source);
    upload.mutate(
      { source, wait: false, resume: localStorage, ...reading },
      { onSuccess: (dataset) => navigate({ to: "/datasets/$id", params: { id: dataset.id } }) },
    );
  };
  const cancelled = upload.error?.name === "AbortError";
  if (upload.isPending && file) {
    const { sent = 0, total = file.size, resumedFrom } = upload.progress ?? {};
    return (
      <UploadProgress
        name={file.name}
        sentBytes={sent}
        totalBytes={total ?? file.size}
        detail={sent >= file.size ? text.reading : undefined}
        note={resumedFrom !== undefined && text.resumed(formatBytes(resumedFrom))}
        onCancel={upload.cancel}
      />
    );
  }
  return (
    <div className="space-y-2">
      <FileDrop
        label={text.drop}
        hint={text.dropHint(formatBytes(limits.data?.max_upload_bytes))}
        accept={text.accept}
        onFile={send}
      />
      <ReadingOptions reading={reading} onChange={setReading} />
      {unknown && <Notice tone="bad">{text.unknownFormat}</Notice>}
      {upload.isError && !cancelled && <ProblemNotice error={upload.error} />}
    </div>
  );
}

function ReadingOptions({ reading, onChange }: { reading: Reading; onChange: (reading: Reading) => void }) {
  const series = reading.series;
  const set = (part: Reading) => onChange({ ...reading, ...part });
  return (
    <details className="group">
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm text-sm text-ink-muted hover:text-ink">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        {text.options} <span className="text-ink-faint max-sm:hidden">{text.optionsHint}</span>
      </summary>
      <div className="mt-3 grid gap-x-5 gap-y-4 rounded-lg border bg-surface p-4 sm:grid-cols-3 sm:p-5">
        <Field label={text.delimiter}>
          <Select
            options={Object.entries(text.delimiters).map(([value, label]) => ({ value, label }))}
            value={reading.delimiter ?? ","}
            onChange={(delimiter) => set({ delimiter: delimiter as Reading["delimiter"] })}
          />
        </Field>
        <Field label={text.encoding}>
          <Select
            options={Object.entries(text.encodings).map(([value, label]) => ({ value, label }))}
            value={reading.encoding ?? "auto"}
            onChange={(encoding) => set({ encoding: encoding as Reading["encoding"] })}
          />
        </Field>
        <Field label={text.missing} hint={text.missingHint}>
          <Input
            placeholder="NA, ?"
            onChange={({ target }) =>
              set({
                missing_values:
                  target.value.trim() === "" ? undefined : target.value.split(",").map((one) => one.trim()),
              })
            }
          />
        </Field>
        <Field label={text.series} hint={text.seriesHint} inline className="sm:col-span-3">
          <Checkbox checked={series !== undefined} onChange={(on) => set({ series: on ? { id: "" } : undefined })} />
        </Field>
        {series && (
          <>
            <Field label={text.seriesId}>
              <Input value={series.id} onChange={({ target }) => set({ series: { ...series, id: target.value } })} />
            </Field>
            <Field label={text.seriesTime} aside={text.optional}>
              <Input
                value={series.time ?? ""}
                onChange={({ target }) => set({ series: { ...series, time: target.value || null } })}
              />
            </Field>
            <Field label={text.seriesLabel} aside={text.optional}>
              <Input
                value={series.label ?? ""}
                onChange={({ target }) => set({ series: { ...series, label: target.value || null } })}
              />
            </Field>
          </>
        )}
      </div>
    </details>
  );
}
