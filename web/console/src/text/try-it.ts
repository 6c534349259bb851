import { plural } from "../lib/format.js";

/** Text of the form that tries a model. */
export const tryText = {
  row: "A row",
  rowLead: "Change anything: the answer follows.",
  example: "Back to the example",
  asJson: "As JSON",
  asForm: "As a form",
  json: "The row as JSON",
  notJson: "This is no JSON object yet.",
  answer: "Answer",
  label: "Label",
  waiting: "Fill in the row to see an answer.",
  calculating: "Asking…",
  threshold: (threshold: string) => `Called so from ${threshold}`,
  decidedBy: (threshold: string, label: string) => `From ${threshold} on, a row is called “${label}”.`,
  warnings: "What had to be assumed",
  others: (count: number, share: string) => `${plural(count, "other class", "other classes")}: ${share}`,

  explanation: "Explanation",
  /** Around the class. */
  explainLead: ["What each input added to the log-odds of ", "."],
  explainOn: "Explain as I type",
  explainHint:
    "What each input added to this answer. The model is asked many times for it, so it is made when asked for.",
  base: "Log-odds of typical rows",
  sum: "Of this row, all shares added",
  rest: (count: number) => `${plural(count, "smaller share")}`,
  speaksFor: "speaks for",
  speaksAgainst: "speaks against",
  missing: "no value",
  steps: (first: number, last: number, channel: string) => `steps ${first}–${last} of ${channel}`,
  patch: (rows: string, columns: string) => `pixel rows ${rows}, columns ${columns}`,
  patches: "Where in the image: blue speaks for the class, red against it",
  methods: {
    additive: "Exact: the model is a sum over its inputs.",
    exact: "Exact Shapley values.",
    sampled: "Shapley values, estimated from random orders.",
  },
  notCauses: "They say what moved this answer, not what would happen if the thing were changed.",

  code: "The same from code",
  codeLead: "Set DISCERN_KEY to an API key first.",
  imageNote: "With the image in a file beside it.",
} as const;
