import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { createDiscern } from "./client.js";
import type { Connection, JobEvent } from "./events.js";
import { type Answer, instantTimers, offline, problem, scripted, streamOf } from "./testing.js";
import type { Epoch, Finding, JobStatus, Progress } from "./types.js";

const event = (id: number, type: string, data: unknown = {}) =>
  `event: ${type}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`;
const done = (id: number) => event(id, "done", { status: "succeeded", result: null, error: null });
const stream = (pieces: string[], end?: Error) => () =>
  new Response(streamOf(pieces, end), { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });

async function follow(
  answers: Answer[],
  options: { after?: number; patienceSeconds?: number; signal?: AbortSignal } = {},
) {
  const { fetch, requests } = scripted(...answers);
  const connections: Connection[] = [];
  const seen: JobEvent[] = [];
  const discern = createDiscern({ url: "http://d.test", key: "k", fetch });
  const events = discern.trainingJobs.events("job_1", { ...options, onConnection: (state) => connections.push(state) });
  let error: unknown;
  try {
    for await (const one of events) seen.push(one);
  } catch (thrown) {
    error = thrown;
  }
  return { ids: seen.map((one) => one.id), seen, requests, connections, error };
}

beforeEach(() => void instantTimers());
afterEach(() => vi.restoreAllMocks());

describe("following a job", () => {
  it("tells every event with the key, and ends after done though the stream goes on", async () => {
    const { ids, requests, connections } = await follow([stream([event(1, "state"), done(2), event(3, "log")])]);
    expect(ids).toEqual([1, 2]);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer k");
    expect(requests[0]?.headers.get("Accept")).toBe("text/event-stream");
    expect(requests[0]?.headers.has("Last-Event-ID")).toBe(false);
    expect(connections).toEqual(["connecting", "live", "ended"]);
  });

  it("goes on from the last event after the server was gone, and tells none twice", async () => {
    const { ids, requests, connections, error } = await follow([
      stream([event(1, "state"), event(2, "metric").slice(0, 20)], offline()),
      offline(),
      problem(503, "not_ready"),
      stream([event(1, "state"), event(2, "metric"), done(3)]),
    ]);
    expect(error).toBeUndefined();
    expect(ids).toEqual([1, 2, 3]);
    expect(requests.map((request) => request.headers.get("Last-Event-ID"))).toEqual([null, "1", "1", "1"]);
    expect(connections.filter((state) => state === "reconnecting")).toHaveLength(3);
    expect(connections.at(-1)).toBe("ended");
  });

  it("connects again after a clean end before done, as a draining server makes it", async () => {
    const { ids } = await follow([stream(["retry: 5\n\n", event(1, "state")]), stream([done(2)])]);
    expect(ids).toEqual([1, 2]);
  });

  it("starts after an event, and returns at once when there was no later one", async () => {
    const { ids, requests, connections } = await follow([new Response(null, { status: 204 })], { after: 9 });
    expect(ids).toEqual([]);
    expect(requests[0]?.headers.get("Last-Event-ID")).toBe("9");
    expect(connections.at(-1)).toBe("ended");
  });

  it("throws what another attempt cannot mend", async () => {
    const gone = await follow([problem(404, "not_found")]);
    expect(gone.error).toMatchObject({ code: "not_found" });
    expect(gone.requests).toHaveLength(1);
    const page = await follow([new Response("<html>", { headers: { "Content-Type": "text/html" } })]);
    expect(page.error).toMatchObject({ code: "not_discern" });
  });

  it("loses its patience with a server that stays away", async () => {
    const { error, requests } = await follow([offline()], { patienceSeconds: -1 });
    expect(error).toMatchObject({ name: "NetworkError" });
    expect(requests).toHaveLength(1);
  });

  it("ends with the signal's reason, in the middle of a stream", async () => {
    vi.restoreAllMocks();
    const controller = new AbortController();
    const hanging = (request: Request) =>
      new Response(
        new ReadableStream({
          start(sink) {
            sink.enqueue(new TextEncoder().encode(event(1, "state")));
            request.signal.addEventListener("abort", () => sink.error(request.signal.reason));
          },
        }),
        { headers: { "Content-Type": "text/event-stream" } },
      );
    const reason = new Error("left the page");
    setTimeout(() => controller.abort(reason), 30);
    const { ids, error } = await follow([hanging], { signal: controller.signal });
    expect(ids).toEqual([1]);
    expect(error).toBe(reason);
  });

  it("takes a silent connection for dead and makes another", async () => {
    vi.restoreAllMocks();
    vi.useFakeTimers();
    const silent = (request: Request) =>
      new Response(
        new ReadableStream({
          start: (sink) => request.signal.addEventListener("abort", () => sink.error(request.signal.reason)),
        }),
        { headers: { "Content-Type": "text/event-stream" } },
      );
    const following = follow([silent, stream([done(1)])]);
    await vi.advanceTimersByTimeAsync(24_000);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect((await following).ids).toEqual([1]);
  });
});

describe("the union of events", () => {
  it("narrows by type", () => {
    const told = (one: JobEvent) => {
      switch (one.type) {
        case "metric":
          return expectTypeOf(one.data).toEqualTypeOf<Epoch>();
        case "finding":
          return expectTypeOf(one.data).toEqualTypeOf<Finding>();
        case "progress":
          return expectTypeOf(one.data).toEqualTypeOf<Progress>();
        case "done":
        case "state":
          return expectTypeOf(one.data.status).toEqualTypeOf<JobStatus>();
        default:
          // @ts-expect-error  what is left has no epoch
          return one.data.epoch?.member;
      }
    };
    expect(told).toBeTypeOf("function");
  });
});
