import { describe, expect, it } from "vitest";
import { classMeasures, outcomeAt, thresholdTable } from "./thresholds.js";

// Ten rows: probabilities of the second class, and which rows are of it.
const scores = [0.95, 0.9, 0.82, 0.8, 0.61, 0.55, 0.4, 0.33, 0.2, 0.05];
const second = [true, true, false, true, true, false, true, false, false, false];

function truth(threshold: number) {
  const hits = scores.filter((score, row) => score >= threshold && second[row]).length;
  const falseAlarms = scores.filter((score, row) => score >= threshold && !second[row]).length;
  return { hits, falseAlarms };
}

function row(threshold: number) {
  const { hits, falseAlarms } = truth(threshold);
  const counts = {
    true_positive: hits,
    false_positive: falseAlarms,
    true_negative: 5 - falseAlarms,
    false_negative: 5 - hits,
  };
  return { threshold, ...counts, precision: 0, recall: 0, f1: 0, accuracy: 0 };
}

const rows = [0.25, 0.5, 0.75].map(row);

function curve(kept: number[]) {
  const points = kept.map(truth);
  return {
    label: "yes",
    num_rows: 5,
    x: [0, ...points.map((point) => point.falseAlarms / 5)],
    y: [0, ...points.map((point) => point.hits / 5)],
    threshold: [1, ...kept],
  };
}

const table = (kept: number[]) => {
  const made = thresholdTable(rows, curve(kept));
  if (!made) throw new Error("there is a table");
  return made;
};

describe("the outcome of a threshold", () => {
  it("is what the table says where it was measured", () => {
    const outcome = outcomeAt(table([]), 0.5);
    expect(outcome.counts).toEqual([
      [3, 2],
      [1, 4],
    ]);
    expect(outcome).toMatchObject({ accuracy: 0.7, recall: 0.8, slack: 0 });
    expect(outcome.precision).toBeCloseTo(4 / 6);
    expect(outcome.f1).toBeCloseTo(8 / 11);
  });

  it("is exact everywhere with the whole curve", () => {
    const whole = table(scores);
    for (let threshold = 0; threshold <= 1; threshold += 0.01) {
      const { hits, falseAlarms } = truth(threshold);
      const outcome = outcomeAt(whole, threshold);
      expect([outcome.counts[1][1], outcome.counts[0][1], outcome.slack]).toEqual([hits, falseAlarms, 0]);
    }
  });

  it("between points of a thinned curve is never off by more than it says", () => {
    const thinned = table([0.95, 0.4, 0.05]);
    for (let threshold = 0; threshold <= 1; threshold += 0.01) {
      const { hits, falseAlarms } = truth(threshold);
      const outcome = outcomeAt(thinned, threshold);
      const told = outcome.counts[1][1] + outcome.counts[0][1];
      expect(told).toBeLessThanOrEqual(hits + falseAlarms);
      expect(told + outcome.slack).toBeGreaterThanOrEqual(hits + falseAlarms);
    }
    expect(outcomeAt(thinned, 0.6).slack).toBeGreaterThan(0);
  });

  it("of no row called is a precision of 0, not a division by it", () =>
    expect(outcomeAt(table(scores), 1)).toMatchObject({ precision: 0, recall: 0, f1: 0, accuracy: 0.5 }));

  it("needs a table", () => expect(thresholdTable([], undefined)).toBeNull());
});

describe("the measures of classes", () => {
  it("come from the matrix alone", () =>
    expect(
      classMeasures(
        ["a", "b"],
        [
          [8, 2],
          [0, 0],
        ],
      ),
    ).toEqual([
      { label: "a", precision: 1, recall: 0.8, f1: 16 / 18, support: 10 },
      { label: "b", precision: 0, recall: 0, f1: 0, support: 0 },
    ]));
});
