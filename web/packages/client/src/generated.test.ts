/** What is generated is what `npm run generate` would write now. */

import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { generated, type Sources, sources } from "../../../scripts/generate.mjs";

const FILES = ["schema.ts", "operations.gen.ts", "codes.gen.ts", "classifier.gen.ts", "examples.gen.ts"];

/** Names of generated files that differ from what these sources make. */
async function stale(from: Sources): Promise<string[]> {
  const made = await generated(from);
  expect(Object.keys(made).sort()).toEqual([...FILES].sort());
  const committed = await Promise.all(FILES.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  return FILES.filter((name, index) => made[name] !== committed[index]);
}

describe("the generated files", { timeout: 60_000 }, () => {
  let now: Sources;
  beforeAll(async () => {
    now = await sources();
  });

  it("fit the committed OpenAPI document, errors and bundle module", async () => {
    expect(await stale(now), "run `npm run generate`").toEqual([]);
  });

  it("are found stale when one field, header, code, line or example is another", async () => {
    const document = structuredClone(now.document);
    document.components.schemas.ModelOut.properties.colour = { type: "string" };
    expect(await stale({ ...now, document })).toEqual(["schema.ts"]);

    const unkeyed = structuredClone(now.document);
    unkeyed.paths["/v1/datasets"].post.parameters = [];
    expect(await stale({ ...now, document: unkeyed })).toEqual(["schema.ts", "operations.gen.ts"]);

    const errors = now.errors.replace("| `not_found` |", "| `nowhere` |");
    expect(await stale({ ...now, errors })).toEqual(["codes.gen.ts"]);
    expect(await stale({ ...now, classifier: `${now.classifier}// more` })).toEqual(["classifier.gen.ts"]);

    const told = structuredClone(now.document);
    told.paths["/v1/models/{name}"].get.responses["200"].content["application/json"].example.name = "wheat";
    expect(await stale({ ...now, document: told })).toContain("examples.gen.ts");
  });
});
