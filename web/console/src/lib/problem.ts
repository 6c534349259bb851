import {
  DatasetFailedError,
  DiscernError,
  type Fault,
  JobFailedError,
  NetworkError,
  ProblemError,
} from "@discern/client";
import { problemText } from "../text/common.js";

/** What a screen needs to know of an error: the API's `Problem`, or the same of an error that is none. */
export interface Trouble {
  title: string;
  detail: string;
  hint: string | null;
  code: string | null;
  status: number | null;
  requestId: string | null;
  retryable: boolean;
  errors: readonly Fault[];
}

/** What to show of anything that was thrown: what the API says, or that it says nothing, or a fault of ours. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ProblemError) {
    const { title, detail, hint, code, status, requestId, retryable, errors } = error;
    return { title, detail, hint, code, status, requestId, retryable, errors };
  }
  if (error instanceof DiscernError) {
    const { code, hint, retryable, errors } = error;
    const title =
      error instanceof NetworkError
        ? problemText.unreachable
        : error instanceof DatasetFailedError
          ? problemText.datasetFailed
          : (jobTitle(error) ?? problemText.jobFailed);
    const detail = error instanceof NetworkError ? problemText.unreachableDetail : error.message;
    return { title, detail, hint: hint || null, code, status: null, requestId: null, retryable, errors };
  }
  return {
    title: problemText.unexpected,
    detail: error instanceof Error ? error.message : String(error),
    hint: problemText.unexpectedHint,
    code: null,
    status: null,
    requestId: null,
    retryable: false,
    errors: [],
  };
}

function jobTitle(error: DiscernError): string | null {
  return error instanceof JobFailedError ? (error.job.error?.title ?? null) : null;
}

/** The first message for each place, by JSON Pointer; a form shows them beside its fields. */
export function messagesByPointer(error: unknown): Map<string, string> {
  return messagesOf(error ? troubleOf(error).errors : []);
}

/** The same of faults that come without an error: those of a validation. */
export function messagesOf(faults: readonly Fault[]): Map<string, string> {
  const messages = new Map<string, string>();
  for (const fault of faults) {
    const pointer = fault.pointer ?? "";
    if (!messages.has(pointer)) messages.set(pointer, fault.message);
  }
  return messages;
}

/** The messages under `prefix`, with it cut off their pointers: "/spec/training/epochs" is "/training/epochs". */
export function messagesUnder(messages: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  const under = [...messages].filter(([pointer]) => pointer.startsWith(`${prefix}/`));
  return new Map(under.map(([pointer, message]) => [pointer.slice(prefix.length), message]));
}
