/** Code that asks for one prediction from a shell, from Python and from TypeScript, and runs as it stands. */

import type { Snippet } from "../../components/code-block.js";
import type { Json, JsonObject } from "../../forms/schema.js";

export interface Asked {
  /** The server's address. */
  url: string;
  model: string;
  /** Null asks whatever version answers by default. */
  version: number | null;
  row: JsonObject;
  /** The image of a row that is one; the code then reads it from a file. */
  image?: { fileName: string; mediaType: string } | undefined;
}

/** The row's only value as a file, where it is an image in base64. */
export function imageOf(row: JsonObject): Asked["image"] {
  const [value, ...rest] = Object.values(row);
  if (rest.length > 0 || typeof value !== "string") return undefined;
  if (value.startsWith("iVBORw0KGgo")) return { fileName: "image.png", mediaType: "image/png" };
  return value.startsWith("/9j/") ? { fileName: "image.jpg", mediaType: "image/jpeg" } : undefined;
}

export function snippetsOf(asked: Asked): Snippet[] {
  return [
    { language: "curl", code: curl(asked) },
    { language: "Python", code: python(asked) },
    { language: "TypeScript", code: typescript(asked) },
  ];
}

function curl({ url, model, version, row, image }: Asked): string {
  const path = `/v1/models/${encodeURIComponent(model)}${version === null ? "" : `/versions/${version}`}/predict`;
  const type = image?.mediaType ?? "application/json";
  const body = image ? `--data-binary @${image.fileName}` : `-d ${shellQuoted(jsonOf({ rows: [row] }))}`;
  return [
    `curl -s ${shellQuoted(url + path)} \\`,
    `  -H "Authorization: Bearer $DISCERN_KEY" \\`,
    `  -H "Content-Type: ${type}" \\`,
    `  ${body}`,
  ].join("\n");
}

function python({ url, model, version, row, image }: Asked): string {
  const rows = image ? jsonOf(image.fileName) : "[row]";
  const which = version === null ? "" : `, version=${version}`;
  return [
    "from discern.client import Discern",
    "",
    ...(image ? [] : [`row = ${pythonOf(row)}`, ""]),
    `with Discern(${jsonOf(url)}) as client:`,
    `    (prediction,) = client.predict(${jsonOf(model)}, ${rows}${which}).predictions`,
    "    print(prediction.label, prediction.probabilities)",
  ].join("\n");
}

function typescript({ url, model, version, row, image }: Asked): string {
  const handle = `client.model(${jsonOf(model)}${version === null ? "" : `, { version: ${version} }`})`;
  const first = image
    ? [
        `const image = new Blob([await readFile(${jsonOf(image.fileName)})], { type: ${jsonOf(image.mediaType)} });`,
        `const [prediction] = (await ${handle}.predictFile(image)).predictions;`,
      ]
    : [`const row = ${typescriptOf(row)};`, `const prediction = await ${handle}.predictOne(row);`];
  return [
    ...(image ? [`import { readFile } from "node:fs/promises";`] : []),
    `import { createDiscern } from "@discern/client";`,
    "",
    `const client = createDiscern({ url: ${jsonOf(url)}, key: process.env.DISCERN_KEY });`,
    ...first,
    "console.log(prediction.label, prediction.probabilities);",
  ].join("\n");
}

// What is not seen, or turns the text around it, is written as an escape: code must read as it runs.
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\uffff]|\p{Cs}/gu;
const escaped = (text: string) =>
  text.replace(UNSEEN, (point) => `\\u${point.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** JSON on one line, of which every character can be seen. */
function jsonOf(value: Json): string {
  return escaped(JSON.stringify(value));
}

/** In single quotes, in which a POSIX shell reads everything as it stands. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A Python literal: JSON but for three words. Objects one entry to the line. */
function pythonOf(value: Json, indent = ""): string {
  return literalOf(value, indent, {
    key: (name) => jsonOf(name),
    word: (one) => (one === null ? "None" : one ? "True" : "False"),
  });
}

/** A TypeScript literal. `__proto__` would set the object's prototype; computed, it is a name like any other. */
function typescriptOf(value: Json, indent = ""): string {
  return literalOf(value, indent, {
    key: (name) => (name === "__proto__" ? `["__proto__"]` : jsonOf(name)),
    word: String,
  });
}

function literalOf(
  value: Json,
  indent: string,
  as: { key: (name: string) => string; word: (value: null | boolean) => string },
): string {
  if (value === null || typeof value === "boolean") return as.word(value);
  if (typeof value !== "object") return jsonOf(value);
  if (Array.isArray(value)) return `[${value.map((one) => literalOf(one, indent, as)).join(", ")}]`;
  const inner = `${indent}    `;
  const entries = Object.entries(value).map(
    ([name, one]) => `${inner}${as.key(name)}: ${literalOf(one, inner, as)},\n`,
  );
  return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indent}}`;
}
