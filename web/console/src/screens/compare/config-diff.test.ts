import { describe, expect, it } from "vitest";
import { settingsOf, settingText } from "./config-diff.js";

const differing = (...configs: Parameters<typeof settingsOf>[0]) =>
  settingsOf(configs)
    .filter(({ differs }) => differs)
    .map(({ path }) => path);

describe("the settings of several configs", () => {
  it("are named by their path", () =>
    expect(settingsOf([{ a: { b: 1, c: [1] } }]).map(({ path }) => path)).toEqual(["a.b", "a.c"]));
  it("differ where their values do", () =>
    expect(differing({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual(["a.c"]));
  it("differ where only one config has them", () =>
    expect(settingsOf([{ model: { family: "mlp", hidden: [8] } }, { model: { family: "rnn" } }])).toEqual([
      { path: "model.family", values: ["mlp", "rnn"], differs: true },
      { path: "model.hidden", values: [[8], undefined], differs: true },
    ]));
  it("are the same as lists when every item is", () =>
    expect(differing({ features: ["a", "b"] }, { features: ["a", "b"] })).toEqual([]));
  it("do not differ from a config that is not there yet", () => expect(differing({ a: 1 }, null)).toEqual([]));
  it("differ between false and missing", () => expect(differing({ a: false }, {})).toEqual(["a"]));
});

describe("a setting's text", () => {
  it("is the word without quotes, and the JSON of anything else", () =>
    expect([settingText("adamw"), settingText([1, 2]), settingText(null), settingText(undefined)]).toEqual([
      "adamw",
      "[1,2]",
      "null",
      "",
    ]));
});
