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

/** The limits by what they bound, each with its name in words. */
export const LIMIT_GROUPS: Record<string, Record<string, string>> = {
  Files: {
    max_upload_bytes: "One file, as sent",
    max_decoded_bytes: "One file, decompressed",
    max_decode_ratio: "Decompressed bytes for each sent one",
    max_rows: "Rows",
    max_columns: "Columns",
    max_cells: "Rows times columns",
    max_field_bytes: "One cell",
    max_column_name_chars: "Characters of a column's name",
    max_steps: "Steps of one sequence",
    max_image_bytes: "One image",
    max_image_pixels: "Pixels of one image",
    max_encoded_numbers: "Numbers that all rows become",
    max_parse_seconds: "Time to read one file",
    upload_part_bytes: "Part of a resumable upload",
    max_open_uploads: "Uploads begun and not ended",
    max_open_upload_bytes: "Bytes of all of them",
    upload_hours: "Time to go on with one",
  },
  Training: {
    max_classes: "Classes",
    max_hidden_width: "Units of one hidden layer",
    max_hidden_layers: "Hidden layers",
    max_parameters: "Trainable numbers",
    max_batch_activations: "Numbers held for one batch",
    max_members: "Networks of one job",
    max_epochs: "Epochs",
    max_row_epochs: "Rows times epochs",
  },
  Predictions: {
    max_json_bytes: "Body of one request as JSON",
    max_predict_rows: "Rows of one request",
  },
  Jobs: {
    max_job_seconds: "Time of one job",
    max_job_memory_bytes: "Memory to read a file",
    max_queued_jobs: "Jobs that wait",
  },
  Requests: {
    max_page_size: "Items on one page of a list",
    max_wait_seconds: "Longest wait for an answer",
    idempotency_hours: "Time an Idempotency-Key is remembered",
  },
};

/** The name of a limit that no group has: `max_open_things` is "Open things". */
export function limitName(name: string): string {
  const words = name.replace(/^max_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A limit with the unit that its name ends in. */
export function limitValue(name: string, value: number): string {
  if (name.endsWith("_bytes")) return formatBytes(value);
  if (name.endsWith("_seconds")) return formatDuration(value);
  if (name.endsWith("_hours")) return formatDuration(value * 3600);
  return formatCount(value);
}
