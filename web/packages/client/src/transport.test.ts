import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDiscern } from "./client.js";
import { isProblem, NetworkError, ProblemError, retryAfterSeconds } from "./errors.js";
import { type Answer, instantTimers, json, offline, problem, scripted } from "./testing.js";

const URL = "http://discern.test";

function client(...answers: Answer[]) {
  const { fetch, requests } = scripted(...answers);
  return { discern: createDiscern({ url: `${URL}/`, key: "disc_key", fetch }), requests };
}

let waited: number[];
beforeEach(() => {
  waited = instantTimers();
});
afterEach(() => vi.restoreAllMocks());

describe("a call", () => {
  it("sends the key and no cookies", async () => {
    const { discern, requests } = client(json({ object: "api_key" }));
    await discern.me();
    expect(requests[0]?.url).toBe(`${URL}/v1/me`);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer disc_key");
    expect(requests[0]?.credentials).toBe("omit");
  });

  it("without a key sends the cookies of its own origin, and no key", async () => {
    const { fetch, requests } = scripted(json({}));
    await createDiscern({ url: URL, fetch }).me();
    expect(requests[0]?.credentials).toBe("same-origin");
    expect(requests[0]?.headers.has("Authorization")).toBe(false);
  });

  it("encodes names in paths", async () => {
    const { discern, requests } = client(json({}));
    await discern.models.get("a/b c?");
    expect(requests[0]?.url).toBe(`${URL}/v1/models/a%2Fb%20c%3F`);
  });

  it("throws the server's problem with all of it", async () => {
    const fault = { code: "not_a_number", message: "no number", row: 3, column: "Area", pointer: "/rows/3/Area" };
    const { discern } = client(problem(422, "rows_invalid", { errors: [fault], hint: "mend it" }));
    const error = await discern
      .model("rice")
      .predict([{}])
      .catch((thrown: unknown) => thrown);
    expect(isProblem(error, "rows_invalid")).toBe(true);
    expect(isProblem(error, "not_found")).toBe(false);
    expect(error).toMatchObject({
      status: 422,
      errors: [fault],
      hint: "mend it",
      requestId: "req_1",
      retryable: false,
    });
  });

  it("makes a problem of an answer that a proxy wrote", async () => {
    const { discern } = client(new Response("<h1>Forbidden</h1>", { status: 403, statusText: "Forbidden" }));
    await expect(discern.me()).rejects.toMatchObject({ name: "ProblemError", code: "http_403", status: 403 });
  });

  it("tells when a page that is no Discern answers", async () => {
    const { discern } = client(new Response("<html></html>"));
    await expect(discern.me()).rejects.toMatchObject({ name: "ProblemError", code: "not_discern" });
  });
});

describe("repeating", () => {
  it.each([429, 502, 503, 504])("repeats a read after %s", async (status) => {
    const { discern, requests } = client(problem(status, "busy"), json({ name: "rice" }));
    expect((await discern.models.get("rice")).name).toBe("rice");
    expect(requests).toHaveLength(2);
  });

  it("does not repeat other refusals", async () => {
    for (const status of [400, 401, 404, 409, 412, 422, 500]) {
      const { discern, requests } = client(problem(status, "no"));
      await expect(discern.models.get("rice")).rejects.toBeInstanceOf(ProblemError);
      expect(requests, String(status)).toHaveLength(1);
    }
  });

  it("repeats what calls itself retryable", async () => {
    const { discern, requests } = client(problem(500, "lost", { retryable: true }), json({}));
    await discern.me();
    expect(requests).toHaveLength(2);
  });

  it("repeats a read after a lost connection, with growing jittered pauses, and gives up", async () => {
    const { discern, requests } = client(offline());
    const error = await discern.me().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ code: "unreachable", retryable: true, attempts: 5 });
    expect(requests).toHaveLength(5);
    expect(waited).toHaveLength(4);
    waited.forEach((ms, i) => {
      expect(ms).toBeGreaterThanOrEqual(125 * 2 ** i);
      expect(ms).toBeLessThanOrEqual(250 * 2 ** i);
    });
  });

  it("repeats a read whose body breaks off", async () => {
    const broken = () => new Response(new ReadableStream({ pull: (controller) => controller.error(offline()) }));
    const { discern } = client(broken, json({ name: "rice" }));
    expect((await discern.models.get("rice")).name).toBe("rice");
  });

  it("waits as long as Retry-After asks, and not for longer than a minute", async () => {
    const { discern } = client(problem(503, "busy", {}, { "Retry-After": "7" }), json({}));
    await discern.me();
    expect(waited[0]).toBeGreaterThanOrEqual(7000);
    expect(waited[0]).toBeLessThanOrEqual(7250);

    const patient = client(problem(503, "busy", {}, { "Retry-After": "61" }));
    await expect(patient.discern.me()).rejects.toMatchObject({ code: "busy" });
    expect(patient.requests).toHaveLength(1);
  });

  it("reads Retry-After as seconds and as a date", () => {
    expect(retryAfterSeconds(null)).toBeNull();
    expect(retryAfterSeconds("12")).toBe(12);
    expect(retryAfterSeconds("soon")).toBeNull();
    expect(retryAfterSeconds(new Date(Date.now() + 30_000).toUTCString())).toBeGreaterThan(25);
    expect(retryAfterSeconds(new Date(0).toUTCString())).toBe(0);
  });

  it("creates under one key, however often it is sent", async () => {
    const { discern, requests } = client(offline(), problem(503, "busy"), json({ id: "job_1" }));
    await discern.trainingJobs.create({ dataset_id: "ds_1", spec: { target: "Class" } });
    const keys = requests.map((request) => request.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[\da-f-]{32,36}$/);
    expect(new Set(keys).size).toBe(1);
    const bodies = await Promise.all(requests.map((request) => request.text()));
    expect(new Set(bodies).size).toBe(1);
  });

  it("creates two things under two keys, and one under the caller's own", async () => {
    const { discern, requests } = client(json({}));
    const request = { dataset_id: "ds_1", spec: { target: "Class" } };
    await discern.trainingJobs.create(request);
    await discern.trainingJobs.create(request);
    await discern.trainingJobs.create(request, { idempotencyKey: "mine" });
    const [first, second, third] = requests.map((one) => one.headers.get("Idempotency-Key"));
    expect(first).not.toBe(second);
    expect(third).toBe("mine");
  });

  it("repeats a prediction, which changes nothing", async () => {
    const { discern, requests } = client(problem(503, "busy"), json({ predictions: [{ label: "a" }] }));
    await discern.model("rice", { alias: "live" }).predict([{}]);
    expect(requests.map((request) => request.url)).toEqual(Array(2).fill(`${URL}/v1/models/rice/aliases/live/predict`));
  });

  it.each([
    ["cancel", (d: ReturnType<typeof createDiscern>) => d.jobs.cancel("job_1")],
    ["delete", (d: ReturnType<typeof createDiscern>) => d.models.delete("rice")],
    ["patch", (d: ReturnType<typeof createDiscern>) => d.models.update("rice", { description: "x" })],
    ["put", (d: ReturnType<typeof createDiscern>) => d.models.setAlias("rice", "live", { version: 1 }, { etag: "x" })],
  ])("never repeats a change without a key: %s", async (_name, change) => {
    const lostOnce = client(offline());
    await expect(change(lostOnce.discern)).rejects.toBeInstanceOf(NetworkError);
    expect(lostOnce.requests).toHaveLength(1);
    const busy = client(problem(503, "busy"));
    await expect(change(busy.discern)).rejects.toBeInstanceOf(ProblemError);
    expect(busy.requests).toHaveLength(1);
  });
});

describe("a signal", () => {
  it("ends a call at once, and its wait for the next attempt", async () => {
    vi.restoreAllMocks(); // real timers: the wait must be cut short
    const { discern, requests } = client(problem(503, "busy", {}, { "Retry-After": "30" }));
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    setTimeout(() => controller.abort(reason), 20);
    const started = Date.now();
    await expect(discern.me({ signal: controller.signal })).rejects.toBe(reason);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(requests).toHaveLength(1);
  });

  it("that has fired already sends nothing", async () => {
    const { discern, requests } = client(json({}));
    await expect(discern.me({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    expect(requests).toHaveLength(0);
  });
});
