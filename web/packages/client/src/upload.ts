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
  /** Bytes that an earlier call had sent, where this one goes on with its file. */
  resumedFrom?: number;
}

/** Forms of files that are sent; Arrow streams are for predictions alone. */
export type UploadFormat = Exclude<FileFormat, "arrow">;

export interface UploadOptions extends CallOptions {
  /** Needed for bytes and streams, and where a file's name does not tell. */
  format?: UploadFormat | undefined;
  /** The bytes are gzipped; told by a name that ends in `.gz`. */
  gzip?: boolean | undefined;
  /** Called as bytes leave; after a lost connection it goes back to where the sending goes on. */
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

/** What the server is told of a file's bytes. Throws `TypeError` when their format is not told. */
export function typeOf(source: UploadSource, options: Pick<UploadOptions, "format" | "gzip">) {
  const guessed = formatOfName(nameOf(source) ?? "");
  const format = options.format ?? guessed.format;
  if (format === undefined) throw new TypeError("say the file's format: { format: 'csv' }");
  return { mediaType: MEDIA_TYPES[format], gzip: options.gzip ?? guessed.gzip };
}

/** The document that answers a file sent in one request. Throws `TypeError` when its format is not told. */
export async function sendFile<Answer>(
  transport: Transport,
  path: string,
  query: Record<string, unknown>,
  source: UploadSource,
  options: UploadOptions,
): Promise<Answer> {
  const { mediaType, gzip } = typeOf(source, options);
  const { signal, onProgress } = options;
  // Browsers send a stream only over HTTP/2 and only some of them: they gather it first, outside of the page's memory.
  const body = source instanceof ReadableStream && inBrowser() ? await new Response(source).blob() : source;
  return sendBytes<Answer>(transport, path, {
    method: "POST",
    query,
    headers: {
      "Content-Type": mediaType,
      "Idempotency-Key": options.idempotencyKey ?? newKey(),
      ...(gzip && { "Content-Encoding": "gzip" }),
    },
    body,
    repeatable: !(body instanceof ReadableStream),
    signal,
    onSent: onProgress && ((sent) => onProgress({ sent, total: sizeOf(source) })),
  });
}

/** One request whose body is raw bytes. */
export interface Sending {
  method: "POST" | "PATCH";
  query?: Record<string, unknown>;
  headers: Record<string, string>;
  body: UploadSource;
  repeatable: boolean;
  signal: AbortSignal | undefined;
  /** Told how many bytes have left, from 0 on. */
  onSent: ((bytes: number) => void) | undefined;
}

/** The document that answers it. */
export async function sendBytes<Answer>(transport: Transport, path: string, sending: Sending): Promise<Answer> {
  const { body, repeatable, signal } = sending;
  const url = transport.address(path, sending.query);
  const headers = { ...transport.headers, ...sending.headers };
  const once =
    sending.onSent !== undefined && inBrowser() && transport.ownFetch && !(body instanceof ReadableStream)
      ? () => sendByXhr(url, body, { ...sending, headers })
      : () => sendByFetch(transport, url, { ...sending, headers });
  const response = await transport.send(once, { repeatable, signal, whole: true });
  try {
    return (await response.json()) as Answer;
  } catch {
    throw notDiscern(response, path);
  }
}

function inBrowser(): boolean {
  return typeof XMLHttpRequest !== "undefined";
}

/** `fetch` tells nothing of bytes that leave a browser; `XMLHttpRequest` does, in all of them. */
function sendByXhr(url: string, body: Exclude<UploadSource, ReadableStream>, sending: Sending): Promise<Response> {
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
    request.open(sending.method, url);
    request.responseType = "blob";
    for (const [name, value] of Object.entries(sending.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => sending.onSent?.(event.loaded);
    request.onload = () => end(() => resolve(responseOf(request)));
    request.onerror = () => end(() => reject(new TypeError("the connection was lost while sending")));
    sending.signal?.addEventListener("abort", abort, { once: true });
    sending.onSent?.(0);
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
function sendByFetch(transport: Transport, url: string, sending: Sending): Promise<Response> {
  const { onSent } = sending;
  let body: BodyInit = sending.body;
  if (onSent !== undefined) {
    const stream = body instanceof ReadableStream ? body : new Blob([body]).stream();
    body = stream.pipeThrough(counted(onSent));
  }
  const init: RequestInit & { duplex?: "half" } = {
    method: sending.method,
    headers: sending.headers,
    credentials: transport.credentials,
    signal: sending.signal ?? null,
    body,
    ...(body instanceof ReadableStream ? { duplex: "half" as const } : {}),
  };
  return transport.fetch(new Request(url, init));
}

function counted(onSent: (bytes: number) => void) {
  let sent = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    start: () => onSent(0),
    transform(chunk, controller) {
      sent += chunk.byteLength;
      controller.enqueue(chunk);
      onSent(sent);
    },
  });
}

function sizeOf(source: UploadSource): number | null {
  if (source instanceof Blob) return source.size;
  return source instanceof ReadableStream ? null : source.byteLength;
}
