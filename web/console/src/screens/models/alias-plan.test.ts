import { ProblemError } from "@discern/client";
import { describe, expect, it } from "vitest";
import { conflictOf, faultOf, planOf, requestOf, targetText } from "./alias-plan.js";

const one = { version: 3, weights: null, shadow: null };
const canary = { version: 3, weights: { "3": 0.9, "4": 0.1 }, shadow: 5 };

function problem(code: string, status: number): ProblemError {
  return new ProblemError({
    type: `/problems/${code}`,
    title: "",
    status,
    detail: "",
    instance: "",
    code: code as never,
    retryable: false,
    hint: "",
    request_id: "req_1",
    errors: [],
  } as never);
}

describe("a plan for an alias", () => {
  it("begins as the alias stands, and asks for nothing else when nothing is changed", () => {
    expect(requestOf(planOf(one, 9))).toEqual({ version: 3 });
    expect(requestOf(planOf(canary, 9))).toEqual({ weights: { "3": 0.9, "4": 0.1 }, shadow: 5 });
    expect(requestOf(planOf(null, 9))).toEqual({ version: 9 });
  });

  it("sends a reason only when there is one", () => {
    expect(requestOf({ ...planOf(one, 3), why: "  better on brown rice " })).toEqual({
      version: 3,
      why: "better on brown rice",
    });
    expect(requestOf({ ...planOf(one, 3), why: "  " })).toEqual({ version: 3 });
  });

  it("of shares is sent when they sum to 100, each is more than 0 and no version stands twice", () => {
    const shared = (...percents: (number | null)[]) => ({
      ...planOf(one, 3),
      mode: "shared" as const,
      shares: percents.map((percent, at) => ({ version: 3 + at, percent })),
    });
    expect(faultOf(shared(33.3, 33.3, 33.4))).toBeNull();
    expect(faultOf(shared(90, 20))).toContain("110");
    expect(faultOf(shared(100, 0))).not.toBeNull();
    expect(faultOf(shared(100, null))).not.toBeNull();
    expect(faultOf(shared(100))).not.toBeNull();
    expect(faultOf({ ...shared(50, 50), shares: [3, 3].map((version) => ({ version, percent: 50 })) })).not.toBeNull();
  });

  it("has no shadow that answers", () => {
    expect(faultOf({ ...planOf(one, 3), shadow: 3 })).not.toBeNull();
    expect(faultOf({ ...planOf(one, 3), shadow: 4 })).toBeNull();
  });
});

describe("an alias in words", () => {
  it("names who answers, the largest share first, and the shadow", () => {
    expect(targetText(one)).toBe("Version 3");
    expect(targetText(canary)).toBe("90% version 3, 10% version 4 · shadow 5");
  });
});

describe("a change that came too late", () => {
  it("tells where the alias points now", () => {
    expect(conflictOf(problem("precondition_failed", 412), true, canary)?.detail).toContain("90% version 3");
    expect(conflictOf(problem("precondition_failed", 412), false, one)?.title).toContain("made");
  });
  it("tells when it is gone", () =>
    expect(conflictOf(problem("precondition_failed", 412), true, null)?.title).toContain("deleted"));
  it("is not any other error", () => {
    expect(conflictOf(problem("model_not_ready", 409), true, one)).toBeNull();
    expect(conflictOf(new Error("x"), true, one)).toBeNull();
    expect(conflictOf(problem("not_found", 404), false, null)).toBeNull();
  });
});
