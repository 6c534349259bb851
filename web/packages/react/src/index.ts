/** React hooks of Discern over TanStack Query. */
export type {} from "@discern/client";
