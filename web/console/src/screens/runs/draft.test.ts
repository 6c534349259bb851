import type { Job } from "@discern/client";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../forms/schema.js";
import { draftOf, emptyDraft, requestOf } from "./draft.js";

const draft = { ...emptyDraft, datasetId: "ds_1" };

describe("the request of a draft", () => {
  it("says no more than what was decided", () =>
    expect(requestOf(draft, "Class")).toEqual({ dataset_id: "ds_1", spec: { target: "Class" } }));
  it("is none without a dataset or a target", () =>
    expect([requestOf(emptyDraft, "Class"), requestOf(draft, "")]).toEqual([null, null]));
  it("leaves out what is the default anyway", () =>
    expect(requestOf({ ...draft, preset: "auto", priority: 5, modelName: "  " }, "Class")).not.toHaveProperty(
      "priority",
    ));
  it("carries every option that differs", () =>
    expect(
      requestOf(
        {
          ...draft,
          preset: "fast",
          spec: { training: { epochs: 3 } },
          modelName: " a ",
          promote: false,
          maxSeconds: 60,
        },
        "Class",
      ),
    ).toEqual({
      dataset_id: "ds_1",
      spec: { target: "Class", preset: "fast", training: { epochs: 3 } },
      model_name: "a",
      promote: false,
      max_seconds: 60,
    }));
});

describe("the draft of a run", () => {
  const schema: JsonSchema = {
    properties: {
      target: { type: "string" },
      preset: { default: "auto" },
      training: { default: { epochs: "auto" }, properties: { epochs: { default: "auto" } } },
    },
  };
  const job = {
    id: "job_1",
    priority: 5,
    spec: { model_name: "rice", promote: true, spec: { target: "Class", preset: "fast", training: { epochs: 3 } } },
  } as unknown as Job;

  it("asks for the same again", () =>
    expect(requestOf({ ...draftOf(job, schema), datasetId: "ds_1" }, "Class")).toEqual({
      dataset_id: "ds_1",
      spec: { target: "Class", preset: "fast", training: { epochs: 3 } },
      model_name: "rice",
    }));
});
