/** What happens to a job, as it happens: an async iterator over its event stream that outlasts the server's restarts. */

import { DiscernError, notDiscern, ProblemError } from "./errors.js";
import { EventStreamParser, serverSentEvents } from "./sse.js";
import { backoffSeconds, isConnectionError, lost, RETRIED, sleep, type Transport } from "./transport.js";
import type { CallOptions, Epoch, Finding, JobError, JobStatus, Progress } from "./types.js";

/** The server sends a comment every 10 s: two missed ones mean a dead connection. */
const SILENCE_SECONDS = 25;

interface EventOf<Type extends string, Data> {
  /** Counts from 1 within the job. */
  id: number;
  type: Type;
  data: Data;
}

/** `switch (event.type)` narrows `event.data`. Keep a `default` for types that newer servers may send. */
export type JobEvent =
  | EventOf<"state", { status: JobStatus; phase: string; message?: string | null; attempt?: number }>
  | EventOf<"progress", Progress>
  | EventOf<"metric", Epoch>
  | EventOf<"finding", Finding>
  | EventOf<"log", Record<string, unknown>>
  | EventOf<"checkpoint", Record<string, unknown>>
  | EventOf<"done", { status: JobStatus; result: Record<string, unknown> | null; error: JobError | null }>;

export type JobEventType = JobEvent["type"];

/** Whether events arrive now. */
export type Connection = "connecting" | "live" | "reconnecting" | "ended";

export interface EventOptions extends CallOptions {
  /** Only events with a higher number; 0 tells the job from its beginning. */
  after?: number | undefined;
  /** Told whenever the connection's state changes, for an indicator on the screen. */
  onConnection?: ((connection: Connection) => void) | undefined;
  /** Seconds without any connection before it throws `NetworkError`; 300 by default. */
  patienceSeconds?: number | undefined;
}

/**
 * Every event of a job once and in order, past ones first; returns after `done`.
 *
 * A lost connection is made again from the last event that was seen. Throws `ProblemError` for what another attempt cannot
 * mend (no such job, no right to see it), `NetworkError` when patience ends, and the signal's reason.
 */
export async function* jobEvents(
  transport: Transport,
  path: string,
  options: EventOptions = {},
): AsyncGenerator<JobEvent, void, undefined> {
  const { signal, onConnection = () => {}, patienceSeconds = 300 } = options;
  let after = options.after ?? 0;
  let failures = 0;
  let lastHeard = Date.now();
  onConnection("connecting");
  while (true) {
    const parser = new EventStreamParser();
    // One watch over a connection and its silence; the caller's signal fires it too.
    const watch = new Silence(signal);
    try {
      const headers = { Accept: "text/event-stream", ...(after > 0 ? { "Last-Event-ID": String(after) } : {}) };
      watch.heard();
      const response = await transport.get(path, { headers, signal: watch.signal }, 1);
      if (response.status === 204 || response.body === null) {
        onConnection("ended"); // the job has ended, and `after` was its last event
        return;
      }
      if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) throw notDiscern(response, path);
      onConnection("live");
      for await (const sent of serverSentEvents(response.body, parser, () => watch.heard())) {
        const id = Number(sent.id);
        if (!(id > after)) continue; // replayed: already handed out
        after = id;
        failures = 0;
        lastHeard = Date.now();
        const event = { id, type: sent.event, data: JSON.parse(sent.data) } as JobEvent;
        if (event.type === "done") onConnection("ended");
        yield event;
        if (event.type === "done") return;
      }
      lastHeard = Date.now(); // a clean end before `done`: a server that drains closes its streams, and is back in a moment
    } catch (error) {
      signal?.throwIfAborted();
      if (!isTransient(error, watch)) throw error;
      if (Date.now() - lastHeard > patienceSeconds * 1000) {
        throw error instanceof DiscernError ? error : lost(transport.url, failures + 1, error);
      }
    } finally {
      watch.stop();
    }
    onConnection("reconnecting");
    failures += 1;
    await sleep(Math.max((parser.retry ?? 0) / 1000, backoffSeconds(failures)), signal);
  }
}

function isTransient(error: unknown, watch: Silence): boolean {
  if (watch.fired || isConnectionError(error)) return true;
  return (
    error instanceof DiscernError && (error.retryable || (error instanceof ProblemError && RETRIED.has(error.status)))
  );
}

/** A signal that fires with the caller's, and when nothing was heard for `SILENCE_SECONDS`. */
class Silence {
  fired = false;
  readonly #controller = new AbortController();
  readonly #pass: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly outer: AbortSignal | undefined) {
    this.#pass = () => this.#controller.abort(outer?.reason);
    if (outer?.aborted) this.#pass();
    outer?.addEventListener("abort", this.#pass, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.fired = true;
      this.#controller.abort();
    }, SILENCE_SECONDS * 1000);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.outer?.removeEventListener("abort", this.#pass);
    this.#controller.abort();
  }
}
