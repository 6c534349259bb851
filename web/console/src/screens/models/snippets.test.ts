import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../forms/schema.js";
import { imageOf, snippetsOf } from "./snippets.js";

const url = "http://127.0.0.1:8000";
const row: JsonObject = { Area: 15231, Extent: null, 'it\'s "quoted"': "a\\b\n$HOME `id`", wet: true };

function code(language: string, asked: Partial<Parameters<typeof snippetsOf>[0]> = {}): string {
  const found = snippetsOf({ url, model: "rice", version: null, row, ...asked }).find(
    (snippet) => snippet.language === language,
  );
  if (!found) throw new Error(language);
  return found.code;
}

describe("the shell's", () => {
  it("sends the row as it is, whatever quotes and dollars are in it", () => {
    // As POSIX reads it: within single quotes nothing is special, and `'\\''` ends them, says a quote, and begins again.
    const quoted = / -d '([\s\S]*)'$/.exec(code("curl"))?.[1] ?? "";
    expect(quoted.replaceAll(`'\\''`, "")).not.toContain("'");
    expect(JSON.parse(quoted.replaceAll(`'\\''`, "'"))).toEqual({ rows: [row] });
  });

  it("asks the version that is shown, and encodes a model's name", () =>
    expect(code("curl", { model: "a b", version: 3 })).toContain("/v1/models/a%20b/versions/3/predict"));
});

describe("Python's", () => {
  it("has its own words for nothing and for truth", () => {
    expect(code("Python")).toContain('    "Extent": None,\n');
    expect(code("Python")).toContain('    "wet": True,\n');
  });
  it("names a version only when asked to", () => {
    expect(code("Python")).toContain('client.predict("rice", [row])');
    expect(code("Python", { version: 2 })).toContain('client.predict("rice", [row], version=2)');
  });
});

describe("TypeScript's", () => {
  const rowIn = (text: string) => /const row = (\{[\s\S]*?\n\});/.exec(text)?.[1] ?? "";
  it("is the same row when it is read as code", () => {
    const read = new Function(`return ${rowIn(code("TypeScript"))}`)() as JsonObject;
    expect(read).toEqual(row);
  });
  it("keeps a column called __proto__", () => {
    const hostile = JSON.parse('{"__proto__": 1, "a": 2}') as JsonObject;
    const read = new Function(`return ${rowIn(code("TypeScript", { row: hostile }))}`)() as JsonObject;
    expect(Object.entries(read)).toEqual([
      ["__proto__", 1],
      ["a", 2],
    ]);
  });
});

describe("every one", () => {
  it("shows each character that it has", () => {
    const turned: JsonObject = { "a\u202eb": "\u200b\ud800\u00a0é漢" };
    for (const { code } of snippetsOf({ url, model: "m", version: null, row: turned })) {
      expect(code).toContain("a\\u202eb");
      expect(code).toContain("\\u200b\\ud800\\u00a0é漢");
    }
  });

  it("reads an image from a file", () => {
    const png: JsonObject = { image: "iVBORw0KGgoAAAANSUhEUg==" };
    const image = imageOf(png);
    expect(image).toEqual({ fileName: "image.png", mediaType: "image/png" });
    for (const { code } of snippetsOf({ url, model: "m", version: null, row: png, image })) {
      expect(code).toContain("image.png");
      expect(code).not.toContain("iVBOR");
    }
    expect(imageOf({ colour: "red" })).toBeUndefined();
    expect(imageOf({ image: "/9j/4AAQ", more: 1 })).toBeUndefined();
  });
});
