/** English text that several screens share; the text of one screen is in the file of its name beside this one. */

export const product = "Discern";

export const statusText = {
  queued: "Queued",
  running: "Running",
  cancelling: "Cancelling",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
  profiling: "Profiling",
  ready: "Ready",
} as const;

export const severityText = { info: "Note", warning: "Warning", error: "Error" } as const;

export const kindText = {
  numeric: "Number",
  boolean: "Yes/no",
  categorical: "Category",
  datetime: "Time",
  text: "Text",
  sequence: "Sequence",
  image: "Image",
} as const;

export const roleText = { feature: "Feature", target: "Target", id: "Identifier", ignored: "Ignored" } as const;

export const common = {
  skip: "Skip to content",
  navigation: "Main",
  breadcrumbs: "Breadcrumbs",
  more: "More",
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  retry: "Try again",
  loading: "Loading…",
  sortBy: (column: string) => `Sort by ${column}`,
  showData: "Show as table",
  hideData: "Show as chart",
  loadMore: "Load more",
  remaining: (time: string) => `${time} left`,
  requestId: "Request",
  advanced: "Advanced",
  automatic: "Automatic",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  signOut: "Sign out",
  unsaved: "Not saved",
} as const;

export const problemText = {
  unreachable: "The server cannot be reached",
  unreachableDetail: "No answer came back. The server may be restarting, or the network is down.",
  datasetFailed: "The file cannot be used",
  jobFailed: "The job did not succeed",
  unexpected: "Something went wrong in the console",
  unexpectedHint: "Reload the page. If it happens again, report what you did and the text above.",
  reload: "Reload",
  where: { row: "row", line: "line", column: "column" },
} as const;

export const notFound = {
  title: "Page not found",
  detail: "There is nothing at this address. The link may be old, or a letter is missing.",
  home: "Go to the overview",
} as const;
