/** What several calls take or do alike. */

import type { CallOptions } from "./types.js";

/** Half of what servers allow by default, and below the idle limit of common proxies. */
export const LONG_POLL_SECONDS = 30;

export interface CreateOptions extends CallOptions {
  /** The same request under the same key has one effect; a new one by default. */
  idempotencyKey?: string | undefined;
}

/** The header of a key that the caller brought; without one the client makes one. */
export function keyed(idempotencyKey: string | undefined): { "Idempotency-Key"?: string } {
  return idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey };
}
