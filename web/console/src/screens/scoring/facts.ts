/** What is read of a scoring job's spec and result, whose shapes the API leaves open. */

import type { Job, JobInList } from "@discern/client";
import { formatBytes } from "../../lib/format.js";
import { scoringText as text } from "../../text/scoring.js";

import type { Settings } from "../models/decision.js";

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
  /** How labels are decided: the settings of the moment in which the job was made, and their revision. */
  decision: Settings;
  revision: number;
  columns: "all" | string[];
  onInvalid: string;
}

function decisionOf(value: unknown): Settings {
  if (value === null || value === undefined) return null;
  const { threshold = null, per_class = null, cost_matrix = null } = object(value) as NonNullable<Settings>;
  return { threshold, per_class, cost_matrix };
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
    decision: decisionOf(spec.decision),
    revision: number(spec.decision_revision) ?? 0,
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
