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
  errors: Fault[];
}

/** One place where input is wrong. */
export interface Fault {
  message: string;
  pointer?: string | null | undefined;
  row?: number | null | undefined;
  line?: number | null | undefined;
  column?: string | null | undefined;
  got?: string | null | undefined;
  expected?: string | null | undefined;
}

interface ProblemLike {
  title: string;
  detail: string;
  status: number;
  code: string;
  hint: string | null;
  request_id: string;
  retryable: boolean;
  errors: Fault[];
}

function isProblem(value: unknown): value is ProblemLike {
  return typeof value === "object" && value !== null && "title" in value && "detail" in value && "request_id" in value;
}

/** What to show of anything that was thrown. */
export function troubleOf(error: unknown): Trouble {
  const inner = typeof error === "object" && error !== null && "problem" in error ? error.problem : error;
  if (isProblem(inner)) {
    const { title, detail, hint, code, status, request_id, retryable, errors } = inner;
    return { title, detail, hint, code, status, requestId: request_id, retryable, errors: errors ?? [] };
  }
  const offline = error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
  return {
    title: offline ? problemText.unreachable : problemText.unexpected,
    detail: offline ? problemText.unreachableDetail : error instanceof Error ? error.message : String(error),
    hint: offline ? null : problemText.unexpectedHint,
    code: null,
    status: null,
    requestId: null,
    retryable: offline,
    errors: [],
  };
}

/** The first message for each place, by JSON Pointer; a form shows them beside its fields. */
export function messagesByPointer(error: unknown): Map<string, string> {
  const messages = new Map<string, string>();
  for (const fault of error ? troubleOf(error).errors : []) {
    const pointer = fault.pointer ?? "";
    if (!messages.has(pointer)) messages.set(pointer, fault.message);
  }
  return messages;
}
