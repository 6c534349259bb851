/** The client of the components below a `DiscernProvider`. */

import { createDiscern, type Discern, type DiscernOptions } from "@discern/client";
import { createContext, type ReactNode, useContext, useMemo } from "react";

const Client = createContext<Discern | null>(null);

export type DiscernProviderProps = { children?: ReactNode } & (
  | { client: Discern }
  | Pick<DiscernOptions, "url" | "key" | "fetch">
);

/**
 * Gives a client to the hooks below it: `client`, or one made of `url` and `key`.
 *
 * It stands inside a `QueryClientProvider` of TanStack Query, whose cache the hooks use.
 */
export function DiscernProvider(props: DiscernProviderProps) {
  const given = "client" in props ? props.client : undefined;
  const { url, key, fetch }: Pick<DiscernOptions, "url" | "key" | "fetch"> = "client" in props ? {} : props;
  const client = useMemo(() => given ?? createDiscern({ url, key, fetch }), [given, url, key, fetch]);
  return <Client.Provider value={client}>{props.children}</Client.Provider>;
}

/** The client of the nearest `DiscernProvider`. */
export function useDiscern(): Discern {
  const client = useContext(Client);
  if (client === null) throw new Error("there is no DiscernProvider above this component");
  return client;
}
