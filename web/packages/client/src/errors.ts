/** What calls reject with. Branch on `code`, or on the class; show `detail` and `hint` to people. */

import type { ProblemCode } from "./codes.gen.js";
import type { Dataset, Fault, Job, JobError, Problem } from "./types.js";

/** A code of this version of the API, or one of a newer server. */
export type Code = ProblemCode | (string & {});

/** Base of everything that a call rejects with, besides the reason of your own `AbortSignal`. */
export abstract class DiscernError extends Error {
  /** The stable word to decide on. */
  abstract readonly code: Code;
  /** True when the same call may succeed later. */
  abstract readonly retryable: boolean;
  /** What to do about it, for a person. */
  abstract readonly hint: string | null;
  /** Each place where the input is wrong. */
  abstract readonly errors: readonly Fault[];
}

/** The server answered, and not as asked: every 4xx and 5xx. */
export class ProblemError extends DiscernError {
  override readonly name = "ProblemError";
  readonly code: Code;
  readonly retryable: boolean;
  readonly hint: string | null;
  readonly errors: readonly Fault[];
  /** HTTP status. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Names this request in the server's log. */
  readonly requestId: string | null;

  constructor(
    /** The document as it came. */
    readonly problem: Problem,
    /** Requests that were sent before this was given up. */
    readonly attempts = 1,
    /** Seconds after which the server wants to be asked again, where it says so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem.detail);
    this.code = problem.code;
    this.retryable = problem.retryable;
    this.hint = problem.hint;
    this.errors = problem.errors;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.request_id || null;
  }
}

/** No answer came: the server is down, the network is, or CORS keeps the answer from this page. */
export class NetworkError extends DiscernError {
  override readonly name = "NetworkError";
  readonly code = "unreachable";
  readonly retryable = true;
  readonly hint = "Is the server running, and does it allow this page's origin (DISCERN_CORS_ORIGINS)?";
  readonly errors: readonly Fault[] = [];

  constructor(
    message: string,
    readonly attempts: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A job ended `failed` or `cancelled`, where its success was asked for. */
export class JobFailedError extends DiscernError {
  override readonly name = "JobFailedError";
  readonly code: Code;
  readonly retryable = false;
  readonly hint: string | null;
  readonly errors: readonly Fault[];

  constructor(readonly job: Job) {
    const error = job.error ?? told("cancelled", `job ${job.id} was cancelled`);
    super(error.detail);
    this.code = error.code;
    this.hint = error.hint || null;
    this.errors = error.errors;
  }
}

/** An uploaded file cannot be used; `errors` names rows and columns. */
export class DatasetFailedError extends DiscernError {
  override readonly name = "DatasetFailedError";
  readonly code: Code;
  readonly retryable = false;
  readonly hint: string | null;
  readonly errors: readonly Fault[];

  constructor(readonly dataset: Dataset) {
    const error = dataset.error ?? told("data_invalid", `dataset ${dataset.id} could not be read`);
    super(error.detail);
    this.code = error.code;
    this.hint = error.hint || null;
    this.errors = error.errors;
  }
}

/** True for a `ProblemError`, with `code` only for one of that code. */
export function isProblem(error: unknown, code?: Code): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}

function told(code: string, detail: string): JobError {
  return { code, title: null, detail, hint: "", errors: [] };
}

/** The error of an answer that is not 2xx, whoever wrote it: a proxy's HTML page becomes a `Problem` too. */
export async function problemOf(response: Response, attempts: number): Promise<ProblemError> {
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || "Not as asked",
    status: response.status,
    detail: `HTTP ${response.status} without a reason`,
    instance: response.url,
    code: `http_${response.status}`,
    errors: [],
    hint: null,
    request_id: response.headers.get("X-Request-Id") ?? "",
    retryable: false,
  };
  const wait = retryAfterSeconds(response.headers.get("Retry-After"));
  try {
    const document: unknown = await response.json();
    if (typeof document === "object" && document !== null && typeof (document as Problem).code === "string") {
      return new ProblemError({ ...fallback, ...document }, attempts, wait);
    }
  } catch {
    // Not JSON, or cut off: the status is all there is to tell.
  }
  return new ProblemError(fallback, attempts, wait);
}

/** The error of a 2xx answer that is no document of this API. */
export function notDiscern(response: { status: number }, path: string): ProblemError {
  return new ProblemError({
    type: "about:blank",
    title: "Not a Discern server",
    status: response.status,
    detail: `${path} was answered with something other than expected`,
    instance: path,
    code: "not_discern",
    errors: [],
    hint: "Is this the address of a Discern server?",
    request_id: "",
    retryable: false,
  });
}

/** Seconds that a `Retry-After` header asks for, as a number or as a date; null when it asks for nothing. */
export function retryAfterSeconds(header: string | null): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000);
}
