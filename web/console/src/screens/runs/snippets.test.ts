import type { TrainingRequest } from "@discern/client";
import { describe, expect, it } from "vitest";
import { pythonLiteral, shellQuoted, snippetsOf } from "./snippets.js";

const request = {
  dataset_id: "ds_1",
  spec: { target: "it's", training: { epochs: 3 } },
  promote: false,
} as TrainingRequest;
const codeOf = (language: string, keyed = true) =>
  snippetsOf(request, "http://localhost:8000", keyed).find((one) => one.language === language)?.code ?? "";

describe("snippets", () => {
  it("give curl a body that the shell leaves alone", () => {
    expect(shellQuoted("it's")).toBe("'it'\\''s'");
    expect(codeOf("curl")).toContain("it'\\''s");
  });
  it("name the key by its variable, and only where one is needed", () => {
    expect(codeOf("curl")).toContain("Bearer $DISCERN_KEY");
    expect(codeOf("curl", false)).not.toContain("Authorization");
    expect(codeOf("TypeScript", false)).not.toContain("key");
  });
  it("write Python's own words", () =>
    expect(pythonLiteral({ a: null, b: [true, 0.5], c: {} })).toBe(
      '{\n    "a": None,\n    "b": [True, 0.5],\n    "c": {},\n}',
    ));
  it("give Python every option by its name", () => expect(codeOf("Python")).toContain("promote=False,"));
  it("show as JSON what is sent", () => expect(JSON.parse(codeOf("JSON"))).toEqual(request));
});
