/** The form of a scoring job as what the API takes: of a file in the query, of a dataset in the body. */

import type { ScoreFileOptions, ScoringRequest } from "@discern/client";

export interface ScoringForm {
  model: string;
  /** `alias:NAME` or `version:NUMBER`. */
  by: string;
  format: "csv" | "parquet" | "ndjson";
  columns: "ids" | "all";
  /** As typed: names with commas between. */
  idColumns: string;
  logits: boolean;
  topK: number | null;
  decimals: number | null;
  threshold: number | null;
  onInvalid: "skip" | "fail";
  delimiter: string;
  encoding: string;
}

export const FIRST: ScoringForm = {
  model: "",
  by: "alias:default",
  format: "csv",
  columns: "ids",
  idColumns: "",
  logits: false,
  topK: null,
  decimals: null,
  threshold: null,
  onInvalid: "skip",
  delimiter: ",",
  encoding: "auto",
};

function whichOf(by: string): { alias: string } | { version: number } {
  const [kind, name] = [by.slice(0, by.indexOf(":")), by.slice(by.indexOf(":") + 1)];
  return kind === "version" ? { version: Number(name) } : { alias: name };
}

const namesOf = (typed: string): string[] =>
  typed
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** For `scoringJobs.createFromFile`; what is as the API has it by itself is left out. */
export function fileOptions(form: ScoringForm): ScoreFileOptions {
  const names = namesOf(form.idColumns);
  return {
    ...whichOf(form.by),
    format: form.format,
    ...(form.columns === "all" && { columns: "all" as const }),
    ...(form.columns === "ids" && names.length > 0 && { id_columns: names }),
    ...(form.logits && { logits: true }),
    ...(form.topK !== null && { top_k: form.topK }),
    ...(form.decimals !== null && { decimals: form.decimals }),
    ...(form.threshold !== null && { threshold: form.threshold }),
    ...(form.onInvalid === "fail" && { on_invalid: "fail" as const }),
    ...(form.delimiter !== "," && { delimiter: form.delimiter }),
    ...(form.encoding !== "auto" && { encoding: form.encoding }),
  } as ScoreFileOptions;
}

/** For `scoringJobs.create`. */
export function datasetRequest(form: ScoringForm, datasetId: string): ScoringRequest {
  const names = namesOf(form.idColumns);
  return {
    model: form.model,
    dataset_id: datasetId,
    ...whichOf(form.by),
    output: {
      format: form.format,
      ...(form.columns === "all" && { columns: "all" as const }),
      ...(form.columns === "ids" && names.length > 0 && { id_columns: names }),
      ...(form.logits && { logits: true }),
      ...(form.topK !== null && { top_k: form.topK }),
      ...(form.decimals !== null && { decimals: form.decimals }),
    },
    ...(form.threshold !== null && { threshold: form.threshold }),
    ...(form.onInvalid === "fail" && { on_invalid: "fail" as const }),
  } as ScoringRequest;
}
