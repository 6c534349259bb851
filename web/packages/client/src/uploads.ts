/** Calls about uploads: a file that comes in parts, and a dataset of it. */

import type { Api } from "./api.js";
import { type CreateOptions, keyed } from "./options.js";
import { type Listing, listing } from "./pages.js";
import type { Transport } from "./transport.js";
import type { CallOptions, Dataset, QueryOf, Upload, UploadRequest } from "./types.js";
import { sendBytes } from "./upload.js";

export interface AppendOptions extends CallOptions {
  /** Called with the bytes of this part that have left. */
  onSent?: ((bytes: number) => void) | undefined;
}

/** An upload belongs to the key that made it; to every other one it is not there. */
export interface UploadCalls extends Listing<Upload, QueryOf<"list_uploads">> {
  /** Announces a file: its name, its bytes as they will be sent, its type. */
  create(request: UploadRequest, options?: CreateOptions): Promise<Upload>;
  /** Where it stands: `offset` bytes are there. */
  get(id: string, options?: CallOptions): Promise<Upload>;
  /**
   * Where it stands after the file's bytes from `offset` on, `part_bytes` of them at best, with their hash where the page
   * can make one. It is never repeated: after a failure `get` tells where to go on.
   */
  append(
    id: string,
    offset: number,
    part: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
    options?: AppendOptions,
  ): Promise<Upload>;
  /** Gives it up, also while a part comes. */
  remove(id: string, options?: CallOptions): Promise<void>;
  /** A dataset of a complete upload, which is used up by it; profiling, unless `wait` says to wait. */
  dataset(id: string, query?: QueryOf<"create_dataset_of_upload">, options?: CreateOptions): Promise<Dataset>;
}

export function uploadCalls(api: Api, transport: Transport): UploadCalls {
  const path = (upload_id: string) => ({ path: { upload_id } });
  return {
    ...listing((query, { signal }) => api.GET("/v1/uploads", { params: { query }, signal: signal ?? null })),
    create: (body, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/uploads", { params: { header: keyed(idempotencyKey) }, body, signal: signal ?? null }),
    get: (id, { signal } = {}) => api.GET("/v1/uploads/{upload_id}", { params: path(id), signal: signal ?? null }),
    async append(id, offset, part, { signal, onSent } = {}) {
      const digest = await digestOf(part);
      return sendBytes<Upload>(transport, `/v1/uploads/${encodeURIComponent(id)}`, {
        method: "PATCH",
        headers: {
          "Content-Type": "application/octet-stream",
          "Upload-Offset": String(offset),
          ...(digest !== null && { "Content-Digest": digest }),
        },
        body: part,
        repeatable: false,
        signal,
        onSent,
      });
    },
    async remove(id, { signal } = {}) {
      await api.DELETE("/v1/uploads/{upload_id}", { params: path(id), signal: signal ?? null });
    },
    dataset: (id, query = {}, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/uploads/{upload_id}/dataset", {
        params: { ...path(id), query, header: keyed(idempotencyKey) },
        signal: signal ?? null,
      }),
  };
}

/** RFC 9530's `Content-Digest`; null where there is no `crypto.subtle`: in pages without TLS, besides those of localhost. */
async function digestOf(part: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  const bytes = part instanceof Blob ? await part.arrayBuffer() : part;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}
