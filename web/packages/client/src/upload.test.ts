// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDiscern } from "./client.js";
import { DatasetFailedError, NetworkError } from "./errors.js";
import { type Answer, json, offline, problem, scripted, streamOf } from "./testing.js";
import { formatOfName, type UploadProgress } from "./upload.js";

const ready = { object: "dataset", id: "ds_1", status: "ready", error: null };
const upload = (...answers: Answer[]) => {
  const { fetch, requests } = scripted(...answers);
  return { datasets: createDiscern({ url: "http://d.test", key: "k", fetch }).datasets, requests };
};
const body = (requests: Request[], at = 0) => (requests[at] as Request).text();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a sent file", () => {
  it("names its media type and itself by its name", async () => {
    const { datasets, requests } = upload(json(ready, 201));
    await datasets.upload(new File(["a,b\n"], "table.csv.gz"), {
      missing_values: ["?", "-"],
      overrides: { a: { role: "id" } },
    });
    const url = new URL(requests[0]?.url ?? "");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      name: "table.csv.gz",
      overrides: '{"a":{"role":"id"}}',
    });
    expect(url.searchParams.getAll("missing_values")).toEqual(["?", "-"]);
    expect(requests[0]?.headers.get("Content-Type")).toBe("text/csv");
    expect(requests[0]?.headers.get("Content-Encoding")).toBe("gzip");
    expect(requests[0]?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it.each([
    ["a.CSV", "csv", false],
    ["a.jsonl.gz", "ndjson", true],
    ["a.pq", "parquet", false],
    ["a.b.npz", "npz", false],
    ["photos.zip", "zip", false],
    ["a.xlsx", undefined, false],
  ])("tells %s by its name", (name, format, gzip) => {
    expect(formatOfName(name)).toEqual({ format, gzip });
  });

  it("is refused here when nobody says its format", async () => {
    const { datasets, requests } = upload(json(ready));
    await expect(datasets.upload(new Blob(["a"]))).rejects.toBeInstanceOf(TypeError);
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["bytes", new TextEncoder().encode("a,b\n1,2\n")],
    ["a buffer", new TextEncoder().encode("a,b\n1,2\n").buffer],
    ["a blob", new Blob(["a,b\n1,2\n"])],
  ])("may be %s", async (_name, source) => {
    const { datasets, requests } = upload(json(ready, 201));
    await datasets.upload(source, { format: "csv" });
    expect(await body(requests)).toBe("a,b\n1,2\n");
  });

  it("counts bytes as they leave, outside of browsers", async () => {
    vi.stubGlobal("XMLHttpRequest", undefined);
    const seen: UploadProgress[] = [];
    const { datasets } = upload(async (request: Request) => {
      expect(await request.text()).toBe("a,b\n1,2\n");
      return json(ready, 201);
    });
    await datasets.upload(streamOf(["a,b\n", "1,2\n"]), {
      format: "csv",
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toEqual([
      { sent: 0, total: null },
      { sent: 4, total: null },
      { sent: 8, total: null },
    ]);
  });

  it("is sent again under the same key after a lost connection, a stream is not", async () => {
    vi.stubGlobal("XMLHttpRequest", undefined);
    const { datasets, requests } = upload(offline(), json(ready, 201));
    await datasets.upload(new Blob(["a"]), { format: "csv" });
    expect(new Set(requests.map((request) => request.headers.get("Idempotency-Key"))).size).toBe(1);
    expect(requests).toHaveLength(2);

    const once = upload(offline());
    await expect(once.datasets.upload(streamOf(["a"]), { format: "csv" })).rejects.toBeInstanceOf(NetworkError);
    expect(once.requests).toHaveLength(1);
  });

  it("is waited for until it is profiled, and its failure is thrown with what is wrong", async () => {
    const fault = { code: "not_a_number", message: "no number", row: 3 };
    const error = { code: "data_invalid", title: null, detail: "row 3", hint: "mend it", errors: [fault] };
    const { datasets, requests } = upload(
      json({ ...ready, status: "profiling" }, 202),
      json({ ...ready, status: "profiling" }),
      json({ ...ready, status: "failed", error }),
    );
    const thrown = await datasets.upload(new Blob(["a"]), { format: "csv" }).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(DatasetFailedError);
    expect(thrown).toMatchObject({ code: "data_invalid", errors: [fault], hint: "mend it" });
    expect(requests.slice(1).map((request) => new URL(request.url).searchParams.get("wait"))).toEqual(["30", "30"]);

    const impatient = upload(json({ ...ready, status: "profiling" }, 202));
    expect((await impatient.datasets.upload(new Blob(["a"]), { format: "csv", wait: false })).status).toBe("profiling");
  });
});

describe("in a browser", () => {
  class FakeXhr {
    static last: FakeXhr;
    static answer: { status: number; body: string } | "lost" | "hangs" = { status: 201, body: JSON.stringify(ready) };
    upload: { onprogress?: (event: { loaded: number }) => void } = {};
    onload = () => {};
    onerror = () => {};
    headers: Record<string, string> = {};
    responseType = "";
    status = 0;
    statusText = "";
    response: Blob | null = null;
    url = "";
    method = "";
    constructor() {
      FakeXhr.last = this;
    }
    open(method: string, url: string) {
      this.method = method;
      this.url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    getAllResponseHeaders() {
      return "content-type: application/json\r\nx-request-id: req_9\r\n";
    }
    send(sent: Blob) {
      this.upload.onprogress?.({ loaded: sent.size / 2 });
      this.upload.onprogress?.({ loaded: sent.size });
      const { answer } = FakeXhr;
      if (answer === "hangs") return;
      if (answer === "lost") return queueMicrotask(() => this.onerror());
      this.status = answer.status;
      this.response = new Blob([answer.body]);
      queueMicrotask(() => this.onload());
    }
    isAborted = false;
    abort() {
      this.isAborted = true;
    }
  }
  const discern = () => {
    vi.stubGlobal("XMLHttpRequest", FakeXhr);
    return createDiscern({ url: "http://d.test", key: "k", attempts: 1 });
  };

  it("a file's progress comes from XMLHttpRequest", async () => {
    FakeXhr.answer = { status: 201, body: JSON.stringify(ready) };
    const seen: UploadProgress[] = [];
    const dataset = await discern().datasets.upload(new File(["0123456789"], "a.csv"), {
      onProgress: (p) => seen.push(p),
    });
    expect(dataset.id).toBe("ds_1");
    expect(seen.map(({ sent }) => sent)).toEqual([0, 5, 10]);
    expect(seen.at(-1)?.total).toBe(10);
    expect(FakeXhr.last.headers).toMatchObject({ Authorization: "Bearer k", "Content-Type": "text/csv" });
  });

  it("its refusals are problems, its losses network errors", async () => {
    FakeXhr.answer = { status: 413, body: await problem(413, "too_large").text() };
    const onProgress = () => {};
    const source = new File(["a"], "a.csv");
    await expect(discern().datasets.upload(source, { onProgress })).rejects.toMatchObject({ code: "too_large" });
    FakeXhr.answer = "lost";
    await expect(discern().datasets.upload(source, { onProgress })).rejects.toBeInstanceOf(NetworkError);
  });

  it("a signal stops it", async () => {
    FakeXhr.answer = "hangs";
    const controller = new AbortController();
    const reason = new Error("cancelled");
    const sending = discern().datasets.upload(new File(["a"], "a.csv"), {
      onProgress: () => {},
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(reason), 5);
    await expect(sending).rejects.toBe(reason);
    expect(FakeXhr.last.isAborted).toBe(true);
  });

  it("parts go by XMLHttpRequest too, and their progress is that of the file", async () => {
    const told = { object: "upload", id: "upl_1", size_bytes: 10, offset: 0, part_bytes: 10, complete: false };
    const { fetch, requests } = scripted(json(told, 201), json(ready, 202));
    vi.stubGlobal("fetch", fetch);
    FakeXhr.answer = { status: 200, body: JSON.stringify({ ...told, offset: 10, complete: true }) };
    const seen: UploadProgress[] = [];
    const source = new File(["0123456789"], "a.csv");
    await discern().datasets.upload(source, { inParts: true, onProgress: (progress) => seen.push(progress) });
    expect(requests.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([
      ["POST", "/v1/uploads"],
      ["POST", "/v1/uploads/upl_1/dataset"],
    ]);
    expect(FakeXhr.last).toMatchObject({ method: "PATCH", url: "http://d.test/v1/uploads/upl_1" });
    expect(FakeXhr.last.headers).toMatchObject({ Authorization: "Bearer k", "Upload-Offset": "0" });
    expect(seen.map(({ sent }) => sent)).toEqual([0, 0, 5, 10]);
  });
});
