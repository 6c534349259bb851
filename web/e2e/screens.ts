import type { Page } from "@playwright/test";

/** What there is on the server when the pictures are taken. */
export interface World {
  /** The rice table. */
  datasetId: string;
  /** A training job on it that has succeeded. */
  jobId: string;
  /** Another one, of another config. */
  otherJobId: string;
  /** The name of its model. */
  model: string;
}

/** How a screen is looked at; its picture's name ends in it, but for the first, which is the usual one. */
export type View = "light" | "dark" | "narrow";

export interface Screen {
  /** Of its picture: `docs/images/console-NAME.png`. */
  name: string;
  path: (world: World) => string;
  /** Brings the page into the state to be shown, and returns when it is there. */
  ready?: (page: Page, world: World) => Promise<unknown>;
  /** By default all three. */
  views?: View[];
}

/** Every screen of the console. Whoever adds one adds its line. */
export const SCREENS: Screen[] = [
  { name: "overview", path: () => "/" },
  { name: "datasets", path: () => "/datasets", views: ["light"] },
  {
    name: "dataset",
    path: ({ datasetId }) => `/datasets/${datasetId}`,
    ready: (page) => page.getByRole("img", { name: "Histogram of Area" }).waitFor(),
  },
  { name: "runs", path: () => "/runs" },
  {
    name: "new-run",
    path: ({ datasetId }) => `/runs/new?dataset=${datasetId}`,
    ready: (page) => page.getByText("Ready to run").waitFor(),
  },
  { name: "run", path: ({ jobId }) => `/runs/${jobId}`, ready: (page) => page.locator("canvas").nth(3).waitFor() },
  {
    name: "compare",
    path: ({ jobId, otherJobId }) => `/compare?runs=${jobId},${otherJobId}`,
    ready: (page) => page.locator("canvas").first().waitFor(),
  },
  {
    name: "queue",
    path: () => "/queue",
    ready: (page) => page.getByRole("heading", { name: "Workers", exact: true }).waitFor(),
  },
  { name: "models", path: () => "/models", views: ["light"] },
  {
    name: "model",
    path: ({ model }) => `/models/${model}`,
    ready: (page) => page.getByRole("table", { name: /Confusion matrix/ }).waitFor(),
  },
  {
    name: "try-it",
    path: ({ model }) => `/models/${model}?tab=try`,
    ready: (page) => page.getByTestId("explanation").waitFor(),
  },
  {
    name: "versions",
    path: ({ model }) => `/models/${model}?tab=versions`,
    ready: (page) => page.locator('[data-alias="default"]').waitFor(),
    views: ["light"],
  },
  { name: "scoring", path: ({ model }) => `/scoring?model=${model}` },
  { name: "settings", path: () => "/settings", ready: (page) => page.getByText("Files", { exact: true }).waitFor() },
];

export const VIEWS: Record<View, { width: number; height: number; colorScheme: "light" | "dark"; suffix: string }> = {
  light: { width: 1280, height: 800, colorScheme: "light", suffix: "" },
  dark: { width: 1280, height: 800, colorScheme: "dark", suffix: "-dark" },
  narrow: { width: 390, height: 844, colorScheme: "light", suffix: "-390" },
};
