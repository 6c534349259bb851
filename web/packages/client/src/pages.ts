/** Lists that come in pages, read as a page, page by page or item by item. */

import type { CallOptions } from "./types.js";

/** One page of a list; `next_cursor` is the `after` of the next one. */
export interface Page<Item, Cursor = string | null> {
  data: Item[];
  has_more: boolean;
  next_cursor: Cursor;
}

/** A list of the API. `query` is the operation's own: filters, `limit` and `after`. */
export interface Listing<Item, Query, Cursor = string | null> {
  /** One page. */
  list(query?: Query, options?: CallOptions): Promise<Page<Item, Cursor>>;
  /** Every page, each fetched when it is asked for. */
  pages(query?: Query, options?: CallOptions): AsyncGenerator<Page<Item, Cursor>, void, undefined>;
  /** Every item of every page. */
  all(query?: Query, options?: CallOptions): AsyncGenerator<Item, void, undefined>;
}

type Fetch<Item, Query, Cursor> = (query: Query, options: CallOptions) => Promise<Page<Item, Cursor>>;

/** The three ways to read a list, of a function that fetches one page. */
export function listing<Item, Query extends object, Cursor extends string | number | null = string | null>(
  fetchPage: Fetch<Item, Query, Cursor>,
): Listing<Item, Query, Cursor> {
  async function* pages(query = {} as Query, options: CallOptions = {}) {
    let next = query;
    while (true) {
      const page = await fetchPage(next, options);
      yield page;
      if (!page.has_more || page.next_cursor === null) return;
      next = { ...query, after: page.next_cursor };
    }
  }
  return {
    list: (query = {} as Query, options = {}) => fetchPage(query, options),
    pages,
    async *all(query, options) {
      for await (const page of pages(query, options)) yield* page.data;
    },
  };
}
