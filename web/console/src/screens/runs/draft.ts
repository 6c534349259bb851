/** What the form of a new run holds, and the request that comes of it. */

import type { Job, TrainingRequest } from "@discern/client";
import { decided } from "../../forms/decided.js";
import type { JsonObject, JsonSchema } from "../../forms/schema.js";
import { infoOf } from "./run-info.js";

/** What a person has decided so far; what is empty is left to the server. */
export interface Draft {
  datasetId: string;
  /** Null while it was not chosen: then it is the one that the data suggests. */
  target: string | null;
  preset: string;
  /** Of the TrainSpec, without target and preset. */
  spec: JsonObject;
  modelName: string;
  promote: boolean;
  priority: number | null;
  maxSeconds: number | null;
}

export const emptyDraft: Draft = {
  datasetId: "",
  target: null,
  preset: "auto",
  spec: {},
  modelName: "",
  promote: true,
  priority: null,
  maxSeconds: null,
};

export const DEFAULT_PRIORITY = 5;
/** The request of a draft, as short as what was decided; null while it lacks a dataset or a target. */
export function requestOf(draft: Draft, target: string): TrainingRequest | null {
  if (draft.datasetId === "" || target === "") return null;
  const spec = { target, ...(draft.preset !== "auto" && { preset: draft.preset }), ...draft.spec };
  return {
    dataset_id: draft.datasetId,
    spec: spec as unknown as TrainingRequest["spec"],
    ...(draft.modelName.trim() !== "" && { model_name: draft.modelName.trim() }),
    ...(!draft.promote && { promote: false }),
    ...(draft.priority !== null && draft.priority !== DEFAULT_PRIORITY && { priority: draft.priority }),
    ...(draft.maxSeconds !== null && { max_seconds: draft.maxSeconds }),
  } as TrainingRequest;
}

/** What a run was asked for, as what a person would have typed for it. */
export function draftOf(job: Job, schema: JsonSchema): Draft {
  const info = infoOf(job);
  const { target, preset, ...spec }: JsonObject = decided(info.asked, schema);
  return {
    ...emptyDraft,
    target: typeof target === "string" ? target : null,
    preset: typeof preset === "string" ? preset : "auto",
    spec,
    modelName: info.modelName,
    promote: info.promote,
    priority: job.priority,
  };
}
