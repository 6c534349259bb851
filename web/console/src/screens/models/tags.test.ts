import { describe, expect, it } from "vitest";
import { parseTags, tagLines, tagPatch } from "./tags.js";

describe("tags", () => {
  it("are read as they are written, and values may hold an equals sign", () => {
    const tags = { owner: "ml", query: "a=b" };
    expect(parseTags(tagLines(tags))).toEqual({ tags, fault: null });
    expect(parseTags(" owner = ml \n\n")).toEqual({ tags: { owner: "ml" }, fault: null });
  });
  it("tell the line that is none", () => {
    expect(parseTags("owner=ml\nnonsense")).toMatchObject({ fault: "nonsense" });
    expect(parseTags("=x")).toMatchObject({ fault: "=x" });
  });
  it("change by what is new, other or gone", () => {
    expect(tagPatch({ a: "1", b: "2" }, { a: "1", b: "3", c: "4" })).toEqual({ b: "3", c: "4" });
    expect(tagPatch({ a: "1", b: "2" }, { a: "1" })).toEqual({ b: null });
    expect(tagPatch({ a: "1" }, { a: "1" })).toBeNull();
  });
});
