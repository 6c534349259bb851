/** Reading a JSON Schema as a form: which control a value needs, and what is said about it. */

import { formText } from "../text/forms.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The parts of JSON Schema 2020-12 that Discern's schemas use. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  title?: string;
  description?: string;
  const?: Json;
  enum?: Json[];
  default?: Json;
  examples?: Json[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  discriminator?: { propertyName: string };
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  contentEncoding?: string;
  contentMediaType?: string;
}

/** One of the forms that a value may take: `auto`, a number, one of the families of models. */
export interface Variant {
  key: string;
  label: string;
  control: Control;
}

/** How a value is asked for. */
export type Control =
  | { kind: "const"; value: Json }
  | { kind: "choice"; options: Json[] }
  | { kind: "boolean"; nullable: boolean }
  | { kind: "number"; integer: boolean; nullable: boolean; schema: JsonSchema }
  | { kind: "text"; nullable: boolean; schema: JsonSchema }
  | { kind: "image" }
  | { kind: "sequence"; channels: number }
  | { kind: "object"; schema: JsonSchema; fields: [name: string, schema: JsonSchema][] }
  | { kind: "json"; schema: JsonSchema; array: boolean }
  | { kind: "variants"; variants: Variant[]; discriminator: string | null };

/** The schema that `$ref` names, with what stands beside the `$ref` over it. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
  if (!target) throw new Error(`the schema has no ${schema.$ref}`);
  const { $ref: _, ...own } = schema;
  return { ...resolve(target, root), ...own };
}

/** The control for a schema. Anything that has no form of its own is edited as JSON. */
export function controlOf(given: JsonSchema, root: JsonSchema): Control {
  const schema = resolve(given, root);
  if (schema.const !== undefined) return { kind: "const", value: schema.const };
  if (schema.enum) return { kind: "choice", options: schema.enum };
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return variantsOf(alternatives, schema.discriminator?.propertyName ?? null, root);
  if (Array.isArray(schema.type)) {
    const { type, ...rest } = schema;
    return variantsOf(
      type.map((one) => ({ ...rest, type: one })),
      null,
      root,
    );
  }
  switch (schema.type) {
    case "null":
      return { kind: "const", value: null };
    case "boolean":
      return { kind: "boolean", nullable: false };
    case "integer":
    case "number":
      return { kind: "number", integer: schema.type === "integer", nullable: false, schema };
    case "string":
      return schema.contentEncoding === "base64" || schema.contentMediaType?.startsWith("image/")
        ? { kind: "image" }
        : { kind: "text", nullable: false, schema };
    case "object":
      return schema.properties
        ? { kind: "object", schema, fields: Object.entries(schema.properties) }
        : { kind: "json", schema, array: false };
    default: {
      const channels = channelsOf(schema);
      return channels === null
        ? { kind: "json", schema, array: schema.type === "array" }
        : { kind: "sequence", channels };
    }
  }
}

/** Values of one step where a schema is that of a model's sequence, else null. */
function channelsOf(schema: JsonSchema): number | null {
  if (schema.type !== "array" || !schema.items) return null;
  const step = schema.items.anyOf?.find((one) => one.type === "array") ?? schema.items;
  const value = step.items;
  const nullableNumber = Array.isArray(value?.type) && value.type.includes("number") && value.type.includes("null");
  return nullableNumber && step.minItems !== undefined && step.minItems === step.maxItems ? step.minItems : null;
}

/** Alternatives of alternatives are one list; several fixed words among them are one choice. */
function variantsOf(schemas: JsonSchema[], discriminator: string | null, root: JsonSchema): Control {
  const words: Json[] = [];
  const others: Variant[] = [];
  let tag = discriminator;
  const take = (schema: JsonSchema): void => {
    const control = controlOf(schema, root);
    if (control.kind === "const") words.push(control.value);
    else if (control.kind === "choice") words.push(...control.options);
    else if (control.kind === "variants") {
      tag ??= control.discriminator;
      for (const variant of control.variants) {
        if (variant.control.kind === "const") words.push(variant.control.value);
        else others.push(variant);
      }
    } else {
      const name = control.kind === "object" && tag ? tagOf(control.schema, tag) : null;
      others.push({ key: `${control.kind}:${name ?? others.length}`, label: name ?? labelOfKind(control), control });
    }
  };
  for (const schema of schemas) take(schema);
  if (others.some((one) => one.control.kind === "image")) return { kind: "image" };
  const only = others[0]?.control;
  if (others.length === 1 && words.length === 1 && words[0] === null && only) {
    if (only.kind === "number" || only.kind === "text" || only.kind === "boolean") return { ...only, nullable: true };
  }
  if (others.length === 0) return { kind: "choice", options: words };
  const fixed = words.map(
    (value): Variant => ({
      key: `const:${JSON.stringify(value)}`,
      label: wordOf(value),
      control: { kind: "const", value },
    }),
  );
  return { kind: "variants", variants: [...fixed, ...others], discriminator: tag };
}

function tagOf(schema: JsonSchema, discriminator: string): string | null {
  const tag = schema.properties?.[discriminator];
  const value = tag?.const ?? tag?.default;
  return typeof value === "string" ? value : null;
}

function labelOfKind(control: Control): string {
  switch (control.kind) {
    case "number":
      return control.integer ? formText.wholeNumber : formText.number;
    case "boolean":
      return formText.yesNo;
    case "json":
      return control.array ? formText.list : formText.object;
    case "object":
      return control.schema.title ? wordOf(control.schema.title) : formText.custom;
    default:
      return control.kind;
  }
}

/** A fixed value as a person reads it: `least_cost` is "least cost", null "none". */
export function wordOf(value: Json): string {
  if (value === null) return formText.none;
  if (typeof value === "string") return value.replaceAll("_", " ");
  return JSON.stringify(value);
}

/** The label of a field: its name, for the name is what API users write too. `weight_decay` is "Weight decay". */
export function labelOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The variant that a value is of; the first one for a value of none. */
export function variantOf(control: Control & { kind: "variants" }, value: Json | undefined): Variant | undefined {
  const fits = control.variants.find((variant) => fitsControl(variant.control, value, control.discriminator));
  return fits ?? control.variants[0];
}

function fitsControl(control: Control, value: Json | undefined, discriminator: string | null): boolean {
  switch (control.kind) {
    case "const":
      return control.value === value;
    case "choice":
      return value !== undefined && control.options.includes(value);
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "text":
    case "image":
      return typeof value === "string";
    case "object": {
      if (!isObject(value)) return false;
      if (!discriminator) return true;
      return value[discriminator] === tagOf(control.schema, discriminator);
    }
    case "sequence":
      return Array.isArray(value);
    case "json":
      return control.array ? Array.isArray(value) : isObject(value);
    case "variants":
      return control.variants.some((variant) => fitsControl(variant.control, value, control.discriminator));
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value to begin with when a person chooses a control. */
export function startOf(control: Control, root: JsonSchema): Json {
  switch (control.kind) {
    case "const":
      return control.value;
    case "choice":
      return control.options[0] ?? null;
    case "boolean":
      return false;
    case "number": {
      const { default: given, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = control.schema;
      if (typeof given === "number") return given;
      if (minimum !== undefined) return minimum;
      if (exclusiveMinimum !== undefined) {
        if (control.integer) return exclusiveMinimum + 1;
        const top = maximum ?? exclusiveMaximum;
        return top === undefined ? exclusiveMinimum + 1 : (exclusiveMinimum + top) / 2;
      }
      return Math.min(0, maximum ?? 0);
    }
    case "text":
    case "image":
      return "";
    case "sequence":
      return [];
    case "json":
      return control.array ? [] : {};
    case "object":
      return Object.fromEntries(
        control.fields.flatMap(([name, field]) => {
          const tag = resolve(field, root).const;
          const needed = control.schema.required?.includes(name);
          if (tag !== undefined) return [[name, tag]];
          return needed ? [[name, startOf(controlOf(field, root), root)]] : [];
        }),
      );
    case "variants":
      return control.variants[0] ? startOf(control.variants[0].control, root) : null;
  }
}

/** What is wrong with a number by its bounds, or null. */
export function numberFault(value: number | null, control: Control & { kind: "number" }): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = control.schema;
  if (value === null) return control.nullable ? null : formText.notANumber;
  if (control.integer && !Number.isInteger(value)) return formText.notWhole;
  if (minimum !== undefined && value < minimum) return formText.atLeast(minimum);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return formText.moreThan(exclusiveMinimum);
  if (maximum !== undefined && value > maximum) return formText.atMost(maximum);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return formText.lessThan(exclusiveMaximum);
  return null;
}

/** `0 to 1`, `more than 0`, or "" without bounds: shown beside a number's label. */
export function boundsOf(schema: JsonSchema): string {
  const low = schema.minimum ?? schema.exclusiveMinimum;
  const high = schema.maximum ?? schema.exclusiveMaximum;
  const big = (value: number | undefined) => value !== undefined && Math.abs(value) >= 2 ** 31 - 1;
  if (low !== undefined && high !== undefined && !big(high)) return formText.between(low, high);
  if (low !== undefined && !big(low))
    return schema.minimum === undefined ? formText.boundMore(low) : formText.boundFrom(low);
  if (high !== undefined && !big(high))
    return schema.maximum === undefined ? formText.boundLess(high) : formText.boundTo(high);
  return "";
}

/** `value` with what stands at `path` replaced, or taken away by `undefined`; objects on the way are made. */
export function withValue(value: JsonObject, path: string[], next: Json | undefined): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (rest.length > 0) {
    const inner = value[name];
    const child = withValue(isObject(inner) ? inner : {}, rest, next);
    // An object that says nothing any more is taken away too: the config stays as short as what was decided.
    if (next === undefined && Object.keys(child).length === 0) return without(value, name);
    return { ...value, [name]: child };
  }
  return next === undefined ? without(value, name) : { ...value, [name]: next };
}

function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = value;
  return rest;
}

/** What stands at `path`, or undefined. */
export function valueAt(value: Json | undefined, path: string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const name of path) {
    if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** A JSON Pointer (RFC 6901) to `path`. */
export function pointerOf(path: string[]): string {
  return path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * Numbers as they are pasted from a sheet or a file: separated by commas, spaces or lines, of several channels one step
 * per line. `null`, `nan` and an empty place between two commas are missing values. Null for text that is none of this.
 */
export function parseSequence(text: string, channels: number): Json[] | null {
  const steps: Json[] = [];
  for (const line of text.split(/[\n;]/)) {
    if (line.trim() === "") continue;
    const values = line
      .trim()
      .split(line.includes(",") ? /\s*,\s*/ : /\s+/)
      .map(sequenceValue);
    if (values.includes(undefined)) return null;
    if (channels > 1) {
      if (values.length !== channels) return null;
      steps.push(values as Json[]);
    } else steps.push(...(values as Json[]));
  }
  return steps;
}

function sequenceValue(text: string): number | null | undefined {
  if (/^(|null|nan|na)$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A sequence as text that `parseSequence` reads. */
export function sequenceText(steps: Json[]): string {
  const one = (value: Json | undefined) => (value === null || value === undefined ? "null" : String(value));
  return steps.some(Array.isArray)
    ? steps.map((step) => (Array.isArray(step) ? step.map(one).join(", ") : one(step))).join("\n")
    : steps.map(one).join(", ");
}
