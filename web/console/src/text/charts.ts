import type { Series } from "../charts/series.js";

/** Text on and about charts. */
export const chartText = {
  view: "View",
  chart: "Chart",
  table: "Table",
  scale: "Vertical axis",
  linear: "Linear",
  log: "Log",
  rows: "Rows",
  share: "Share",
  histogram: (name: string) => `Histogram of ${name}`,
  bin: (lower: string, upper: string, count: string) => `${lower} to ${upper}: ${count}`,
  empty: "empty text",
  confusion: "Confusion matrix: rows are the true classes, columns the labels given",
  trueClass: "True class",
  givenLabel: "Label given",
  recallOf: "Recall",
  /** What a screen reader says of a chart: each line's first and last value. */
  summary: (
    title: string,
    unit: string,
    series: Series[],
    x: number[],
    xLabel: string,
    format: (value: number) => string,
    reference?: { label: string; value: number },
  ): string => {
    if (x.length === 0) return `${title} in ${unit}: no values yet.`;
    const lines = series.map((one) => {
      const known = one.values.filter((value) => value !== null);
      const [first, last] = [known[0], known.at(-1)];
      return first === undefined || last === undefined
        ? `${one.label}: no values yet.`
        : `${one.label} goes from ${format(first)} to ${format(last)}.`;
    });
    const level = reference ? ` ${reference.label} is ${format(reference.value)}.` : "";
    return `${title} in ${unit}, ${xLabel} ${x[0]} to ${x.at(-1)}. ${lines.join(" ")}${level}`;
  },
} as const;
