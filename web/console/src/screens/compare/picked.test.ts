import { describe, expect, it } from "vitest";
import { MOST_RUNS, pickedOf } from "./picked.js";

describe("the runs of an address", () => {
  it("come once each, in order", () => expect(pickedOf("b,a,b,, a")).toEqual(["b", "a"]));
  it("are none without any", () => expect(pickedOf(undefined)).toEqual([]));
  it("are no more than can be told apart", () =>
    expect(pickedOf(Array.from({ length: 20 }, (_, at) => at).join(","))).toHaveLength(MOST_RUNS));
});
