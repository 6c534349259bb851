/** How this package asks TanStack Query: the client repeats requests itself, and throws `DiscernError`. */

import type { CallOptions, DiscernError, Listing, Page } from "@discern/client";
import { infiniteQueryOptions, type QueryKey, queryOptions } from "@tanstack/react-query";

/** One document. A second layer of retries would multiply the client's own and delay what is refused for good. */
export function single<Data>(queryKey: QueryKey, read: (options: CallOptions) => Promise<Data>) {
  return queryOptions<Data, DiscernError>({ queryKey, queryFn: ({ signal }) => read({ signal }), retry: false });
}

/** A list by cursor: `data` holds every item of the pages so far, `fetchNextPage` asks for more. */
export function infinite<Item, Query extends object>(queryKey: QueryKey, list: Listing<Item, Query>, query: Query) {
  return infiniteQueryOptions<Page<Item>, DiscernError, Item[], QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      list.list(pageParam === null ? query : { ...query, after: pageParam }, { signal }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.has_more ? last.next_cursor : null),
    select: (found) => found.pages.flatMap((page) => page.data),
    retry: false,
  });
}
