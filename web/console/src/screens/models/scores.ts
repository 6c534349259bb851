import type { ModelVersion } from "@discern/client";
import type { Part } from "../../text/models.js";

export type Scores = ModelVersion["metrics"]["validation"];

/** The measures to show of a version: on its test rows where it has some. */
export function scoresOf(version: ModelVersion): Scores & { part: Part } {
  const { test, validation } = version.metrics;
  return test ? { ...test, part: "test" } : { ...validation, part: "validation" };
}
