import { describe, expect, it } from "vitest";
import { EventStreamParser, type ServerSentEvent, serverSentEvents } from "./sse.js";
import { streamOf } from "./testing.js";

const STREAM =
  '\uFEFFretry: 1500\n\n: keep-alive\n\nid: 1\nevent: state\ndata: {"a":\ndata: "é€😀"}\n\n' +
  "id:2\r\ndata:no space\r\n\r\nevent: only\rdata\rdata: x\r\rid: 3\nevent: nothing\n\ndata: after\n\nid: a\0b\ndata: kept id\n\ndata: cut off";

const EVENTS: ServerSentEvent[] = [
  { id: "1", event: "state", data: '{"a":\n"é€😀"}' },
  { id: "2", event: "message", data: "no space" },
  { id: "2", event: "only", data: "\nx" },
  { id: "3", event: "message", data: "after" },
  { id: "3", event: "message", data: "kept id" },
];

async function read(pieces: Uint8Array[]): Promise<ServerSentEvent[]> {
  const events = [];
  for await (const event of serverSentEvents(streamOf(pieces))) events.push(event);
  return events;
}

describe("the parser of event streams", () => {
  const bytes = new TextEncoder().encode(STREAM);

  it("reads fields, comments, several lines of data and all three line ends", async () => {
    expect(await read([bytes])).toEqual(EVENTS);
  });

  it("reads the same from two pieces, wherever the cut is", async () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await read([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(EVENTS);
    }
  });

  it("reads the same from many random pieces, empty ones among them", async () => {
    let state = 12345; // a small generator with a seed: what fails once fails again
    const random = () => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state / 2 ** 31;
    };
    for (let round = 0; round < 300; round++) {
      const cuts = Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() * bytes.length));
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const pieces = edges.slice(1).map((end, i) => bytes.slice(edges[i], end));
      expect(await read(pieces), `round ${round}`).toEqual(EVENTS);
    }
  });

  it("keeps the server's wish for the next connection, and only a whole number", () => {
    const parser = new EventStreamParser();
    parser.push("retry: 1500\nretry: soon\n\n");
    expect(parser.retry).toBe(1500);
  });

  it("cancels the stream when the loop over it ends early", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel() {
        cancelled = true;
      },
    });
    for await (const event of serverSentEvents(body)) {
      expect(event.data).toBe("x");
      break;
    }
    expect(cancelled).toBe(true);
  });
});
