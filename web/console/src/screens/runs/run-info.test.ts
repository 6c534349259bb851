import type { DatasetProfile, Job, TrainingMetrics } from "@discern/client";
import { describe, expect, it } from "vitest";
import { baseRatesOf, infoOf } from "./run-info.js";

const plain = { loss: { name: "cross_entropy", class_weights: "none", pos_weight: null, label_smoothing: 0 } };

function aProfile(counts: number[], num_distinct = counts.length): DatasetProfile {
  const top_categories = counts.map((count, at) => ({ value: `c${at}`, count }));
  return { columns: [{ name: "Class", num_distinct, top_categories }] } as unknown as DatasetProfile;
}

describe("base rates", () => {
  it("come from the class shares of the data while the run has none of its own", () => {
    const { accuracy, loss } = baseRatesOf(undefined, plain, aProfile([3, 1]), "Class");
    expect(accuracy).toBe(0.75);
    expect(loss).toBeCloseTo(0.5623, 4); // -0.75 ln 0.75 - 0.25 ln 0.25
  });
  it("are the run's own once it is evaluated", () => {
    const baselines = { majority_class: { accuracy: 0.6 }, base_rate: { entropy: 0.67 } };
    const metrics = { baselines } as unknown as TrainingMetrics;
    expect(baseRatesOf(metrics, plain, aProfile([3, 1]), "Class")).toEqual({ accuracy: 0.6, loss: 0.67 });
  });
  it("of a weighted loss are none, for it cannot be compared", () => {
    const weighted = { loss: { ...plain.loss, class_weights: "balanced" } };
    expect(baseRatesOf(undefined, weighted, aProfile([3, 1]), "Class")).toEqual({ accuracy: 0.75, loss: null });
  });
  it("of more classes than the profile lists are none", () =>
    expect(baseRatesOf(undefined, plain, aProfile([3, 1], 40), "Class")).toEqual({ accuracy: null, loss: null }));
});

describe("what a job says", () => {
  const job = {
    id: "job_1",
    spec: { model_name: "rice", spec: { target: "Class" } },
    resolved_config: null,
  } as unknown;
  it("is read without its result", () =>
    expect(infoOf(job as Job)).toMatchObject({ modelName: "rice", target: "Class", published: null, promote: true }));
  it("names the version that it published", () => {
    const result = { model: "rice", version: 3 };
    expect(infoOf({ ...(job as Job), result }).published).toEqual(result);
  });
});
