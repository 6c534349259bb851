import { ChevronRight } from "lucide-react";
import { Checkbox, NumberInput } from "../../components/controls.js";
import { Field, Input, type Option, Select } from "../../components/field.js";
import { scoringText as text } from "../../text/scoring.js";
import type { ScoringForm } from "./options.js";

const optionsOf = (choices: Record<string, string>): Option[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

/** Everything that need not be said. */
export function OptionsForm({
  form,
  ofFile,
  onChange,
}: {
  form: ScoringForm;
  /** Offers how a file is read; a dataset has been read. */
  ofFile: boolean;
  onChange: (part: Partial<ScoringForm>) => void;
}) {
  return (
    <details className="group mt-4">
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm text-sm text-ink-muted hover:text-ink">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        {text.options} <span className="text-ink-faint max-sm:hidden">{text.optionsHint}</span>
      </summary>
      <div className="mt-3 grid gap-x-5 gap-y-4 rounded-lg border p-4 sm:grid-cols-3">
        <Field label={text.columns}>
          <Select
            options={optionsOf(text.columnChoices)}
            value={form.columns}
            onChange={(columns) => onChange({ columns: columns as ScoringForm["columns"] })}
          />
        </Field>
        <Field label={text.idColumns} hint={text.idColumnsHint} className="sm:col-span-2">
          <Input
            value={form.idColumns}
            disabled={form.columns === "all"}
            onChange={(event) => onChange({ idColumns: event.target.value })}
          />
        </Field>
        <Field label={text.topK} hint={text.topKHint}>
          <NumberInput value={form.topK} onChange={(topK) => onChange({ topK })} />
        </Field>
        <Field label={text.decimals} hint={text.decimalsHint}>
          <NumberInput value={form.decimals} onChange={(decimals) => onChange({ decimals })} />
        </Field>
        <Field label={text.threshold} hint={text.thresholdHint}>
          <NumberInput value={form.threshold} onChange={(threshold) => onChange({ threshold })} />
        </Field>
        <Field label={text.onInvalid}>
          <Select
            options={optionsOf(text.onInvalidChoices)}
            value={form.onInvalid}
            onChange={(onInvalid) => onChange({ onInvalid: onInvalid as ScoringForm["onInvalid"] })}
          />
        </Field>
        {ofFile && (
          <>
            <Field label={text.delimiter}>
              <Select
                options={optionsOf(text.delimiters)}
                value={form.delimiter}
                onChange={(delimiter) => onChange({ delimiter })}
              />
            </Field>
            <Field label={text.encoding}>
              <Select
                options={optionsOf(text.encodings)}
                value={form.encoding}
                onChange={(encoding) => onChange({ encoding })}
              />
            </Field>
          </>
        )}
        <Field label={text.logits} inline>
          <Checkbox checked={form.logits} onChange={(logits) => onChange({ logits })} />
        </Field>
      </div>
    </details>
  );
}
