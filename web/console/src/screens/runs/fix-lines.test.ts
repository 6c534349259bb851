import { describe, expect, it } from "vitest";
import { fixLines } from "./fix-lines.js";

describe("a fix in words", () => {
  it("names the setting and its new value", () =>
    expect(fixLines([{ op: "add", path: "/optimizer/learning_rate", value: "auto" }])).toEqual([
      'optimizer.learning_rate = "auto"',
    ]));
  it("leaves out what is only checked", () =>
    expect(fixLines([{ op: "test", path: "/target", value: "y" }])).toEqual([]));
  it("unescapes the names of columns", () =>
    expect(fixLines([{ op: "remove", path: "/features/a~1b~0c" }])).toEqual(["features.a/b~c as by default"]));
  it("cuts long values", () =>
    expect(fixLines([{ op: "replace", path: "/features", value: Array(99).fill("x") }])[0]).toHaveLength(
      "features = ".length + 80 + 1,
    ));
});
