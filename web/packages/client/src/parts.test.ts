import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDiscern } from "./client.js";
import type { DatasetUploadOptions } from "./datasets.js";
import { NetworkError } from "./errors.js";
import { instantTimers, json, offline, problem } from "./testing.js";
import type { UploadProgress } from "./upload.js";

const SIZE = 40;
const PART = 8;
const bytes = Uint8Array.from({ length: SIZE }, (_, at) => (at * 37) % 251);
const file = (facts: Partial<{ name: string; lastModified: number }> = {}) =>
  new File([bytes], facts.name ?? "table.csv", { lastModified: facts.lastModified ?? 1_700_000_000_000 });

interface Part {
  offset: number;
  body: Uint8Array<ArrayBuffer>;
  /** The number of this PATCH, from 0 on. */
  at: number;
}
/** What happens to a part in place of being taken: an answer, or what is taken of it before the connection is lost. */
type Fault = Response | { takes: number } | null;

/** A server of uploads that keeps what it is sent, and goes wrong as told. */
class Uploads {
  requests: Request[] = [];
  parts: Part[] = [];
  /** The bytes of each upload. */
  received = new Map<string, Uint8Array<ArrayBuffer>>();
  /** The bytes that datasets were made of. */
  datasets: Uint8Array<ArrayBuffer>[] = [];
  sizes = new Map<string, number>();
  isDown = false;
  #answers = new Map<string, object>();

  constructor(readonly fault: (part: Part) => Fault = () => null) {}

  offsets = () => this.parts.map(({ offset }) => offset);
  asked = (method: string) => this.requests.filter((request) => request.method === method);

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    if (this.isDown) throw offline();
    this.requests.push(request);
    const [, , , id, action] = new URL(request.url).pathname.split("/");
    const key = request.headers.get("Idempotency-Key");
    const before = key === null ? undefined : this.#answers.get(key);
    if (before !== undefined) return json(before, 201);
    const remember = (answer: object) => {
      if (key !== null) this.#answers.set(key, answer);
      return json(answer, 201);
    };
    if (id === undefined) {
      const made = `upl_${this.sizes.size + 1}`;
      this.sizes.set(made, ((await request.json()) as { size_bytes: number }).size_bytes);
      this.received.set(made, new Uint8Array());
      return remember(this.#told(made));
    }
    const there = this.received.get(id);
    if (there === undefined) return problem(404, "not_found");
    if (request.method === "GET") return json(this.#told(id));
    if (request.method === "DELETE") {
      this.received.delete(id);
      return new Response(null, { status: 204 });
    }
    if (action === "dataset") {
      this.received.delete(id);
      this.datasets.push(there);
      return remember({ object: "dataset", id: `ds_${this.datasets.length}`, status: "ready", error: null });
    }
    return this.#append(id, there, request);
  };

  async #append(id: string, there: Uint8Array<ArrayBuffer>, request: Request): Promise<Response> {
    const offset = Number(request.headers.get("Upload-Offset"));
    const part = { offset, body: new Uint8Array(await request.arrayBuffer()), at: this.parts.length };
    this.parts.push(part);
    const fault = this.fault(part);
    if (fault instanceof Response) return fault;
    if (offset !== there.length) return problem(409, "upload_offset_mismatch");
    const digest = request.headers.get("Content-Digest");
    if (fault !== null) {
      // Of a part with a hash nothing is kept before all of it is there.
      const isKept = digest === null || fault.takes >= part.body.length;
      if (isKept) this.received.set(id, joined(there, part.body.slice(0, fault.takes)));
      throw offline();
    }
    if (digest !== null && digest !== (await sha256(part.body))) return problem(400, "digest_mismatch");
    this.received.set(id, joined(there, part.body));
    return json(this.#told(id));
  }

  #told(id: string): object {
    const offset = this.received.get(id)?.length ?? 0;
    const size_bytes = this.sizes.get(id) ?? 0;
    return { object: "upload", id, size_bytes, offset, part_bytes: PART, complete: offset === size_bytes };
  }
}

const joined = (...pieces: Uint8Array<ArrayBuffer>[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));
const sha256 = async (body: Uint8Array<ArrayBuffer>) =>
  `sha-256=:${Buffer.from(await crypto.subtle.digest("SHA-256", body)).toString("base64")}:`;
const withoutHashes = () =>
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto), randomUUID: undefined });

function upload(server: Uploads, options: DatasetUploadOptions = {}, source: Blob = file()) {
  const client = createDiscern({ url: "http://d.test", key: "k", fetch: server.fetch as typeof fetch });
  return client.datasets.upload(source, { inParts: true, ...options });
}

/** A `Storage` of one page. */
function store() {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

let waited: number[];
beforeEach(() => {
  waited = instantTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a file in parts", () => {
  it("is announced, sent part by part with hashes, and made a dataset", async () => {
    const server = new Uploads();
    const seen: UploadProgress[] = [];
    const dataset = await upload(server, {
      name: "mine",
      delimiter: ";",
      onProgress: (progress) => seen.push(progress),
    });
    expect(dataset.id).toBe("ds_1");
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()).toEqual([0, 8, 16, 24, 32]);
    expect(server.asked("PATCH").every((request) => request.headers.has("Content-Digest"))).toBe(true);
    const used = new URL(server.requests.at(-1)?.url ?? "");
    expect(used.pathname).toBe("/v1/uploads/upl_1/dataset");
    expect(Object.fromEntries(used.searchParams)).toEqual({ name: "mine", delimiter: ";" });
    expect(seen.at(0)).toEqual({ sent: 0, total: SIZE });
    expect(seen.at(-1)).toEqual({ sent: SIZE, total: SIZE });
    const sent = seen.map((progress) => progress.sent);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(new Set(sent).size).toBeGreaterThan(5);
    expect(waited).toEqual([]);
  });

  it("has no hashes where the page can make none", async () => {
    withoutHashes();
    const server = new Uploads();
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
    expect(server.asked("PATCH").some((request) => request.headers.has("Content-Digest"))).toBe(false);
  });

  it("is one of more than 32 MiB, whatever kind it has; a smaller one and a stream go in one request", async () => {
    const answer = () => json({ object: "dataset", id: "ds_1", status: "ready", error: null }, 201);
    const paths: string[] = [];
    const fetch = async (input: RequestInfo | URL) => {
      paths.push(new URL((input as Request).url).pathname);
      return paths.at(-1) === "/v1/uploads" ? problem(413, "too_large") : answer();
    };
    const { datasets } = createDiscern({ url: "http://d.test", key: "k", fetch: fetch as typeof globalThis.fetch });
    const large = new Uint8Array(32 * 2 ** 20 + 1);
    for (const source of [new Blob([large]), large, large.buffer]) {
      await expect(datasets.upload(source, { format: "csv" })).rejects.toMatchObject({ code: "too_large" });
    }
    await datasets.upload(large.subarray(1), { format: "csv" });
    await datasets.upload(large, { format: "csv", inParts: false });
    await datasets.upload(new Blob([large]).stream(), { format: "csv" });
    expect(paths).toEqual([...Array(3).fill("/v1/uploads"), ...Array(3).fill("/v1/datasets")]);
  });

  it("tells its type and its compression", async () => {
    const told = new Uploads();
    const announced: unknown[] = [];
    const { fetch } = told;
    told.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.endsWith("/v1/uploads")) announced.push(await request.clone().json());
      return fetch(request);
    };
    await upload(told, {}, file({ name: "table.jsonl.gz" }));
    expect(announced).toEqual([
      { name: "table.jsonl.gz", size_bytes: SIZE, content_type: "application/x-ndjson", content_encoding: "gzip" },
    ]);
  });
});

describe("a lost connection", () => {
  it.each([
    ["with hashes", true],
    ["without", false],
  ])("at any byte leaves the file whole, %s", async (_name, hashed) => {
    if (!hashed) withoutHashes();
    for (let cut = 0; cut <= SIZE; cut++) {
      let isCut = false;
      const server = new Uploads(({ offset, body }) => {
        if (isCut || cut > offset + body.length) return null;
        isCut = true;
        return { takes: cut - offset };
      });
      await upload(server);
      expect(isCut).toBe(true);
      expect(server.datasets, `cut at byte ${cut}`).toEqual([bytes]);
    }
  });

  it("at every part, again and again, brings the file through as long as something comes", async () => {
    withoutHashes();
    const server = new Uploads(() => ({ takes: 1 }));
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()).toEqual(Array.from({ length: SIZE }, (_, at) => at));
  });

  it("makes the parts smaller, so that one comes through whole", async () => {
    const server = new Uploads(({ body }) => (body.length > 2 ? { takes: 2 } : null));
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
  });

  it("of the answer alone sends nothing twice", async () => {
    const server = new Uploads(({ body, at }) => (at === 1 ? { takes: body.length } : null));
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()).toEqual([0, 8, 16, 24, 32]);
  });

  it("that lasts is given up after about a minute", async () => {
    const server = new Uploads(({ at }) => {
      if (at === 2) server.isDown = true;
      return at === 2 ? { takes: 0 } : null;
    });
    await expect(upload(server)).rejects.toBeInstanceOf(NetworkError);
    const seconds = waited.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(25);
    expect(seconds).toBeLessThan(75);
  });
});

describe("a refused part", () => {
  it.each([
    ["another place", () => problem(409, "upload_offset_mismatch")],
    [
      "a part before it that still comes",
      () => problem(409, "upload_busy", { retryable: true }, { "Retry-After": "1" }),
    ],
    ["a wrong hash", () => problem(400, "digest_mismatch")],
    ["a server that has too much to do", () => problem(503, "busy", { retryable: true }, { "Retry-After": "2" })],
    ["a rate limit", () => problem(429, "rate_limited", { retryable: true })],
    ["a proxy before a server that restarts", () => new Response("<html>", { status: 502 })],
  ])("for %s is sent again from where the upload stands", async (_name, answer) => {
    const server = new Uploads(({ at }) => (at === 1 ? answer() : null));
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()[2]).toBe(8);
    expect(server.asked("GET")).toHaveLength(1);
  });

  it("waits as long as it is asked to", async () => {
    const busy = () => problem(409, "upload_busy", { retryable: true }, { "Retry-After": "3" });
    const server = new Uploads(({ at }) => (at === 1 ? busy() : null));
    await upload(server);
    expect(waited).toEqual([3000]);
  });

  it("for good is thrown, and the upload deleted", async () => {
    const server = new Uploads(({ at }) => (at === 1 ? problem(507, "storage_full") : null));
    await expect(upload(server)).rejects.toMatchObject({ code: "storage_full" });
    await vi.waitFor(() => expect(server.asked("DELETE")).toHaveLength(1));
    expect(server.parts).toHaveLength(2);
  });

  it("goes on behind bytes that the server has lost in its crash", async () => {
    const server = new Uploads(({ at }) => {
      if (at !== 3) return null;
      server.received.set("upl_1", bytes.slice(0, 11)); // It had told 24.
      return problem(503, "starting", { retryable: true });
    });
    await upload(server);
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets().slice(3, 5)).toEqual([24, 11]);
  });
});

describe("an aborted upload", () => {
  const reason = new Error("the tab was closed");
  /** A server that stands at 16 when the upload is aborted. */
  function abortedAt16() {
    const controller = new AbortController();
    const server = new Uploads(({ at }) => {
      if (at !== 2) return null;
      controller.abort(reason);
      return { takes: 0 };
    });
    return { server, signal: controller.signal };
  }

  it("rejects with the signal's reason and is deleted", async () => {
    const { server, signal } = abortedAt16();
    await expect(upload(server, { signal })).rejects.toBe(reason);
    await vi.waitFor(() => expect(server.asked("DELETE")).toHaveLength(1));
    expect(server.datasets).toEqual([]);
  });

  it("is gone on with by a later call that has the store", async () => {
    const resume = store();
    const { server, signal } = abortedAt16();
    await expect(upload(server, { signal, resume })).rejects.toBe(reason);
    expect([...resume.held.values()]).toEqual(["upl_1"]);
    expect(server.asked("DELETE")).toEqual([]);

    const seen: UploadProgress[] = [];
    await upload(server, { resume, onProgress: (progress) => seen.push(progress) });
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()).toEqual([0, 8, 16, 16, 24, 32]);
    expect(seen[0]).toEqual({ sent: 16, total: SIZE, resumedFrom: 16 });
    expect(seen.at(-1)).toEqual({ sent: SIZE, total: SIZE, resumedFrom: 16 });
    expect(resume.held.size).toBe(0);
  });
});

describe("the store", () => {
  /** A server and a store that hold the first half of `file()`. */
  async function halfSent() {
    const resume = store();
    const server = new Uploads(({ at }) => (at === 2 ? problem(403, "forbidden") : null));
    await expect(upload(server, { resume })).rejects.toMatchObject({ code: "forbidden" });
    expect(resume.held.size).toBe(1);
    return { resume, server };
  }

  it.each([
    ["name", file({ name: "other.csv" }), {}],
    ["time of change", file({ lastModified: 1 }), {}],
    ["size", new File([bytes, "x"], "table.csv", { lastModified: file().lastModified }), {}],
    ["format", file(), { format: "ndjson" }],
  ] as const)("takes a file of another %s for another one", async (_name, source, options) => {
    const { resume, server } = await halfSent();
    await upload(server, { resume, ...options }, source);
    expect(server.sizes.size).toBe(2);
    expect(server.offsets()[3]).toBe(0);
    expect(resume.held.size).toBe(1);
  });

  it("of an upload that has expired begins anew", async () => {
    const { resume, server } = await halfSent();
    server.received.clear();
    await upload(server, { resume });
    expect(server.datasets).toEqual([bytes]);
    expect(resume.held.size).toBe(0);
  });

  it("forgets an upload that goes while it is sent", async () => {
    const resume = store();
    const server = new Uploads(({ at }) => (at === 2 ? problem(404, "not_found") : null));
    await expect(upload(server, { resume })).rejects.toMatchObject({ code: "not_found" });
    expect(resume.held.size).toBe(0);
  });

  it("that is full does no harm", async () => {
    const setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    const server = new Uploads();
    await upload(server, { resume: { ...store(), setItem } });
    expect(server.datasets).toEqual([bytes]);
  });
});

describe("under an idempotency key", () => {
  it("the same call later goes on, and once more has no second effect", async () => {
    const server = new Uploads(({ at }) => (at === 2 ? problem(507, "storage_full") : null));
    await expect(upload(server, { idempotencyKey: "mine" })).rejects.toMatchObject({ code: "storage_full" });
    expect(server.asked("DELETE")).toEqual([]);
    await upload(server, { idempotencyKey: "mine" });
    expect(server.datasets).toEqual([bytes]);
    expect(server.offsets()).toEqual([0, 8, 16, 16, 24, 32]);
    const again = await upload(server, { idempotencyKey: "mine" });
    expect(again.id).toBe("ds_1");
    expect(server.datasets).toHaveLength(1);
  });
});

describe("the steps by themselves", () => {
  const { uploads } = createDiscern({ url: "http://d.test", key: "k", fetch: new Uploads().fetch as typeof fetch });

  it("announce, append, tell, use", async () => {
    const made = await uploads.create({ name: "a.csv", size_bytes: 4, content_type: "text/csv" });
    expect(made.offset).toBe(0);
    const sent: number[] = [];
    await uploads.append(made.id, 0, new TextEncoder().encode("a,"), { onSent: (count) => sent.push(count) });
    expect(sent).toEqual([0, 2]);
    expect((await uploads.get(made.id)).offset).toBe(2);
    await expect(uploads.append(made.id, 0, new Blob(["a,"]))).rejects.toMatchObject({
      code: "upload_offset_mismatch",
    });
    expect((await uploads.append(made.id, 2, new Blob(["b\n"]))).complete).toBe(true);
    expect((await uploads.dataset(made.id)).id).toBe("ds_1");
    await expect(uploads.get(made.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("give an upload up", async () => {
    const made = await uploads.create({ name: "a.csv", size_bytes: 4, content_type: "text/csv" });
    await uploads.remove(made.id);
    await expect(uploads.get(made.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
