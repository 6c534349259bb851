/** Sending a file: its media type by its name, its progress while bytes leave, its end by a signal. */

import { notDiscern } from "./errors.js";
import { newKey } from "./keys.js";
import type { Transport } from "./transport.js";
import type { CallOptions, FileFormat } from "./types.js";

/** What can be sent; a `File` is a `Blob`. A stream is sent once and not repeated after a lost connection. */
export type UploadSource = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

export interface UploadProgress {
  /** Bytes that have left. */
  sent: number;
  /** Bytes of the file, null of a stream, whose length nobody knows. */
  total: number | null;
}

/** Forms of files that are sent; Arrow streams are for predictions alone. */
export type UploadFormat = Exclude<FileFormat, "arrow">;

export interface UploadOptions extends CallOptions {
  /** Needed for bytes and streams, and where a file's name does not tell. */
  format?: UploadFormat | undefined;
  /** The bytes are gzipped; told by a name that ends in `.gz`. */
  gzip?: boolean | undefined;
  /** Called as bytes leave; it starts anew when a lost connection makes the upload start anew. */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** The same upload under the same key has one effect; a new one by default. */
  idempotencyKey?: string | undefined;
}

export const MEDIA_TYPES: Record<UploadFormat, string> = {
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  ndjson: "application/x-ndjson",
  npz: "application/x-npz",
  zip: "application/zip",
};

const SUFFIXES: Record<string, UploadFormat> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  parquet: "parquet",
  pq: "parquet",
  ndjson: "ndjson",
  jsonl: "ndjson",
  npz: "npz",
  zip: "zip",
};

/** Format and compression that a file's name tells. */
export function formatOfName(name: string): { format: UploadFormat | undefined; gzip: boolean } {
  const parts = name.toLowerCase().split(".");
  const gzip = parts.at(-1) === "gz";
  if (gzip) parts.pop();
  return { format: SUFFIXES[parts.at(-1) ?? ""], gzip };
}

/** The name of a `File`, `undefined` of anything else. */
export function nameOf(source: UploadSource): string | undefined {
  return source instanceof Blob && "name" in source ? String(source.name) : undefined;
}

/** The document that answers a sent file. Throws `TypeError` when its format is not told. */
export async function sendFile<Answer>(
  transport: Transport,
  path: string,
  query: Record<string, unknown>,
  source: UploadSource,
  options: UploadOptions,
): Promise<Answer> {
  const guessed = formatOfName(nameOf(source) ?? "");
  const format = options.format ?? guessed.format;
  if (format === undefined) throw new TypeError("say the file's format: { format: 'csv' }");
  const headers: Record<string, string> = {
    ...transport.headers,
    "Content-Type": MEDIA_TYPES[format],
    "Idempotency-Key": options.idempotencyKey ?? newKey(),
  };
  if (options.gzip ?? guessed.gzip) headers["Content-Encoding"] = "gzip";
  const { signal, onProgress } = options;
  const sending: Sending = { url: transport.address(path, query), headers, signal, onProgress };
  const browser = typeof XMLHttpRequest !== "undefined";
  // Browsers send a stream only over HTTP/2 and only some of them: they gather it first, outside of the page's memory.
  const body = source instanceof ReadableStream && browser ? await new Response(source).blob() : source;
  const once =
    onProgress !== undefined && browser && transport.ownFetch && !(body instanceof ReadableStream)
      ? () => sendByXhr(body, sending)
      : () => sendByFetch(transport, body, sending);
  const repeatable = !(body instanceof ReadableStream);
  const response = await transport.send(once, { repeatable, signal, whole: true });
  try {
    return (await response.json()) as Answer;
  } catch {
    throw notDiscern(response, path);
  }
}

interface Sending {
  url: string;
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
  onProgress: ((progress: UploadProgress) => void) | undefined;
}

/** `fetch` tells nothing of bytes that leave a browser; `XMLHttpRequest` does, in all of them. */
function sendByXhr(body: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>, sending: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const end = (settle: () => void) => {
      sending.signal?.removeEventListener("abort", abort);
      settle();
    };
    const abort = () => {
      request.abort();
      end(() => reject(sending.signal?.reason));
    };
    request.open("POST", sending.url);
    request.responseType = "blob";
    for (const [name, value] of Object.entries(sending.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => sending.onProgress?.({ sent: event.loaded, total: sizeOf(body) });
    request.onload = () => end(() => resolve(responseOf(request)));
    request.onerror = () => end(() => reject(new TypeError("the connection was lost while sending")));
    sending.signal?.addEventListener("abort", abort, { once: true });
    sending.onProgress?.({ sent: 0, total: sizeOf(body) });
    request.send(body);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().trim().split(/\r?\n/).filter(Boolean);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return new Response(request.response, { status: request.status, statusText: request.statusText, headers });
}

/** Outside of browsers the bytes are counted as the network takes them. */
function sendByFetch(transport: Transport, source: UploadSource, sending: Sending): Promise<Response> {
  const { onProgress } = sending;
  let body: BodyInit = source;
  if (onProgress !== undefined) {
    const stream = source instanceof ReadableStream ? source : new Blob([source]).stream();
    body = stream.pipeThrough(counted(sizeOf(source), onProgress));
  }
  const init: RequestInit & { duplex?: "half" } = {
    method: "POST",
    headers: sending.headers,
    credentials: transport.credentials,
    signal: sending.signal ?? null,
    body,
    ...(body instanceof ReadableStream ? { duplex: "half" as const } : {}),
  };
  return transport.fetch(new Request(sending.url, init));
}

function counted(total: number | null, onProgress: (progress: UploadProgress) => void) {
  let sent = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    start: () => onProgress({ sent, total }),
    transform(chunk, controller) {
      sent += chunk.byteLength;
      controller.enqueue(chunk);
      onProgress({ sent, total });
    },
  });
}

function sizeOf(source: UploadSource): number | null {
  if (source instanceof Blob) return source.size;
  return source instanceof ReadableStream ? null : source.byteLength;
}
