/** Text of the overview and of the first use. */

import { formatCount } from "../lib/format.js";

export const overviewText = {
  title: "Overview",
  running: "Running now",
  nothingRuns: "Nothing runs. Start a run from a dataset.",
  recentRuns: "Recent runs",
  models: "Models",
  datasets: "Datasets",
  all: "All",
  newRun: "New run",
  noRuns: "No runs yet",
  noModels: "No models yet",
  version: (number: number) => `version ${number}`,
  rows: (count: number | null) => (count === null ? "" : `${formatCount(count)} rows`),
  on: (dataset: string) => `on ${dataset}`,
  ofTarget: (target: string) => `predicts ${target}`,
} as const;

export const firstUse = {
  title: "From a table to predictions",
  lead: "Discern trains a classifier on your data, tells you what it noticed, and serves the result over HTTP. See it once with the data that comes with it.",
  card: (title: string) => `Try it with ${title}`,
  facts: (rows: number, columns: number) => `${formatCount(rows)} rows · ${formatCount(columns)} columns`,
  start: "Train the first model",
  startNote: "One small network, on this server alone.",
  or: "or begin with your own data",
  licence: (licence: string) => `Data: ${licence}`,
  source: "Source",
  steps: {
    dataset: "Read the data",
    run: "Train a model",
    model: "Publish it",
    prediction: "Ask it for a prediction",
  },
  reading: "Reading the file and profiling its columns",
  read: (rows: number, columns: number) => `${formatCount(rows)} rows in ${formatCount(columns)} columns`,
  queued: "Waiting for a worker",
  epoch: (epoch: number, epochs: number | null) =>
    epochs === null ? `Epoch ${epoch}` : `Epoch ${epoch} of at most ${epochs}`,
  trained: (accuracy: string, baseRate: string) =>
    `${accuracy} right on rows it never saw; guessing reaches ${baseRate}`,
  published: (name: string, version: number) => `${name}, version ${version}, answers at /v1/models/${name}/predict`,
  loss: "Loss",
  nats: "nats",
  epochs: "Epoch",
  training: "Training",
  validation: "Validation",
  baseRate: "Always the class shares",
  predicted: "A typical row",
  label: (label: string) => `is ${label}`,
  done: "That is the whole loop",
  next: {
    run: "Look at the run",
    model: "Look at the model",
    tryIt: "Change the row yourself",
    upload: "Use your own data",
  },
} as const;
