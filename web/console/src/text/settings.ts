import { formatBytes, formatCount, formatDuration } from "../lib/format.js";

/** Text of keys and limits. */
export const settingsText = {
  description: "Who may do what, and how much one request may ask for.",
  you: "You",
  name: "Key",
  id: "Id",
  scopes: "May",
  held: "Kept as",
  heldAs: {
    cookie: "a cookie that scripts cannot read",
    memory: "this tab's memory, until it is closed: the browser keeps no cookie over plain http",
    nothing: "nothing: this server runs with keys off, and everybody is admin",
  },

  keys: "API keys",
  keysLead:
    "Programs send one as “Authorization: Bearer …”. A key is told once, when it is made; the server keeps its hash alone.",
  noAdmin: "Only a key with the scope “admin” sees and makes keys.",
  newKey: "New key",
  newTitle: "New API key",
  newLead: "Give it no more than it needs.",
  nameField: "Name",
  nameHint: "What it is for.",
  namePlaceholder: "e.g. nightly scoring",
  scopesField: "It may",
  scopeText: {
    "data:read": "read datasets",
    "data:write": "upload and change datasets",
    "train:read": "see runs",
    "train:write": "start and stop runs",
    "model:read": "read models",
    "model:write": "change models",
    predict: "predict and score",
    "metrics:read": "read the server's metrics",
    admin: "do everything, make keys too",
  } as Record<string, string>,
  expires: "Ends",
  expiries: {
    never: "when it is revoked",
    "7": "in 7 days",
    "30": "in 30 days",
    "90": "in 90 days",
    "365": "in a year",
  },
  make: "Make key",
  madeTitle: (name: string) => `Key “${name}” is made`,
  madeLead: "Copy it now. It is not shown again.",
  secret: "The key",
  copy: "Copy key",
  copied: "Copied",
  done: "Done",
  prefix: "Begins with",
  lastUsed: "Last used",
  never: "never",
  made: "Made",
  ends: "Ends",
  state: "State",
  active: "Active",
  revoked: "Revoked",
  expired: "Ended",
  actions: "Actions",
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeBody:
    "Whoever uses it is refused at once, sessions of browsers that signed in with it as well. This cannot be taken back.",
  revokeOwn: "It is the key that you are signed in with: you will be signed out.",
  revokedToast: (name: string) => `${name} is revoked`,
  showRevoked: "Show those that hold no more",
  thisOne: "yours",
  noKeys: "No key holds any more",

  limits: "Limits",
  limitsLead: "Beyond these a request is refused, and the answer names the limit. The server's settings change them.",
  other: "Other",
} as const;

/** Groups of limits, in the order in which work goes through them. */
export const LIMIT_GROUPS = {
  Files: [
    "max_upload_bytes",
    "max_decoded_bytes",
    "max_decode_ratio",
    "max_rows",
    "max_columns",
    "max_cells",
    "max_field_bytes",
    "max_column_name_chars",
    "max_steps",
    "max_image_bytes",
    "max_image_pixels",
    "max_encoded_numbers",
    "max_parse_seconds",
  ],
  Training: [
    "max_classes",
    "max_hidden_width",
    "max_hidden_layers",
    "max_parameters",
    "max_batch_activations",
    "max_members",
    "max_epochs",
    "max_row_epochs",
  ],
  Predictions: ["max_json_bytes", "max_predict_rows"],
  Jobs: ["max_job_seconds", "max_job_memory_bytes", "max_queued_jobs"],
  Requests: ["max_page_size", "max_wait_seconds", "idempotency_hours"],
} as const;

/** `max_upload_bytes` is "Upload"; the unit goes into the value. */
export function limitName(name: string): string {
  const words = name
    .replace(/^max_/, "")
    .replace(/_(bytes|seconds|hours)$/, "")
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function limitValue(name: string, value: number): string {
  if (name.endsWith("_bytes")) return formatBytes(value);
  if (name.endsWith("_seconds")) return formatDuration(value);
  if (name.endsWith("_hours")) return formatDuration(value * 3600);
  return formatCount(value);
}
