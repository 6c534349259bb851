/** A training request as programs: what is shown is what was checked, and runs as it stands. */

import type { TrainingRequest } from "@discern/client";
import type { Snippet } from "../../components/code-block.js";
import { isObject, type Json } from "../../forms/schema.js";

/** The request in four languages. `keyed` says whether the server asks for a key; programs take it from DISCERN_KEY. */
export function snippetsOf(request: TrainingRequest, url: string, keyed: boolean): Snippet[] {
  return [
    { language: "JSON", code: JSON.stringify(request, null, 2) },
    { language: "curl", code: curlOf(request, url, keyed) },
    { language: "Python", code: pythonOf(request, url) },
    { language: "TypeScript", code: typescriptOf(request, url, keyed) },
  ];
}

function curlOf(request: TrainingRequest, url: string, keyed: boolean): string {
  return [
    `curl ${url}/v1/training-jobs`,
    ...(keyed ? ['  -H "Authorization: Bearer $DISCERN_KEY"'] : []),
    "  -H 'Content-Type: application/json'",
    `  -d ${shellQuoted(JSON.stringify(request, null, 2))}`,
  ].join(" \\\n");
}

/** Text in single quotes, in which a shell changes nothing. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function pythonOf({ dataset_id, spec, ...options }: TrainingRequest, url: string): string {
  const given = Object.entries(options).map(([name, value]) => `        ${name}=${pythonLiteral(value as Json)},`);
  return [
    "from discern.client import Discern",
    "",
    `with Discern(${pythonLiteral(url)}) as client:  # the key comes from DISCERN_KEY`,
    "    job = client.jobs.create_training(",
    `        ${pythonLiteral(dataset_id)},`,
    `        ${pythonLiteral(spec as unknown as Json, 8)},`,
    ...given,
    "    )",
    "    job = client.jobs.result(job)",
    "    print(job.model, job.version)",
  ].join("\n");
}

/** A JSON value as Python writes it. */
export function pythonLiteral(value: Json, indent = 0): string {
  const inner = " ".repeat(indent + 4);
  const outer = " ".repeat(indent);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map((item) => pythonLiteral(item, indent)).join(", ")}]`;
  if (isObject(value)) {
    const items = Object.entries(value).map(
      ([name, item]) => `${inner}${JSON.stringify(name)}: ${pythonLiteral(item, indent + 4)},\n`,
    );
    return items.length === 0 ? "{}" : `{\n${items.join("")}${outer}}`;
  }
  return JSON.stringify(value); // JSON's numbers and strings are Python's as well
}

function typescriptOf(request: TrainingRequest, url: string, keyed: boolean): string {
  const options = keyed
    ? `{ url: ${JSON.stringify(url)}, key: process.env.DISCERN_KEY }`
    : `{ url: ${JSON.stringify(url)} }`;
  return [
    'import { createDiscern } from "@discern/client";',
    "",
    `const discern = createDiscern(${options});`,
    `const job = await discern.trainingJobs.create(${JSON.stringify(request, null, 2)});`,
    "const { result } = await discern.trainingJobs.result(job.id);",
    "console.log(result?.model, result?.version);",
  ].join("\n");
}
