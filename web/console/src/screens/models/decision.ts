import type { Decision } from "@discern/client";
import { formatNumber } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";

export type Settings = Decision["decision"];

/** `threshold 0.4`, `thresholds by class`, `the likeliest class`: how labels are decided, in words. */
export function decisionText(settings: Settings): string {
  if (settings === null) return text.likeliest;
  if (settings.threshold !== null) return text.aThreshold(formatNumber(settings.threshold));
  return settings.per_class === null ? text.byCosts : text.byClass;
}

/** Whether a version decides otherwise than it was trained to. */
export function isChanged({ decision, trained }: Pick<Decision, "decision" | "trained">): boolean {
  return JSON.stringify(decision) !== JSON.stringify(trained);
}
