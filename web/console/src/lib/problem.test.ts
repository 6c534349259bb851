import { NetworkError, ProblemError } from "@discern/client";
import { describe, expect, it } from "vitest";
import { messagesByPointer, messagesUnder, troubleOf } from "./problem.js";

const refused = new ProblemError({
  type: "/problems/spec_invalid",
  title: "The spec is invalid",
  status: 422,
  detail: "epochs must be at least 1",
  instance: "/v1/training-jobs",
  code: "spec_invalid",
  errors: [
    { code: "too_small", message: "must be at least 1", pointer: "/spec/training/epochs" },
    { code: "other", message: "a second word about it", pointer: "/spec/training/epochs" },
  ],
  hint: "Correct it.",
  request_id: "req_1",
  retryable: false,
});

describe("trouble", () => {
  it("is told as the API tells it", () =>
    expect(troubleOf(refused)).toMatchObject({ title: "The spec is invalid", requestId: "req_1", status: 422 }));
  it("of the network may be tried again", () =>
    expect(troubleOf(new NetworkError("refused", 5))).toMatchObject({ retryable: true, code: "unreachable" }));
  it("of our own making keeps its message", () =>
    expect(troubleOf(new Error("x is undefined")).detail).toBe("x is undefined"));
});

describe("messages beside fields", () => {
  it("are the first of each place", () =>
    expect([...messagesByPointer(refused)]).toEqual([["/spec/training/epochs", "must be at least 1"]]));
  it("lose the prefix of the part that a form shows", () =>
    expect([...messagesUnder(messagesByPointer(refused), "/spec").keys()]).toEqual(["/training/epochs"]));
  it("of nothing are none", () => expect(messagesByPointer(null).size).toBe(0));
});
