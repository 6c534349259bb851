/** Text of the frame: navigation and signing in. */
export const nav = {
  overview: "Overview",
  datasets: "Datasets",
  runs: "Runs",
  compare: "Compare",
  models: "Models",
  scoring: "Scoring",
  queue: "Queue & workers",
  settings: "Keys & limits",
  docs: "API reference",
} as const;

export const signIn = {
  title: "Sign in to Discern",
  lead: "Paste an API key. It is printed when the server starts for the first time, and made with the command below.",
  command: "discern key create --name console --scope admin",
  label: "API key",
  submit: "Sign in",
  storage:
    "The key is exchanged for a cookie that scripts cannot read. Where the browser keeps no such cookie (plain http from another machine) it stays in this tab's memory until the tab is closed.",
  refused: "This key is not valid",
  checking: "Connecting to the server…",
} as const;
