import type { Download } from "@discern/client";
import { describe, expect, it } from "vitest";
import { blobOf, FileChanged, NOTHING, type PartialFile, type Read, receive } from "./resumable.js";

const whole = new Uint8Array(1000).map((_, at) => at % 251);

/** A server with one file, which cuts each answer off after `cutAfter` bytes. */
function server({ cutAfter = Number.POSITIVE_INFINITY, etag = '"a"' } = {}) {
  const asked: number[] = [];
  const read: Read = async ({ range, signal }) => {
    const start = range?.start ?? 0;
    asked.push(start);
    let at = start;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (signal.aborted) return;
        if (at - start >= cutAfter) return controller.error(new TypeError("cut off"));
        if (at >= whole.length) return controller.close();
        controller.enqueue(whole.slice(at, at + 100));
        at += 100;
      },
    });
    const facts = { etag, num_bytes: whole.length - start, file_name: "scored.csv", media_type: "text/csv" };
    return { stream, ...facts } as unknown as Download;
  };
  return { read, asked };
}

/** Receives and tells what there is at the end, however it ends. */
async function attempt(read: Read, before: PartialFile, signal = new AbortController().signal) {
  let file = before;
  try {
    file = await receive(read, before, { signal, onProgress: (now) => (file = now) });
    return { file, error: null };
  } catch (error) {
    return { file, error };
  }
}

const bytesOf = async (file: PartialFile) => new Uint8Array(await blobOf(file).arrayBuffer());

describe("a download", () => {
  it("is the server's bytes", async () => {
    const { read, asked } = server();
    const { file } = await attempt(read, NOTHING);
    expect(await bytesOf(file)).toEqual(whole);
    expect(file).toMatchObject({ receivedBytes: 1000, totalBytes: 1000, fileName: "scored.csv" });
    expect(asked).toEqual([0]);
  });

  it("that is cut off goes on where it ended", async () => {
    const { read, asked } = server({ cutAfter: 400 });
    let file = NOTHING;
    for (let round = 0; round < 5 && file.receivedBytes < whole.length; round++) {
      const now = await attempt(read, file);
      expect(now.file.receivedBytes).toBeGreaterThan(file.receivedBytes);
      file = now.file;
    }
    expect(await bytesOf(file)).toEqual(whole);
    expect(asked[0]).toBe(0);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("that is stopped keeps what it has", async () => {
    const { read } = server();
    const controller = new AbortController();
    let file = NOTHING;
    const running = receive(read, NOTHING, {
      signal: controller.signal,
      onProgress: (now) => {
        file = now;
        if (now.receivedBytes >= 300) controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(file.receivedBytes).toBe(300);
    expect(await bytesOf((await attempt(read, file)).file)).toEqual(whole);
  });

  it("is never put together of two files", async () => {
    const begun = await attempt(server({ cutAfter: 200 }).read, NOTHING);
    const { error, file } = await attempt(server({ etag: '"b"' }).read, begun.file);
    expect(error).toBeInstanceOf(FileChanged);
    expect(file.receivedBytes).toBe(200);
  });

  it("that is whole is not asked for again", async () => {
    const { file } = await attempt(server().read, NOTHING);
    const { read, asked } = server();
    expect((await attempt(read, file)).file).toBe(file);
    expect(asked).toEqual([]);
  });
});
