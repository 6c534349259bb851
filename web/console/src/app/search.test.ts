import { describe, expect, it } from "vitest";
import * as search from "./search.js";

describe("what stands in an address", () => {
  it("is kept where it fits", () => {
    expect(search.model({ tab: "try", version: 3 })).toEqual({ tab: "try", version: 3 });
    expect(search.newRun({ dataset: "a", from: "b" })).toEqual({ dataset: "a", from: "b" });
  });
  it("is left out where it does not", () => {
    expect(search.model({ tab: ["try"], version: "newest" })).toEqual({});
    expect(search.model({ version: -1 })).toEqual({});
    expect(search.runs({ status: "", other: "x" })).toEqual({});
  });
  it("is text even where it looks like a number", () => expect(search.compare({ runs: 12 })).toEqual({ runs: "12" }));
});
