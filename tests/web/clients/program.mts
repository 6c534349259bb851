/** Lists the models, predicts in both forms and reads a union of families, in types that openapi-typescript made. */

import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };

type Schemas = components["schemas"];
type Family = NonNullable<Schemas["TrainSpec"]["model"]>;
type Answer = Schemas["PredictAnswer"] | Schemas["PredictColumnsAnswer"] | Schemas["ExplainAnswer"];

const [, , baseUrl = "", key = "", model = "", dataset = ""] = process.argv;
// Predictions come in other forms too, by Accept; this client reads JSON.
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

function good<T>(answer: { data?: T; error?: Schemas["Problem"] }): T {
  if (answer.data === undefined) throw new Error(answer.error?.detail ?? "no answer");
  return answer.data;
}

/** What one family has and the next has not: each line is an error where the types do not tell them apart. */
function told(family: Family): string {
  if (family === "auto") return "auto";
  switch (family.family) {
    case "mlp":
      // @ts-expect-error  a perceptron has no random features
      family.num_features;
      return `mlp of ${family.hidden}, ${embedding(family.numeric_embedding)}`;
    case "rocket":
      // @ts-expect-error  nor have random features hidden layers
      family.hidden;
      return `rocket of ${family.num_features}`;
    default:
      return family.family;
  }
}

function embedding(one: Schemas["MlpSpec"]["numeric_embedding"]): string {
  return one?.name === "piecewise_linear" ? `${one.num_bins ?? "all"} bins` : (one?.name ?? "none");
}

function labels(answer: Answer): (string | undefined)[] {
  // @ts-expect-error  an answer in columns has no predictions
  void (() => answer.predictions);
  return "predictions" in answer ? answer.predictions.map((row) => row.label) : (answer.columns.label ?? []);
}

const names = good(await client.GET("/v1/models")).data.map((one) => one.name);
const path = { name: model };
const { example } = good(
  await client.GET("/v1/models/{name}/versions/{version}/schema", { params: { path: { ...path, version: 1 } } }),
);
const rows = [example as NonNullable<Schemas["PredictRequest"]["rows"]>[number]];
const by = async (answer: "rows" | "columns") =>
  labels(good(await client.POST("/v1/models/{name}/predict", { params: { path }, body: { rows, answer } })));
// @ts-expect-error  there is no such form, and the server says so as well
const refused = await client.POST("/v1/models/{name}/predict", { params: { path }, body: { rows, answer: "row" } });

const spec: Schemas["TrainSpec"] = {
  target: "Class",
  model: { family: "mlp", hidden: [16], numeric_embedding: { name: "piecewise_linear" } },
};
const valid = good(await client.POST("/v1/training-jobs:validate", { body: { dataset_id: dataset, spec } }));

console.log(
  JSON.stringify({
    names,
    rows: await by("rows"),
    columns: await by("columns"),
    refused: refused.error?.code,
    told: told(valid.resolved_config?.model ?? "auto"),
  }),
);
