/** Text of the screen that starts a run. */

import { formatBytes, formatCount, formatDuration, plural } from "../lib/format.js";

export const newRunText = {
  title: "New run",
  description: "Pick what to learn from and what to predict. Everything else has a default that the data decides.",
  from: (name: string) => `Begins with the config of ${name}`,
  start: "Start run",
  started: (name: string) => `${name} is queued`,

  what: "What to learn",
  dataset: "Dataset",
  datasetPlaceholder: "Choose a dataset",
  datasetOption: (name: string, rows: number | null, columns: number | null) =>
    `${name} · ${formatCount(rows)} rows, ${formatCount(columns)} columns`,
  datasetMissing: "This dataset is not ready to train on.",
  target: "Target",
  targetHint: "The column to predict.",
  targetPlaceholder: "Choose a column",
  preset: "Preset",
  settings: "Settings",
  settingsHint: "What is left as it is, the data decides. The panel beside shows what that comes to.",

  publish: "Publishing and queue",
  modelName: "Model name",
  modelNameHint: "Left empty, one is made of the dataset's name. A name that exists gets its next version.",
  promote: "Make it the default version",
  promoteHint: "Predictions that name no version are answered by the default one.",
  priority: "Priority",
  priorityHint: "0 runs first, 9 last.",
  maxSeconds: "Time limit",
  maxSecondsHint: "Seconds of one attempt; empty is the server's own limit.",

  check: "Before it runs",
  checking: "Checking…",
  valid: "Ready to run",
  invalid: "Cannot run like this",
  waiting: "Choose a dataset and a target, and what a run would come to is shown here.",
  time: "Time",
  timeNote: "at most, on one core",
  memory: "Memory",
  parameters: "Parameters",
  members: (count: number) => (count === 1 ? "one network" : `each of ${count} members`),
  rows: "Training rows",
  rowsNote: (classes: number) => plural(classes, "class", "classes"),
  duration: formatDuration,
  bytes: formatBytes,
  rough: "Rough figures, from the data's and the network's size.",
  checks: (count: number) => `${plural(count, "check")} of the data and the config found nothing`,
  findings: "What the data and the config say already",

  code: "As a program",
  codeLabel: "This run as a program",
  resolved: "Resolved",

  noDatasets: "No dataset to train on",
  noDatasetsText:
    "A run learns from a table: rows of examples, one of whose columns is what you want to predict. Upload a CSV, Parquet or NDJSON file, or take the sample that Discern brings along.",
  toDatasets: "Go to datasets",
} as const;
