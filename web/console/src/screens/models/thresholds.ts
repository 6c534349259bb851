/** What a threshold of two classes does, read from what the report measured. */

import type { ModelReport } from "@discern/client";

type ThresholdRow = NonNullable<NonNullable<ModelReport["charts"]>["thresholds"]>[number];
type Curve = NonNullable<ModelReport["charts"]>["roc"][number];

/** Rows called the second class from one threshold on, right ones and wrong ones. */
interface Step {
  threshold: number;
  hits: number;
  falseAlarms: number;
  /** Whether a row has this very probability: points of the ROC curve do, entries of the table need not. */
  isScore: boolean;
}

/** Everything that is known about the thresholds of one version, the strictest first. */
export interface ThresholdTable {
  positives: number;
  negatives: number;
  steps: Step[];
}

/** One threshold's confusion matrix and measures. */
export interface Outcome {
  threshold: number;
  /** `counts[i][j]`: rows of class i that get label j. */
  counts: [[number, number], [number, number]];
  accuracy: number;
  precision: number;
  recall: number;
  f1: number;
  /** Most rows that may be called otherwise than counted: 0 where the threshold was measured. */
  slack: number;
}

/**
 * The report's table and the points of its ROC curve as one table. The curve is thinned to 200 points, so between two of
 * them some rows may lie that neither tells.
 */
export function thresholdTable(rows: ThresholdRow[], curve: Curve | undefined): ThresholdTable | null {
  const [first] = rows;
  if (!first) return null;
  const positives = first.true_positive + first.false_negative;
  const negatives = first.false_positive + first.true_negative;
  const measured = rows.map(
    (row): Step => ({
      threshold: row.threshold,
      hits: row.true_positive,
      falseAlarms: row.false_positive,
      isScore: false,
    }),
  );
  const drawn = (curve?.threshold ?? []).map(
    (threshold, at): Step => ({
      threshold,
      hits: Math.round((curve?.y[at] ?? 0) * positives),
      falseAlarms: Math.round((curve?.x[at] ?? 0) * negatives),
      isScore: at > 0, // the first point calls no row
    }),
  );
  const steps = [...measured, ...drawn].sort((a, b) => b.threshold - a.threshold || called(a) - called(b));
  return { positives, negatives, steps };
}

const called = (step: Step) => step.hits + step.falseAlarms;

/** What `threshold` does: exactly where it was measured, else as the next stricter threshold that was. */
export function outcomeAt({ positives, negatives, steps }: ThresholdTable, threshold: number): Outcome {
  const exact = steps.find((step) => !step.isScore && step.threshold === threshold);
  const from = steps.findIndex((step) => step.threshold < threshold);
  const stricter = exact ?? steps[(from === -1 ? steps.length : from) - 1];
  const laxer = exact || from === -1 ? undefined : steps[from];
  const hits = stricter?.hits ?? 0;
  const falseAlarms = stricter?.falseAlarms ?? 0;
  const between = laxer ? called(laxer) - (stricter ? called(stricter) : 0) - (laxer.isScore ? 1 : 0) : 0;
  return {
    ...measuresOf(hits, falseAlarms, positives, negatives),
    threshold,
    counts: [
      [negatives - falseAlarms, falseAlarms],
      [positives - hits, hits],
    ],
    slack: Math.max(0, between),
  };
}

function measuresOf(hits: number, falseAlarms: number, positives: number, negatives: number) {
  const right = hits + negatives - falseAlarms;
  return {
    accuracy: right / Math.max(1, positives + negatives),
    precision: hits / Math.max(1, hits + falseAlarms),
    recall: hits / Math.max(1, positives),
    f1: (2 * hits) / Math.max(1, hits + falseAlarms + positives),
  };
}

/** One class of a confusion matrix. */
export interface ClassMeasures {
  label: string;
  precision: number;
  recall: number;
  f1: number;
  support: number;
}

/** Precision, recall and F1 of every class; as the API has them, 0 where nothing is divided by. */
export function classMeasures(classes: string[], counts: number[][]): ClassMeasures[] {
  return classes.map((label, at) => {
    const right = counts[at]?.[at] ?? 0;
    const support = sum(counts[at] ?? []);
    const given = sum(counts.map((line) => line[at] ?? 0));
    return {
      label,
      precision: right / Math.max(1, given),
      recall: right / Math.max(1, support),
      f1: (2 * right) / Math.max(1, given + support),
      support,
    };
  });
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
