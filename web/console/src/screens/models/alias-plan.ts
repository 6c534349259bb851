/** What a form says about where an alias shall point, and what the API is told. */

import { type Alias, type AliasRequest, isProblem } from "@discern/client";
import { formatNumber, formatPercent } from "../../lib/format.js";
import { versionsText as text } from "../../text/models.js";

export interface Share {
  version: number;
  /** Null while it is being typed. */
  percent: number | null;
}

export interface AliasPlan {
  mode: "one" | "shared";
  version: number;
  shares: Share[];
  shadow: number | null;
  why: string;
}

type Target = Pick<Alias, "version" | "weights" | "shadow">;

/** The form as an alias stands, or for a new one that points at `version`. */
export function planOf(alias: Target | null, version: number): AliasPlan {
  const weights = Object.entries(alias?.weights ?? {});
  const shares = weights.map(([of, share]) => ({ version: Number(of), percent: Math.round(share * 1e6) / 1e4 }));
  const first = alias?.version ?? version;
  return {
    mode: shares.length > 0 ? "shared" : "one",
    version: first,
    shares: shares.length > 0 ? shares : [{ version: first, percent: 100 }],
    shadow: alias?.shadow ?? null,
    why: "",
  };
}

/** What is wrong with a plan, null when it can be sent. */
export function faultOf(plan: AliasPlan): string | null {
  const { faults } = text;
  const answering = plan.mode === "one" ? [plan.version] : plan.shares.map((share) => share.version);
  if (plan.mode === "shared") {
    if (plan.shares.length < 2) return faults.few;
    if (new Set(answering).size < answering.length) return faults.twice;
    if (plan.shares.some((share) => share.percent === null || share.percent <= 0)) return faults.share;
    const sum = plan.shares.reduce((total, share) => total + (share.percent ?? 0), 0);
    if (Math.abs(sum - 100) > 1e-6) return faults.sum(formatNumber(sum));
  }
  return plan.shadow !== null && answering.includes(plan.shadow) ? faults.shadow : null;
}

/** The body of `PUT …/aliases/{alias}`. */
export function requestOf(plan: AliasPlan): AliasRequest {
  const why = plan.why.trim();
  return {
    ...(plan.mode === "one"
      ? { version: plan.version }
      : { weights: Object.fromEntries(plan.shares.map(({ version, percent }) => [version, (percent ?? 0) / 100])) }),
    ...(plan.shadow !== null && { shadow: plan.shadow }),
    ...(why && { why }),
  };
}

/** `version 3`, `90% version 3, 10% version 4`, with its shadow. */
export function targetText({ version, weights, shadow }: Target): string {
  const shares = Object.entries(weights ?? {}).sort(([, a], [, b]) => b - a);
  const answering =
    shares.length > 0
      ? shares.map(([of, share]) => text.share(formatPercent(share, 0), Number(of))).join(", ")
      : text.oneVersion(version);
  return shadow === null ? answering : `${answering} · ${text.shadow.toLowerCase()} ${shadow}`;
}

export interface Conflict {
  title: string;
  detail: string;
}

/**
 * What to tell when a change came too late: somebody moved, deleted or made the alias since it was read. Null for every
 * other error. `now` is the alias as it stands, null when there is none.
 */
export function conflictOf(error: unknown, existed: boolean, now: Target | null): Conflict | null {
  if (!isProblem(error, "precondition_failed") && !isProblem(error, "not_found")) return null;
  if (now === null) return existed ? { title: text.goneTitle, detail: text.gone } : null;
  return { title: existed ? text.conflictTitle : text.takenTitle, detail: text.conflict(targetText(now)) };
}
