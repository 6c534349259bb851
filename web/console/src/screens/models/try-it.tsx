import type { CellValue, InputSchema, Model, ModelVersion } from "@discern/client";
import { useDiscern, useInputSchema, useModelVersion, usePrediction } from "@discern/react";
import { RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { CodeBlock } from "../../components/code-block.js";
import { SkeletonRows } from "../../components/feedback.js";
import { Field, Textarea } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Segmented } from "../../components/tabs.js";
import { isObject, type JsonObject, type JsonSchema } from "../../forms/schema.js";
import { SchemaForm } from "../../forms/schema-form.js";
import { messagesByPointer, messagesUnder } from "../../lib/problem.js";
import { tryText as text } from "../../text/try-it.js";
import { Answer } from "./answer.js";
import { ExplanationCard } from "./explanation.js";
import { imageOf, snippetsOf } from "./snippets.js";

const MANY_COLUMNS = 60; // A form longer than that is slower to read than its JSON.

/** One row, filled in by hand, and what the model answers while it is typed. */
export function TryIt({ model, version }: { model: Model; version: number }) {
  const about = useModelVersion(model.name, version);
  const schema = useInputSchema(model.name, { version });
  const error = about.error ?? schema.error;
  if (error) return <ProblemNotice error={error} onRetry={() => Promise.all([about.refetch(), schema.refetch()])} />;
  if (!about.data || !schema.data) {
    return (
      <Card flush>
        <SkeletonRows rows={8} />
      </Card>
    );
  }
  return <Trial model={model} version={about.data} schema={schema.data} />;
}

function Trial({ model, version, schema }: { model: Model; version: ModelVersion; schema: InputSchema }) {
  const client = useDiscern();
  const json = schema.json_schema as JsonSchema;
  const [row, setRow] = useState<JsonObject | null>(schema.example as JsonObject);
  const handle = useMemo(
    () => client.model(model.name, { version: version.version }),
    [client, model.name, version.version],
  );
  const asked = row as Record<string, CellValue> | null;
  const answer = usePrediction(handle, asked);
  const errors = useMemo(() => messagesUnder(messagesByPointer(answer.error), "/rows/0"), [answer.error]);
  const isDefault = model.aliases.default === version.version;
  const snippets = useMemo(
    () =>
      row &&
      snippetsOf({
        url: client.url,
        model: model.name,
        version: isDefault ? null : version.version,
        row,
        image: imageOf(row),
      }),
    [client.url, model.name, isDefault, version.version, row],
  );
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
      <RowCard schema={json} example={schema.example as JsonObject} row={row} onRow={setRow} errors={errors} />
      <div className="min-w-0 space-y-5 lg:row-span-2">
        <Answer version={version} answer={answer} />
        <ExplanationCard handle={handle} row={asked} version={version} />
      </div>
      {snippets && (
        <div className="min-w-0 lg:mt-1">
          <h2 className="text-base font-medium">{text.code}</h2>
          <p className="mt-0.5 mb-3 text-sm text-ink-muted">
            {text.codeLead} {row && imageOf(row) && text.imageNote}
          </p>
          <CodeBlock label={text.code} snippets={snippets} />
        </div>
      )}
    </div>
  );
}

function RowCard({
  schema,
  example,
  row,
  onRow,
  errors,
}: {
  schema: JsonSchema;
  example: JsonObject;
  row: JsonObject | null;
  onRow: (row: JsonObject | null) => void;
  errors: ReadonlyMap<string, string>;
}) {
  const many = Object.keys(schema.properties ?? {}).length > MANY_COLUMNS;
  const [view, setView] = useState<"form" | "json">(many ? "json" : "form");
  // A new form for a new row: the example is set from outside, and half-typed text must go.
  const [generation, setGeneration] = useState(0);
  return (
    <Card
      title={text.row}
      description={text.rowLead}
      actions={
        <>
          <Button
            size="sm"
            variant="ghost"
            icon={RotateCcw}
            onClick={() => {
              onRow(example);
              setGeneration((number) => number + 1);
            }}
          >
            {text.example}
          </Button>
          <Segmented
            label={text.row}
            options={[
              { value: "form", label: text.asForm },
              { value: "json", label: text.asJson },
            ]}
            value={view}
            onChange={setView}
          />
        </>
      }
    >
      {view === "form" ? (
        <SchemaForm
          key={generation}
          schema={schema}
          value={row ?? {}}
          onChange={onRow}
          errors={errors}
          label={(name) => <bdi>{name}</bdi>}
        />
      ) : (
        <RowAsJson key={generation} row={row} onRow={onRow} />
      )}
    </Card>
  );
}

function RowAsJson({ row, onRow }: { row: JsonObject | null; onRow: (row: JsonObject | null) => void }) {
  const [written, setWritten] = useState(() => JSON.stringify(row ?? {}, null, 2));
  const parsed = useMemo(() => objectOf(written), [written]);
  return (
    <Field label={text.json} error={parsed === null ? text.notJson : null}>
      <Textarea
        mono
        rows={18}
        spellCheck={false}
        value={written}
        onChange={(event) => {
          setWritten(event.target.value);
          onRow(objectOf(event.target.value));
        }}
      />
    </Field>
  );
}

function objectOf(written: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(written);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
