/** One call to the server, repeated where repeating is safe. */

import { NetworkError, problemOf } from "./errors.js";

/** Seconds of `Retry-After` that are waited; a server that asks for more is told on to the caller. */
export const MAX_RETRY_AFTER_SECONDS = 60;
/** Answers of a server, or of a proxy before it, that cannot answer now. */
export const RETRIED: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Posts that change nothing, so that a repeated one does no harm. */
const READING_POST = /\/(predict|explain|training-jobs:validate)$/;

/** About a minute of a server that restarts: for calls that wait for a job anyway. */
export const PATIENT_ATTEMPTS = 12;

export interface TransportOptions {
  url: string;
  key: string | undefined;
  fetch: typeof globalThis.fetch | undefined;
  attempts: number;
}

/** How one call is made and repeated. */
export interface SendOptions {
  /** Whether a second request does no more than the first. */
  repeatable: boolean;
  signal?: AbortSignal | undefined;
  attempts?: number | undefined;
  /** Reads the whole body before it counts as answered, so that a connection lost in the middle is repeated too. */
  whole?: boolean;
}

export interface RequestOptions {
  query?: Record<string, unknown> | undefined;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

/** The server's address, the key and the rules of repeating. */
export class Transport {
  readonly url: string;
  readonly attempts: number;
  /** Requests with a key send no cookies; those without send the session of a page of the same origin. */
  readonly credentials: RequestCredentials;
  readonly headers: Readonly<Record<string, string>>;
  /** False when the caller brought a `fetch` of his own, which then sees every request. */
  readonly ownFetch: boolean;
  readonly #fetch: typeof globalThis.fetch;
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.url = options.url.replace(/\/+$/, "");
    this.attempts = options.attempts;
    this.credentials = options.key === undefined ? "same-origin" : "omit";
    this.headers = options.key === undefined ? {} : { Authorization: `Bearer ${options.key}` };
    this.ownFetch = options.fetch === undefined;
    // Looked up at each call: test doubles and tracers replace the global one after this client was made.
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** Absolute address of a path; `undefined` and `null` in `query` are left out, arrays repeated. */
  address(path: string, query: Record<string, unknown> = {}): string {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value])
        .filter((item) => item !== undefined && item !== null)
        .map((item): [string, string] => [name, String(item)]),
    );
    return this.url + path + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "");
  }

  /** The same server, waited for as long as a restart takes. */
  patient(): Transport {
    return new Transport({ ...this.#options, attempts: Math.max(this.attempts, PATIENT_ATTEMPTS) });
  }

  fetch(request: Request): Promise<Response> {
    return this.#fetch(request);
  }

  /** A successful GET, its body still to be read. */
  get(path: string, { query, headers, signal }: RequestOptions = {}, attempts?: number): Promise<Response> {
    const init = { headers: { ...this.headers, ...headers }, credentials: this.credentials, signal: signal ?? null };
    const once = () => this.fetch(new Request(this.address(path, query), init));
    return this.send(once, { repeatable: true, signal, attempts });
  }

  /**
   * A successful answer of `once`, which is called anew for each attempt.
   *
   * After a lost connection, 429, 502, 503, 504 and problems that call themselves retryable it waits (`Retry-After`, or
   * jittered backoff) and repeats, where `repeatable`. Throws `ProblemError`, `NetworkError` or the signal's reason.
   */
  async send(once: () => Promise<Response>, options: SendOptions): Promise<Response> {
    const attempts = options.repeatable ? (options.attempts ?? this.attempts) : 1;
    for (let attempt = 1; ; attempt++) {
      options.signal?.throwIfAborted();
      let response: Response;
      try {
        response = await once();
        // Chromium gives a 204 a body of nothing, and no `Response` of that status may be made with one.
        if (options.whole && response.ok && response.body !== null && response.status !== 204) {
          response = new Response(await response.arrayBuffer(), response);
        }
      } catch (error) {
        options.signal?.throwIfAborted();
        if (attempt >= attempts || !isConnectionError(error))
          throw isConnectionError(error) ? lost(this.url, attempt, error) : error;
        await sleep(backoffSeconds(attempt), options.signal);
        continue;
      }
      if (response.ok) return response;
      const problem = await problemOf(response, attempt);
      const wait = problem.retryAfterSeconds;
      const again = RETRIED.has(response.status) || problem.retryable;
      if (attempt >= attempts || !again || (wait ?? 0) > MAX_RETRY_AFTER_SECONDS) throw problem;
      await sleep(wait === null ? backoffSeconds(attempt) : wait + Math.random() / 4, options.signal);
    }
  }
}

/** Whether a request may be sent twice: it reads, or the server knows its second coming by its key. */
export function isRepeatable(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD" || request.headers.has("Idempotency-Key")) return true;
  return request.method === "POST" && READING_POST.test(new URL(request.url).pathname);
}

/** `fetch` rejects with a `TypeError` when no answer came, a body that breaks off does so too. */
export function isConnectionError(error: unknown): boolean {
  return error instanceof TypeError;
}

export function lost(url: string, attempts: number, cause: unknown): NetworkError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new NetworkError(`no answer from ${url} (${reason})`, attempts, { cause });
}

/** Seconds before the attempt after the given one: 0.25, 0.5, 1 ... 8, jittered down by up to half. */
export function backoffSeconds(attempt: number): number {
  return Math.min(8, 0.25 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Waits, and rejects with the signal's reason as soon as that fires. */
export function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
