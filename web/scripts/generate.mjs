/**
 * Writes what the client takes from the API's own descriptions: of `openapi.json` `schema.ts`, the types, and
 * `operations.gen.ts`, the facts that are needed at run time; of `docs/reference/errors.md`, which is itself made of the
 * source, `codes.gen.ts`; of the module in every exported bundle `classifier.gen.ts`. `examples.gen.ts`, of the document's
 * examples, is for mocks. A test fails when one of them is stale; none is ever edited.
 */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const DOCUMENT = new URL("../../openapi.json", import.meta.url);
const ERRORS = new URL("../../docs/reference/errors.md", import.meta.url);
const CLASSIFIER = new URL("../../classifier/inference/bundle/classifier.mjs", import.meta.url);
const CLIENT = new URL("../packages/client/src/", import.meta.url);
const HEAD = "/** Made by `npm run generate`; never edited. */\n\n";

/** The OpenAPI document, the page of errors and the bundles' module, as they are committed. */
export async function sources() {
  const [document, errors, classifier] = await Promise.all(
    [DOCUMENT, ERRORS, CLASSIFIER].map((place) => readFile(place, "utf8")),
  );
  return { document: JSON.parse(document), errors, classifier };
}

/** `{file name: text}` of everything that is made of them. */
export async function generated({ document, errors, classifier }) {
  // A field with a default may be left out of a request; answers list theirs as required, so nothing is lost there.
  // Of a copy, for it is changed on the way.
  const ast = await openapiTS(structuredClone(document), { defaultNonNullable: false });
  return {
    "schema.ts": HEAD + astToString(ast),
    "operations.gen.ts": HEAD + operations(document),
    "codes.gen.ts": HEAD + codes(errors),
    "examples.gen.ts": HEAD + examples(document),
    // Plain JavaScript, which `browser.ts` gives its types.
    "classifier.gen.ts": `${HEAD}// @ts-nocheck\n${classifier}`,
  };
}

function examples(document) {
  const found = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        const body = content["application/json"]?.example;
        if (!status.startsWith("2") || (body === undefined && status !== "204")) continue;
        found.push({ name: operation.operationId, method, path, status: Number(status), body: body ?? null });
        break;
      }
    }
  }
  const type = "{ name: string; method: string; path: string; status: number; body: unknown }[]";
  const lines = found.map((one) => `  ${JSON.stringify(one)},\n`).join("");
  return `/** An example of every operation's good answer. */\nexport const EXAMPLES: ${type} = [\n${lines}];\n`;
}

function codes(page) {
  const section = (title) => page.split(`## ${title}\n`)[1].split("\n## ")[0];
  const problems = [...section("Problems").matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]);
  const findings = [...section("Findings").matchAll(/^- `([a-z_.0-9]+)`$/gm)].map((match) => match[1]);
  const union = (found) => [...new Set(found)].map((code) => `\n  | ${JSON.stringify(code)}`).join("");
  return [
    `/** Codes of problems, as docs/reference/errors.md tells them. */\nexport type ProblemCode =${union(problems)};\n`,
    `/** Codes of findings. */\nexport type FindingCode =${union(findings)};\n`,
  ].join("\n");
}

function operations(document) {
  const keyed = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const names = (operation.parameters ?? []).map((parameter) => parameter.name.toLowerCase());
      if (names.includes("idempotency-key")) keyed.push(`${method.toUpperCase()} ${path}`);
    }
  }
  const lines = keyed.map((one) => `  ${JSON.stringify(one)},\n`).join("");
  return `/** Requests that take an \`Idempotency-Key\`. */\nexport const KEYED: ReadonlySet<string> = new Set([\n${lines}]);\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await generated(await sources())))
    await writeFile(new URL(name, CLIENT), text);
}
