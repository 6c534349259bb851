/** Fakes of the network for this package's tests; not part of what is published. */

import { vi } from "vitest";
import type { Problem } from "./types.js";

export type Answer = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A `fetch` that gives these answers in turn, the last one again and again, and keeps what it was asked. */
export function scripted(...answers: Answer[]) {
  const requests: Request[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(request) : (answer as Response).clone();
  };
  return { fetch: fetch as typeof globalThis.fetch, requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

export function problem(status: number, code: string, more: Partial<Problem> = {}, headers = {}): Response {
  const told = { type: `/problems/${code}`, title: code, status, detail: `${code} happened`, instance: "/", code };
  return json({ ...told, errors: [], hint: null, request_id: "req_1", retryable: false, ...more }, status, headers);
}

export const offline = () => new TypeError("fetch failed");

/** Bytes in these pieces, then the end or an error. */
export function streamOf(pieces: readonly (string | Uint8Array)[], end?: Error): ReadableStream<Uint8Array> {
  const queue = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  return new ReadableStream({
    pull(controller) {
      const next = queue.shift();
      if (next !== undefined) controller.enqueue(next);
      else if (end !== undefined) controller.error(end);
      else controller.close();
    },
  });
}

/** Timers that pass at once, and the milliseconds that were waited. */
export function instantTimers(): number[] {
  const waited: number[] = [];
  const real = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
    // The watch over a silent stream is no wait: it must not fire.
    if (ms >= 20_000) return real(() => {}, 0);
    waited.push(ms);
    return real(run, 0);
  }) as typeof setTimeout);
  return waited;
}
