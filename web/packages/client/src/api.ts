/** Every operation of the API by its path, typed by `schema.ts`: openapi-fetch, with our errors and retries below it. */

import createClient, { type FetchResponse, type MaybeOptionalInit } from "openapi-fetch";
import { notDiscern } from "./errors.js";
import { newKey } from "./keys.js";
import { KEYED } from "./operations.gen.js";
import type { paths } from "./schema.js";
import { isConnectionError, isRepeatable, lost, type Transport } from "./transport.js";

type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
type Json = "application/json" | "application/problem+json";
type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends { [K in Lowercase<M>]: infer Operation }
    ? Operation extends Record<string | number, unknown>
      ? Path
      : never
    : never;
}[keyof paths];
type Operation<Path extends keyof paths, M extends Method> = Extract<
  paths[Path][Lowercase<M>],
  Record<string | number, unknown>
>;
type Init<Path extends keyof paths, M extends Method> = MaybeOptionalInit<paths[Path], Lowercase<M>>;
type Data<Path extends keyof paths, M extends Method, Given> = NonNullable<
  FetchResponse<Operation<Path, M>, Given, Json>["data"]
>;

type Call<M extends Method> = <Path extends PathsWith<M>, Given extends Init<Path, M>>(
  path: Path,
  ...init: undefined extends Init<Path, M> ? [Given?] : [Given]
) => Promise<Data<Path, M, Given>>;

/** `api.GET("/v1/models/{name}", { params: { path: { name } } })` answers with the document, or throws `ProblemError`. */
export type Api = { readonly [M in Method]: Call<M> };

export function createApi(transport: Transport): Api {
  const client = createClient<paths, Json>({
    baseUrl: transport.url,
    headers: transport.headers,
    credentials: transport.credentials,
    fetch: (request) =>
      transport.send(() => transport.fetch(request.clone()), {
        repeatable: isRepeatable(request),
        signal: request.signal,
        whole: true,
      }),
  });
  client.use({
    onRequest({ request, schemaPath }) {
      if (KEYED.has(`${request.method} ${schemaPath}`) && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", newKey());
      }
    },
  });
  const call = async (method: Method, path: string, init?: unknown): Promise<unknown> => {
    try {
      // The public type above is exact; openapi-fetch's generic `request` cannot be called with a path that is not literal.
      const request = client.request as unknown as (m: string, p: string, i: unknown) => Promise<{ data?: unknown }>;
      return (await request(method.toLowerCase(), path, init)).data;
    } catch (error) {
      if (error instanceof SyntaxError) throw notDiscern({ status: 200 }, path);
      throw isConnectionError(error) ? lost(transport.url, 1, error) : error;
    }
  };
  const bound = (method: Method) => (path: string, init?: unknown) => call(method, path, init);
  return {
    GET: bound("GET"),
    PUT: bound("PUT"),
    POST: bound("POST"),
    PATCH: bound("PATCH"),
    DELETE: bound("DELETE"),
  } as unknown as Api;
}
