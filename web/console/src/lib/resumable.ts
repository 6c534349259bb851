/** A download that can be stopped, or cut off, and gone on with where it ended. */

import type { Download } from "@discern/client";

/** What there is of a file so far. */
export interface PartialFile {
  chunks: Uint8Array<ArrayBuffer>[];
  receivedBytes: number;
  /** Null until the server has said it. */
  totalBytes: number | null;
  etag: string | null;
  fileName: string | null;
  mediaType: string | null;
}

export const NOTHING: PartialFile = {
  chunks: [],
  receivedBytes: 0,
  totalBytes: null,
  etag: null,
  fileName: null,
  mediaType: null,
};

/** The file on the server is not the one that was begun. */
export class FileChanged extends Error {
  override name = "FileChanged";
}

export type Read = (options: { range?: { start: number }; signal: AbortSignal }) => Promise<Download>;

/**
 * The whole file, of which `before` is there already. `onProgress` is told what there is after each chunk: keep it, for
 * a later call goes on from it. Throws `FileChanged`, what `read` throws, and the signal's reason.
 */
export async function receive(
  read: Read,
  before: PartialFile,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (file: PartialFile) => void },
): Promise<PartialFile> {
  let file = before;
  if (file.totalBytes !== null && file.receivedBytes === file.totalBytes) return file;
  const start = file.receivedBytes;
  const download = await read({ ...(start > 0 && { range: { start } }), signal });
  if (start > 0 && download.etag !== file.etag) throw new FileChanged();
  file = {
    ...file,
    totalBytes: download.num_bytes === null ? null : start + download.num_bytes,
    etag: download.etag,
    fileName: download.file_name,
    mediaType: download.media_type,
  };
  onProgress(file);
  const reader = download.stream.getReader();
  const stop = () => void reader.cancel(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    while (true) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      const chunk = value as Uint8Array<ArrayBuffer>;
      file = { ...file, chunks: [...file.chunks, chunk], receivedBytes: file.receivedBytes + chunk.byteLength };
      onProgress(file);
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
  return { ...file, totalBytes: file.totalBytes ?? file.receivedBytes };
}

/** The file's bytes, for the browser to keep. */
export function blobOf(file: PartialFile): Blob {
  return new Blob(file.chunks, file.mediaType === null ? {} : { type: file.mediaType });
}
