/** A file of the server: as a stream, a blob or text, whole or a range of its bytes. */

import type { Transport } from "./transport.js";
import type { CallOptions } from "./types.js";

export interface DownloadOptions extends CallOptions {
  /** First and last byte, both counted; without `end` to the file's end. */
  range?: { start: number; end?: number } | undefined;
}

/** An answer whose body is still to be read, by one of `stream`, `blob()`, `text()`. */
export class Download {
  constructor(private readonly response: Response) {}

  /** Bytes as they arrive. */
  get stream(): ReadableStream<Uint8Array> {
    return this.response.body ?? new Blob().stream();
  }

  blob(): Promise<Blob> {
    return this.response.blob();
  }

  text(): Promise<string> {
    return this.response.text();
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.response.arrayBuffer());
  }

  /** Bytes of this answer, null where the server did not say. */
  get num_bytes(): number | null {
    const length = this.response.headers.get("Content-Length");
    return length === null ? null : Number(length);
  }

  /** The name that the server gives the file. */
  get file_name(): string | null {
    return /filename="?([^";]+)"?/.exec(this.response.headers.get("Content-Disposition") ?? "")?.[1] ?? null;
  }

  get media_type(): string | null {
    return this.response.headers.get("Content-Type");
  }

  /** Names the content; of exports and scored files the SHA-256 of the bytes. */
  get etag(): string | null {
    return this.response.headers.get("ETag");
  }
}

export async function download(
  transport: Transport,
  path: string,
  query: Record<string, unknown> = {},
  { range, signal }: DownloadOptions = {},
): Promise<Download> {
  const headers: Record<string, string> = { Accept: "*/*" };
  if (range) headers.Range = `bytes=${range.start}-${range.end ?? ""}`;
  return new Download(await transport.get(path, { query, headers, signal }));
}
