import { describe, expect, it } from "vitest";
import {
  clip,
  formatBytes,
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRelative,
  NONE,
  plural,
  secondsBetween,
} from "./format.js";

describe("numbers", () => {
  it("group thousands and keep whole numbers whole", () => {
    expect(formatCount(1234567)).toBe("1,234,567");
    expect(formatNumber(1234567)).toBe("1,234,567");
  });
  it("keep four significant digits", () => {
    expect(formatNumber(0.421349)).toBe("0.4213");
    expect(formatNumber(-12.34567)).toBe("-12.35");
  });
  it("turn to powers of ten where decimals would be zeros", () => {
    expect(formatNumber(0.000000321)).toBe("3.21e-7");
    expect(formatNumber(1.5e12 + 0.5)).toBe("1.50e12");
  });
  it("show a dash for nothing and a sign for infinity", () => {
    expect(formatNumber(null)).toBe(NONE);
    expect(formatNumber(Number.NaN)).toBe(NONE);
    expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe("−∞");
  });
  it("keep their decimals in columns", () => expect(formatFixed(0.5, 3)).toBe("0.500"));
});

describe("percents", () => {
  it("have one decimal", () => expect(formatPercent(0.93449)).toBe("93.4%"));
  it("never call almost all everything", () => {
    expect(formatPercent(0.9999)).toBe(">99.9%");
    expect(formatPercent(1)).toBe("100.0%");
  });
  it("never call almost none nothing", () => {
    expect(formatPercent(0.0001)).toBe("<0.1%");
    expect(formatPercent(0)).toBe("0.0%");
  });
});

describe("sizes", () => {
  it("count in thousands", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(999_999)).toBe("1.0 MB");
    expect(formatBytes(5_368_709_120)).toBe("5.4 GB");
  });
});

describe("durations", () => {
  it.each([
    [0.35, "350 ms"],
    [4.21, "4.2 s"],
    [9.97, "10 s"],
    [59.6, "1 min"],
    [192, "3 min 12 s"],
    [7500, "2 h 5 min"],
    [3599.7, "1 h"],
    [86400 * 3 + 3600 * 4, "3 d 4 h"],
  ])("%d seconds are %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
  it("run until now while there is no end", () => {
    expect(secondsBetween("2026-01-01T00:00:00Z", null, Date.parse("2026-01-01T00:01:00Z"))).toBe(60);
    expect(secondsBetween(null, null)).toBeNull();
  });
});

describe("relative times", () => {
  const now = Date.parse("2026-06-15T12:00:00Z");
  it.each([
    ["2026-06-15T11:59:55Z", "just now"],
    ["2026-06-15T11:57:00Z", "3 minutes ago"],
    ["2026-06-15T11:00:00Z", "1 hour ago"],
    ["2026-06-14T12:00:00Z", "yesterday"],
    ["2025-06-15T12:00:00Z", "last year"],
  ])("%s is %s", (time, text) => expect(formatRelative(time, now)).toBe(text));
});

describe("words", () => {
  it("agree with their number", () => {
    expect(plural(1, "row")).toBe("1 row");
    expect(plural(2, "class", "classes")).toBe("2 classes");
  });
  it("cannot be turned around by what is not seen", () => expect(clip("a\u202Eb")).toBe("a⟨202E⟩b"));
  it("are cut between characters, not inside one", () => {
    expect(clip("ab", 2)).toBe("ab");
    expect(clip("😀😀😀", 2)).toBe("😀😀…");
  });
});
