import { ChevronRight, RotateCcw } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Badge } from "../components/badge.js";
import { IconButton } from "../components/button.js";
import { Field, Select } from "../components/field.js";
import { Marked } from "../components/marked.js";
import { cx } from "../lib/cx.js";
import { formText } from "../text/forms.js";
import {
  boundsOf,
  type Control,
  controlOf,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  labelOf,
  numberFault,
  pointerOf,
  resolve,
  startOf,
  valueAt,
  variantOf,
  withValue,
  wordOf,
} from "./schema.js";
import { ValueControl } from "./value-control.js";

export interface SchemaFormProps {
  /** Of an object. */
  schema: JsonSchema;
  /** What was decided so far; what is absent has its default. */
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Messages by JSON Pointer into `value`: `messagesByPointer(problem)`, its prefix cut off. */
  errors?: ReadonlyMap<string, string> | undefined;
  /** Paths that stand first, in this order: `["preset"], ["training", "epochs"]`. Without it every field does. */
  simple?: string[][];
  /** Top-level fields that the screen asks for by itself. */
  exclude?: string[];
  /** The label of a top-level field, where its name is not for reading. */
  label?: (name: string) => ReactNode;
  className?: string;
}

/** A form for an object described by a JSON Schema: simple fields first, everything under "Advanced" after them. */
export function SchemaForm({
  schema,
  value,
  onChange,
  errors,
  simple,
  exclude = [],
  label,
  className,
}: SchemaFormProps) {
  const root = schema;
  const fields = useMemo(
    () => Object.entries(schema.properties ?? {}).filter(([name]) => !exclude.includes(name)),
    [schema, exclude],
  );
  const first = simple ?? fields.map(([name]) => [name]);
  const context: Context = { root, value, onChange, errors: errors ?? new Map(), label };
  const rest = simple ? fields.filter(([name]) => !simple.some((path) => path.length === 1 && path[0] === name)) : [];
  return (
    <div className={cx("space-y-5", className)}>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {first.map((path) => {
          const found = schemaAt(schema, path, root);
          return found && <SchemaField key={path.join("/")} path={path} schema={found} context={context} />;
        })}
      </div>
      {rest.length > 0 && (
        <details
          className="group rounded-lg border"
          open={rest.some(([name]) => hasError(context.errors, [name])) || undefined}
        >
          <summary className="flex list-none items-center gap-2 rounded-lg px-4 py-3 text-sm font-medium">
            <ChevronRight className="size-4 text-ink-faint transition-transform group-open:rotate-90" aria-hidden />
            {formText.advanced}
            <span className="font-normal text-ink-faint max-sm:hidden">{formText.advancedHint}</span>
          </summary>
          <div className="divide-y border-t">
            {rest.map(([name, field]) => (
              <Group key={name} name={name} schema={field} context={context} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

interface Context {
  root: JsonSchema;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  errors: ReadonlyMap<string, string>;
  label?: ((name: string) => ReactNode) | undefined;
}

function schemaAt(schema: JsonSchema, path: string[], root: JsonSchema): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const name of path) at = at && resolve(at, root).properties?.[name];
  return at;
}

function hasError(errors: ReadonlyMap<string, string>, path: string[]): boolean {
  const pointer = pointerOf(path);
  return [...errors.keys()].some((key) => key === pointer || key.startsWith(`${pointer}/`));
}

/** One top-level part under "Advanced", closed until it is looked for or says something. */
function Group({ name, schema, context }: { name: string; schema: JsonSchema; context: Context }) {
  const set = context.value[name];
  const changed = isObject(set) ? Object.keys(set).length : set === undefined ? 0 : 1;
  return (
    <details className="group/part" open={hasError(context.errors, [name]) || undefined}>
      <summary className="flex list-none items-center gap-2 px-4 py-2.5 text-sm focus-visible:-outline-offset-2">
        <ChevronRight className="size-3.5 text-ink-faint transition-transform group-open/part:rotate-90" aria-hidden />
        {labelOf(name)}
        {changed > 0 && <Badge tone="accent">{formText.changed(changed)}</Badge>}
      </summary>
      <div className="grid gap-x-5 gap-y-4 px-4 pt-1 pb-5 sm:grid-cols-2">
        <Parts path={[name]} schema={schema} context={context} />
      </div>
    </details>
  );
}

/** The fields of an object side by side; anything else as one field. */
function Parts({ path, schema, context }: { path: string[]; schema: JsonSchema; context: Context }) {
  const control = controlOf(schema, context.root);
  if (control.kind !== "object") return <SchemaField path={path} schema={schema} context={context} />;
  return control.fields.map(([name, field]) => (
    <SchemaField key={name} path={[...path, name]} schema={field} context={context} />
  ));
}

function SchemaField({ path, schema: given, context }: { path: string[]; schema: JsonSchema; context: Context }) {
  const { root, value: whole, errors } = context;
  const schema = resolve(given, root);
  const control = controlOf(given, root);
  const name = path.at(-1) ?? "";
  const own = valueAt(whole, path);
  const fallback = schema.default;
  const shown = own === undefined ? fallback : own;
  const set = (next: Json | undefined) => context.onChange(withValue(whole, path, next));
  const label = (path.length === 1 && context.label?.(name)) || labelOf(name);
  const fault =
    errors.get(pointerOf(path)) ??
    (control.kind === "number" && typeof own === "number" ? numberFault(own, control) : null);
  const reset = own !== undefined && fallback !== undefined && (
    <IconButton
      icon={RotateCcw}
      label={formText.reset(name)}
      size="sm"
      className="-my-1.5 size-6 [&_svg]:size-3.5"
      onClick={() => set(undefined)}
    />
  );
  const bounds = control.kind === "number" ? boundsOf(control.schema) : "";
  const aside = (
    <span className="inline-flex items-center gap-1">
      {bounds}
      {reset}
    </span>
  );

  if (control.kind === "const") return null;
  if (control.kind === "object") {
    return (
      <fieldset className="grid gap-x-5 gap-y-4 rounded-md border px-4 pb-4 sm:col-span-2 sm:grid-cols-2">
        <legend className="-ml-1.5 px-1.5 text-sm font-medium">{label}</legend>
        <Parts path={path} schema={given} context={context} />
      </fieldset>
    );
  }
  if (control.kind === "variants") {
    return (
      <VariantField
        path={path}
        label={label}
        hint={schema.description && <Marked text={schema.description} />}
        error={fault}
        aside={aside}
        control={control}
        value={shown}
        set={set}
        context={context}
      />
    );
  }
  const wide = control.kind === "json" || control.kind === "sequence" || control.kind === "image";
  return (
    <Field
      label={label}
      hint={schema.description && <Marked text={schema.description} />}
      error={fault}
      aside={aside}
      inline={control.kind === "boolean" && !control.nullable}
      className={cx(wide && "sm:col-span-2")}
    >
      <ValueControl control={control} value={shown} onChange={set} />
    </Field>
  );
}

/** A value of several forms: which form, and below it the value. */
function VariantField({
  path,
  label,
  hint,
  error,
  aside,
  control,
  value,
  set,
  context,
}: {
  path: string[];
  label: ReactNode;
  hint: ReactNode;
  error: string | null;
  aside: ReactNode;
  control: Control & { kind: "variants" };
  value: Json | undefined;
  set: (value: Json | undefined) => void;
  context: Context;
}) {
  const chosen = variantOf(control, value);
  const inner = chosen?.control;
  const fields =
    inner?.kind === "object"
      ? inner.fields.filter(([, field]) => resolve(field, context.root).const === undefined)
      : [];
  const scalar = inner && inner.kind !== "object" && inner.kind !== "const" && inner.kind !== "variants" ? inner : null;
  const fault = error ?? (scalar?.kind === "number" && typeof value === "number" ? numberFault(value, scalar) : null);
  const bounds = scalar?.kind === "number" ? boundsOf(scalar.schema) : "";
  return (
    <div className={cx("min-w-0", fields.length > 0 && "sm:col-span-2")}>
      <Field label={label} hint={hint} error={fault} aside={aside}>
        <div className="flex gap-2">
          <Select
            className={cx(scalar && scalar.kind !== "json" && "w-2/5 shrink-0")}
            options={control.variants.map((variant) => ({ value: variant.key, label: wordOf(variant.label) }))}
            value={chosen?.key ?? ""}
            onChange={(key) => {
              const next = control.variants.find((variant) => variant.key === key);
              if (next) set(startOf(next.control, context.root));
            }}
          />
          {scalar && scalar.kind !== "json" && (
            <div className="min-w-0 flex-1">
              <PlainName text={String(path.at(-1))}>
                <ValueControl control={scalar} value={value} onChange={set} placeholder={bounds} />
              </PlainName>
            </div>
          )}
        </div>
        {scalar?.kind === "json" && (
          <PlainName text={String(path.at(-1))}>
            <ValueControl control={scalar} value={value} onChange={set} />
          </PlainName>
        )}
      </Field>
      {fields.length > 0 && (
        <div className="mt-3 grid gap-x-5 gap-y-4 border-l-2 pl-4 sm:grid-cols-2">
          {fields.map(([name, field]) => (
            <SchemaField key={name} path={[...path, name]} schema={field} context={context} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Names a second control of one field, whose label belongs to the first. */
function PlainName({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Field label={<span className="sr-only">{labelOf(text)}</span>} className="gap-0">
      {children}
    </Field>
  );
}
