import { describe, expect, it } from "vitest";
import {
  boundsOf,
  controlOf,
  type JsonSchema,
  numberFault,
  parseSequence,
  pointerOf,
  sequenceText,
  startOf,
  valueAt,
  variantOf,
  withValue,
} from "./schema.js";

const root: JsonSchema = {
  $defs: {
    Mlp: {
      type: "object",
      title: "Mlp",
      properties: { family: { const: "mlp", type: "string" }, dropout: { type: "number" } },
    },
    Rnn: { type: "object", title: "Rnn", properties: { family: { const: "rnn", type: "string" } } },
  },
};
const model: JsonSchema = {
  anyOf: [
    { const: "auto", type: "string" },
    { oneOf: [{ $ref: "#/$defs/Mlp" }, { $ref: "#/$defs/Rnn" }], discriminator: { propertyName: "family" } },
  ],
};
const rate: JsonSchema = {
  anyOf: [
    { const: "auto", type: "string" },
    { type: "number", exclusiveMinimum: 0, maximum: 1 },
  ],
};

describe("controls", () => {
  it("join fixed words into one choice", () => {
    const schema: JsonSchema = { anyOf: [{ const: "auto" }, { enum: ["relu", "tanh"], type: "string" }] };
    expect(controlOf(schema, root)).toEqual({ kind: "choice", options: ["auto", "relu", "tanh"] });
  });
  it("keep a word beside a number as two variants", () => {
    const control = controlOf(rate, root);
    expect(control.kind === "variants" && control.variants.map((one) => one.label)).toEqual(["auto", "number"]);
  });
  it("name the variants of a discriminated union by their tags", () => {
    const control = controlOf(model, root);
    expect(control.kind === "variants" && control.variants.map((one) => one.label)).toEqual(["auto", "mlp", "rnn"]);
  });
  it("take a number that may be null as one that may be left empty", () => {
    expect(controlOf({ type: ["number", "null"] }, root)).toMatchObject({ kind: "number", nullable: true });
  });
  it("know a model's sequence and its channels", () => {
    const value: JsonSchema = { type: ["number", "null"] };
    const step: JsonSchema = { type: "array", items: value, minItems: 3, maxItems: 3 };
    expect(controlOf({ type: "array", items: step }, root)).toEqual({ kind: "sequence", channels: 3 });
  });
  it("ask for an image where base64 is one way to send it", () => {
    const png: JsonSchema = { type: "string", contentEncoding: "base64", contentMediaType: "image/png" };
    expect(controlOf({ anyOf: [png, { type: "array", items: { type: "array" } }] }, root)).toEqual({ kind: "image" });
  });
  it("fall back to JSON for what has no form", () => {
    expect(controlOf({ type: "array", items: { type: "integer" } }, root).kind).toBe("json");
    expect(controlOf({ type: "object", additionalProperties: { type: "number" } }, root).kind).toBe("json");
  });
});

describe("values", () => {
  it("are recognised by their tag", () => {
    const control = controlOf(model, root);
    if (control.kind !== "variants") throw new Error("a union has variants");
    expect(variantOf(control, { family: "rnn" })?.label).toBe("rnn");
    expect(variantOf(control, "auto")?.label).toBe("auto");
    expect(variantOf(control, undefined)?.label).toBe("auto");
  });
  it("start inside their bounds and with their tag", () => {
    const control = controlOf(rate, root);
    if (control.kind !== "variants" || !control.variants[1]) throw new Error("a rate has variants");
    const start = startOf(control.variants[1].control, root);
    expect(start).toBe(0.5);
    expect(startOf(controlOf({ $ref: "#/$defs/Mlp" }, root), root)).toEqual({ family: "mlp" });
  });
  it("are judged by the bounds of their schema", () => {
    const control = controlOf({ type: "integer", minimum: 1, maximum: 3 }, root);
    if (control.kind !== "number") throw new Error("an integer is a number");
    expect(numberFault(2, control)).toBeNull();
    expect(numberFault(0, control)).toMatch("at least 1");
    expect(numberFault(4, control)).toMatch("at most 3");
    expect(numberFault(1.5, control)).toMatch("whole");
    expect(numberFault(null, control)).toMatch("not a number");
  });
  it("are set and taken away by path, and empty objects go with them", () => {
    const set = withValue({ target: "y" }, ["training", "epochs"], 10);
    expect(set).toEqual({ target: "y", training: { epochs: 10 } });
    expect(valueAt(set, ["training", "epochs"])).toBe(10);
    expect(withValue(set, ["training", "epochs"], undefined)).toEqual({ target: "y" });
  });
  it("of the names that every object has are not there unless they were set", () => {
    expect(valueAt({}, ["constructor"])).toBeUndefined();
    expect(valueAt({}, ["__proto__"])).toBeUndefined();
  });
  it("are pointed at with slashes and tildes escaped", () => expect(pointerOf(["a/b", "c~d"])).toBe("/a~1b/c~0d"));
});

describe("bounds", () => {
  it.each([
    [{ minimum: 0, maximum: 1 }, "0 to 1"],
    [{ exclusiveMinimum: 0 }, "more than 0"],
    [{ minimum: 1 }, "1 or more"],
    [{ minimum: 0, maximum: 2147483647 }, "0 or more"],
    [{}, ""],
  ])("%j reads as %s", (schema, text) => expect(boundsOf(schema)).toBe(text));
});

describe("sequences", () => {
  it("are read from commas, spaces and lines", () => {
    expect(parseSequence("1, 2,,4\n5", 1)).toEqual([1, 2, null, 4, 5]);
    expect(parseSequence("1 2\n3 nan", 2)).toEqual([
      [1, 2],
      [3, null],
    ]);
  });
  it("are refused when a step has too few values or a word stands in them", () => {
    expect(parseSequence("1 2\n3", 2)).toBeNull();
    expect(parseSequence("1 two", 1)).toBeNull();
  });
  it("come back from the text that shows them", () => {
    const steps = [
      [1, null],
      [0.5, -2],
    ];
    expect(parseSequence(sequenceText(steps), 2)).toEqual(steps);
  });
});
