/**
 * The API as MSW handlers that answer with the examples of the OpenAPI document: for tests and Storybook.
 *
 * `setupServer(...mockHandlers())`; a handler of your own that stands before them wins.
 */

import { HttpResponse, http, type JsonBodyType, type RequestHandler } from "msw";
import { EXAMPLES } from "./examples.gen.js";
import type { operations } from "./schema.js";

type Name = keyof operations & string;

/** The example that the document has of an operation's answer, a copy. */
export function exampleOf<Body = unknown>(operation: Name): Body {
  const found = EXAMPLES.find((example) => example.name === operation);
  if (found === undefined) throw new RangeError(`there is no example of ${operation}`);
  return structuredClone(found.body) as Body;
}

/** A handler for every operation that has an example. `url`: the server's address, by default any. */
export function mockHandlers(url = "*"): RequestHandler[] {
  return EXAMPLES.map(({ method, path, status, body }) => {
    const answer = () =>
      body === null ? new HttpResponse(null, { status }) : HttpResponse.json(body as JsonBodyType, { status });
    // MSW reads a colon as a parameter: the one of `training-jobs:validate` is a plain character.
    const pattern = url + path.replace(/:/g, "\\:").replace(/\{(\w+)\}/g, ":$1");
    return http[method as "get" | "post" | "put" | "patch" | "delete"](pattern, answer);
  });
}
