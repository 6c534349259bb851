/** Sending a large file in parts: after whatever interrupts it, on from where the server says it stands. */

import { createApi } from "./api.js";
import { DiscernError, isProblem, ProblemError } from "./errors.js";
import type { CreateOptions } from "./options.js";
import {
  backoffSeconds,
  MAX_RETRY_AFTER_SECONDS,
  PATIENT_ATTEMPTS,
  RETRIED,
  sleep,
  type Transport,
} from "./transport.js";
import type { Dataset, QueryOf, Upload, UploadRequest } from "./types.js";
import { nameOf, typeOf, type UploadOptions, type UploadSource } from "./upload.js";
import { type UploadCalls, uploadCalls } from "./uploads.js";

/** Below, sending all of it again costs less than the calls that would save it. */
const LARGE_BYTES = 32 * 2 ** 20;

/** Refusals of a part after which its place is asked for, and then it is sent again. */
const GO_ON = new Set<string>(["upload_offset_mismatch", "upload_busy", "digest_mismatch"]);

/** Where the ids of unfinished uploads are kept: `localStorage`, or anything alike. */
export type ResumeStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface PartsOptions {
  /** In parts, or in one request, whatever the size; by default in parts above 32 MiB. A stream goes in one request. */
  inParts?: boolean | undefined;
  /**
   * Lets a later call go on with what this one began, also after the page was closed: `localStorage`, for example. A `File`
   * is known again by its name, size and time of change; bytes are not. What failed or was aborted then stays on the server
   * until it expires there.
   */
  resume?: ResumeStore | undefined;
}

type PartSource = Exclude<UploadSource, ReadableStream>;

/** Whether a file is sent in parts. */
export function isInParts(source: UploadSource, { inParts }: PartsOptions): source is PartSource {
  if (source instanceof ReadableStream) return false;
  return inParts ?? (source instanceof Blob ? source.size : source.byteLength) > LARGE_BYTES;
}

/**
 * The dataset of a file sent in parts. It goes on by itself for about a minute without a byte of success.
 *
 * When it fails for good the upload is deleted; not with `resume` or an `idempotencyKey`, by which a later call finds it.
 */
export async function sendInParts(
  transport: Transport,
  query: Record<string, unknown>,
  source: PartSource,
  options: UploadOptions & PartsOptions,
): Promise<Dataset> {
  const { signal, idempotencyKey } = options;
  const { mediaType, gzip } = typeOf(source, options);
  const patient = transport.patient();
  const uploads = uploadCalls(createApi(patient), patient);
  const file = source instanceof Blob ? source : new Blob([source]);
  const announced: UploadRequest = {
    name: nameOf(source) ?? (typeof query.name === "string" ? query.name : "upload"),
    size_bytes: file.size,
    content_type: mediaType,
    content_encoding: gzip ? "gzip" : "identity",
  };
  const kept = keptId(options.resume, [transport.url, ...Object.values(announced)], source);
  const upload = await begin(uploads, announced, kept, { signal, idempotencyKey });
  try {
    await send(uploads, upload, file, options);
    const asked = query as QueryOf<"create_dataset_of_upload">;
    const dataset = await uploads.dataset(upload.id, asked, { signal, idempotencyKey });
    kept.forget();
    return dataset;
  } catch (error) {
    if (isProblem(error, "not_found")) kept.forget();
    else if (!kept.lasts && idempotencyKey === undefined) {
      // Not waited for: whoever aborts wants to go on. Where it fails the upload expires.
      uploadCalls(createApi(transport), transport)
        .remove(upload.id)
        .catch(() => {});
    }
    throw error;
  }
}

/** The upload that a call before has left, as it stands, or a new one. */
async function begin(
  uploads: UploadCalls,
  announced: UploadRequest,
  kept: Kept,
  { signal, idempotencyKey }: CreateOptions,
): Promise<Upload> {
  const id = kept.read();
  const found = id === null ? null : await standing(uploads, id, signal);
  if (found !== null) return found;
  // Another request than the one that uses the upload, so another key.
  const key = idempotencyKey && `upload ${idempotencyKey}`;
  const made = await uploads.create(announced, { signal, idempotencyKey: key });
  kept.write(made.id);
  if (idempotencyKey === undefined) return made;
  // Under a key this may be the answer to a call before: the upload has come further since, or was used, and then all of it was there.
  return (await standing(uploads, made.id, signal)) ?? { ...made, offset: made.size_bytes };
}

/** An upload as it stands; null when there is none: it has expired, was used, or belongs to another key. */
async function standing(uploads: UploadCalls, id: string, signal: AbortSignal | undefined): Promise<Upload | null> {
  try {
    return await uploads.get(id, { signal });
  } catch (error) {
    if (isProblem(error, "not_found")) return null;
    throw error;
  }
}

async function send(uploads: UploadCalls, upload: Upload, file: Blob, { signal, onProgress }: UploadOptions) {
  const facts = { total: file.size, ...(upload.offset > 0 && { resumedFrom: upload.offset }) };
  const report = onProgress && ((sent: number) => onProgress({ sent, ...facts }));
  let { offset } = upload;
  let inVain = 0;
  report?.(offset);
  while (offset < file.size) {
    const begin = offset;
    // Smaller after each failure: a line that is cut again and again brings a small part through.
    const part = file.slice(begin, begin + Math.ceil(upload.part_bytes / 2 ** inVain));
    const onSent = report && ((bytes: number) => report(begin + Math.min(bytes, part.size)));
    try {
      ({ offset } = await uploads.append(upload.id, begin, part, { signal, onSent }));
      inVain = 0;
    } catch (error) {
      const pause = pauseSeconds(error, ++inVain);
      if (pause === null) throw error;
      await sleep(pause, signal);
      ({ offset } = await uploads.get(upload.id, { signal }));
      if (offset > begin) inVain = 0; // What comes in pieces comes in the end.
    }
  }
}

/** Seconds before the next attempt after this failure of a part, the `inVain`-th in a row; null when it is the last one. */
function pauseSeconds(error: unknown, inVain: number): number | null {
  if (!(error instanceof DiscernError) || inVain >= PATIENT_ATTEMPTS) return null;
  const backoff = backoffSeconds(inVain);
  if (!(error instanceof ProblemError)) return error.retryable ? backoff : null;
  const goesOn = error.retryable || RETRIED.has(error.status) || GO_ON.has(error.code);
  const asked = error.retryAfterSeconds ?? 0;
  return goesOn && asked <= MAX_RETRY_AFTER_SECONDS ? Math.max(asked, backoff) : null;
}

/** The id of a file's unfinished upload, where a later call finds it. */
interface Kept {
  /** False where nothing is kept. */
  lasts: boolean;
  read(): string | null;
  write(id: string): void;
  forget(): void;
}

function keptId(store: ResumeStore | undefined, facts: readonly unknown[], source: PartSource): Kept {
  if (store === undefined || !(source instanceof File)) {
    return { lasts: false, read: () => null, write: () => {}, forget: () => {} };
  }
  const key = `discern upload ${JSON.stringify([...facts, source.lastModified])}`;
  return {
    lasts: true,
    read: () => store.getItem(key),
    write(id) {
      try {
        store.setItem(key, id);
      } catch {
        // It is full: this upload cannot be gone on with later, and needs not be.
      }
    },
    forget: () => store.removeItem(key),
  };
}
