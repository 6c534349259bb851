import { describe, expect, it } from "vitest";
import { decided, same } from "./decided.js";
import type { JsonSchema } from "./schema.js";

const schema: JsonSchema = {
  $defs: {
    Fit: { properties: { epochs: { default: "auto" }, seed: { default: 0, type: "integer" } } },
  },
  properties: {
    target: { type: "string" },
    training: { $ref: "#/$defs/Fit", default: { epochs: "auto", seed: 0 } },
    features: { default: "auto" },
  },
};

describe("what was decided", () => {
  it("is what differs from the defaults, in objects too", () =>
    expect(decided({ target: "y", training: { epochs: 3, seed: 0 }, features: "auto" }, schema)).toEqual({
      target: "y",
      training: { epochs: 3 },
    }));
  it("leaves out an object that says nothing of its own", () =>
    expect(decided({ training: { seed: 0, epochs: "auto" } }, schema)).toEqual({}));
  it("keeps what the schema does not know, for the server to refuse", () =>
    expect(decided({ other: 1 }, schema)).toEqual({ other: 1 }));
});

describe("equal values", () => {
  it("may have their keys in another order", () => expect(same({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true));
  it("differ by a key that is null on one side only", () => expect(same({ a: null }, {})).toBe(false));
  it("tell a list from an object", () => expect(same([], {})).toBe(false));
});
