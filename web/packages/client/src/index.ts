/** Typed client of Discern. */
export type { components, operations, paths } from "./schema.js";
