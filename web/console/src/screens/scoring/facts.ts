/** What is read of a scoring job's spec and result, whose shapes the API leaves open. */

import type { Job, JobInList } from "@discern/client";
import { formatBytes } from "../../lib/format.js";
import { scoringText as text } from "../../text/scoring.js";

type Open = Record<string, unknown>;

const object = (value: unknown): Open => (typeof value === "object" && value !== null ? (value as Open) : {});
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const words = (value: unknown): string => (typeof value === "string" ? value : "");

export interface ScoringFacts {
  model: string;
  version: number | null;
  format: string;
  /** The sent file in words; null for a dataset. */
  file: string | null;
  threshold: number | null;
  columns: "all" | string[];
  onInvalid: string;
}

export function factsOf({ spec }: Pick<Job | JobInList, "spec">): ScoringFacts {
  const output = object(spec.output);
  const file = spec.file === null || spec.file === undefined ? null : object(spec.file);
  const ids = Array.isArray(output.id_columns) ? output.id_columns.map(String) : [];
  return {
    model: words(spec.model),
    version: number(spec.version),
    format: words(output.format),
    file: file && text.file(words(file.format).toUpperCase(), formatBytes(number(file.num_bytes))),
    threshold: number(spec.threshold),
    columns: output.columns === "all" ? "all" : ids,
    onInvalid: words(spec.on_invalid),
  };
}

export interface ScoringResult {
  numRows: number | null;
  numScored: number | null;
  numRefused: number | null;
  partial: boolean;
  outputBytes: number | null;
}

/** Null for a job that has no output. */
export function resultOf({ result }: Pick<Job | JobInList, "result">): ScoringResult | null {
  if (!result) return null;
  const { num_rows, num_scored, num_refused, partial, output_bytes } = result as Open;
  return {
    numRows: number(num_rows),
    numScored: number(num_scored),
    numRefused: number(num_refused),
    partial: partial === true,
    outputBytes: number(output_bytes),
  };
}
