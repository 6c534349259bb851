import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { NotFound, ScreenError } from "./errors.js";
import { Layout } from "./layout.js";
import * as search from "./search.js";

// Every screen is a module of its own, fetched when it is first gone to or pointed at.
const root = createRootRoute({ component: Layout, notFoundComponent: () => <NotFound /> });
const getParentRoute = () => root;

const overview = createRoute({
  getParentRoute,
  path: "/",
  validateSearch: search.overview,
  component: lazyRouteComponent(() => import("../screens/overview/overview.js"), "OverviewScreen"),
});
const datasets = createRoute({
  getParentRoute,
  path: "/datasets",
  component: lazyRouteComponent(() => import("../screens/datasets/datasets.js"), "DatasetsScreen"),
});
const dataset = createRoute({
  getParentRoute,
  path: "/datasets/$id",
  validateSearch: search.tab,
  component: lazyRouteComponent(() => import("../screens/datasets/dataset.js"), "DatasetScreen"),
});
const runs = createRoute({
  getParentRoute,
  path: "/runs",
  validateSearch: search.runs,
  component: lazyRouteComponent(() => import("../screens/runs/runs.js"), "RunsScreen"),
});
const newRun = createRoute({
  getParentRoute,
  path: "/runs/new",
  validateSearch: search.newRun,
  component: lazyRouteComponent(() => import("../screens/runs/new-run.js"), "NewRunScreen"),
});
const run = createRoute({
  getParentRoute,
  path: "/runs/$id",
  component: lazyRouteComponent(() => import("../screens/runs/run.js"), "RunScreen"),
});
const compare = createRoute({
  getParentRoute,
  path: "/compare",
  validateSearch: search.compare,
  component: lazyRouteComponent(() => import("../screens/compare/compare.js"), "CompareScreen"),
});
const models = createRoute({
  getParentRoute,
  path: "/models",
  component: lazyRouteComponent(() => import("../screens/models/models.js"), "ModelsScreen"),
});
const model = createRoute({
  getParentRoute,
  path: "/models/$name",
  validateSearch: search.model,
  component: lazyRouteComponent(() => import("../screens/models/model.js"), "ModelScreen"),
});
const scoring = createRoute({
  getParentRoute,
  path: "/scoring",
  validateSearch: search.scoring,
  component: lazyRouteComponent(() => import("../screens/scoring/scoring.js"), "ScoringScreen"),
});
const scoringJob = createRoute({
  getParentRoute,
  path: "/scoring/$id",
  component: lazyRouteComponent(() => import("../screens/scoring/scoring-job.js"), "ScoringJobScreen"),
});
const queue = createRoute({
  getParentRoute,
  path: "/queue",
  component: lazyRouteComponent(() => import("../screens/queue/queue.js"), "QueueScreen"),
});
const settings = createRoute({
  getParentRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("../screens/settings/settings.js"), "SettingsScreen"),
});

const routeTree = root.addChildren([
  overview,
  datasets,
  dataset,
  runs,
  newRun,
  run,
  compare,
  models,
  model,
  scoring,
  scoringJob,
  queue,
  settings,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultErrorComponent: ScreenError,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
