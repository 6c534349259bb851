/** What a training job says about itself, under types: its `spec` and `result` are documents of any shape in the API. */

import type { DatasetProfile, Job, JobInList, TrainingMetrics, TrainSpec } from "@discern/client";
import { isObject, type JsonObject } from "../../forms/schema.js";

/** What the list, the run and the comparison show of a job. */
export interface RunInfo {
  modelName: string;
  target: string;
  /** As it was asked for, defaults included. */
  asked: JsonObject;
  /** Every `auto` decided; null before that. */
  resolved: JsonObject | null;
  family: string | null;
  preset: string | null;
  /** The finding whose fix made this run of its parent. */
  appliedFinding: { code: string; title: string } | null;
  /** The published version of a succeeded run. */
  published: { model: string; version: number } | null;
  promote: boolean;
  device: string | null;
  numParameters: number | null;
  seconds: number | null;
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

export function infoOf(job: Job | JobInList): RunInfo {
  const spec: JsonObject = isObject(job.spec) ? job.spec : {};
  const asked = isObject(spec.spec) ? spec.spec : {};
  const resolved = isObject(job.resolved_config) ? job.resolved_config : null;
  const result: JsonObject = isObject(job.result) ? job.result : {};
  const applied = isObject(spec.applied_finding) ? spec.applied_finding : null;
  const [model, version] = [text(result.model), number(result.version)];
  return {
    modelName: text(spec.model_name) ?? job.id,
    target: text(asked.target) ?? "",
    asked,
    resolved,
    family: text(isObject(resolved?.model) ? resolved.model.family : null),
    preset: text(asked.preset),
    appliedFinding: applied && { code: text(applied.code) ?? "", title: text(applied.title) ?? "" },
    published: model !== null && version !== null ? { model, version } : null,
    promote: spec.promote !== false,
    device: text(result.device),
    numParameters: number(result.num_parameters),
    seconds: number(result.seconds),
  };
}

/** Levels that a model has to beat: those of answering the commonest class, and the class shares. */
export interface BaseRates {
  accuracy: number | null;
  /** In nats; null where the loss is weighted or shaped, and so not to be compared with it. */
  loss: number | null;
}

/**
 * The run's own baselines once it has them. Until then those of the whole dataset, which the training rows' differ from
 * only by chance.
 */
export function baseRatesOf(
  metrics: TrainingMetrics | undefined,
  resolved: JsonObject | null,
  profile: DatasetProfile | undefined,
  target: string,
): BaseRates {
  const plain = isPlainLoss(resolved);
  const baselines = metrics?.baselines;
  if (baselines) {
    return { accuracy: baselines.majority_class.accuracy, loss: plain ? baselines.base_rate.entropy : null };
  }
  const column = profile?.columns.find(({ name }) => name === target);
  const counts = column?.top_categories?.map(({ count }) => count) ?? [];
  if (!column || counts.length === 0 || counts.length < column.num_distinct) return { accuracy: null, loss: null };
  const total = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return { accuracy: Math.max(...counts) / total, loss: plain ? entropy : null };
}

/** Whether the loss is the plain mean of -ln p over rows, whose base rate is the entropy of the class shares. */
function isPlainLoss(resolved: JsonObject | null): boolean {
  const loss = isObject(resolved?.loss) ? (resolved.loss as unknown as Partial<TrainSpec["loss"]>) : null;
  return (
    loss != null &&
    loss.name !== "focal" &&
    loss.class_weights === "none" &&
    (loss.pos_weight ?? null) === null &&
    loss.label_smoothing === 0
  );
}

/** Share of rows with the right label, on the test rows or where there are none on those of validation; null before that. */
export function accuracyOf(job: Job | JobInList): number | null {
  const result: JsonObject = isObject(job.result) ? job.result : {};
  const metrics = isObject(result.metrics) ? result.metrics : {};
  const measured = isObject(metrics.test) ? metrics.test : isObject(metrics.validation) ? metrics.validation : {};
  return number(measured.accuracy);
}
