import { createDiscern, type Discern, isProblem, type Me } from "@discern/client";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";

/** How requests say who they are: by a cookie that scripts cannot read, by a key in memory, or not at all. */
export type Held = "cookie" | "memory" | "nothing";

type State =
  | { status: "checking" }
  | { status: "unreachable"; error: unknown }
  | { status: "signed-out" }
  | { status: "signed-in"; client: Discern; me: Me; held: Held };

interface Session {
  state: State;
  /** Exchanges a key for a cookie, or keeps it in memory where cookies are not kept. Throws what the server says. */
  signIn: (key: string) => Promise<void>;
  signOut: () => Promise<void>;
  /** Called when the server no longer knows who asks. */
  expire: () => void;
  /** Asks again after the server could not be reached. */
  retry: () => void;
}

const SessionContext = createContext<Session | null>(null);

/** Who uses the console. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider");
  return session;
}

/** The caller's key, once signed in. */
export function useMe(): { me: Me; held: Held } {
  const { state } = useSession();
  if (state.status !== "signed-in") throw new Error("useMe needs somebody who has signed in");
  return state;
}

type SignedIn = Extract<State, { status: "signed-in" }>;

/** A session of what the browser holds already: a cookie, or nothing where the server wants no keys. */
async function resume(): Promise<SignedIn> {
  const client = createDiscern();
  const { needs_key, key } = await client.api.GET("/v1/session");
  return { status: "signed-in", client, me: key, held: needs_key ? "cookie" : "nothing" };
}

async function exchange(key: string): Promise<SignedIn> {
  const answer = await createDiscern().api.POST("/v1/session", { body: { key } });
  try {
    return await resume();
  } catch (error) {
    // Browsers keep `Secure` cookies on https and on localhost only: elsewhere the key itself goes along.
    if (!isProblem(error, "unauthenticated")) throw error;
    return { status: "signed-in", client: createDiscern({ key }), me: answer.key, held: "memory" };
  }
}

/** The key of `#key=…`, taken out of the address so that it stays in no history; null without one. */
export function takeKeyFromAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key) history.replaceState(history.state, "", location.pathname + location.search);
  return key;
}

export function SessionProvider({ firstKey, children }: { firstKey: string | null; children: ReactNode }) {
  const [state, setState] = useState<State>({ status: "checking" });

  const start = useCallback(async (key: string | null) => {
    try {
      setState(await (key ? exchange(key) : resume()));
    } catch (error) {
      if (isProblem(error, "unauthenticated")) setState({ status: "signed-out" });
      else setState({ status: "unreachable", error });
    }
  }, []);

  const started = useRef(false);
  useEffect(() => {
    if (started.current) return; // One exchange, also where React runs effects twice to find faults.
    started.current = true;
    void start(firstKey);
  }, [start, firstKey]);

  const session = useMemo(
    (): Session => ({
      state,
      signIn: async (key) => setState(await exchange(key)),
      signOut: async () => {
        if (state.status === "signed-in" && state.held === "cookie") await state.client.api.DELETE("/v1/session");
        setState({ status: "signed-out" });
      },
      expire: () => setState({ status: "signed-out" }),
      retry: () => {
        setState({ status: "checking" });
        void start(null);
      },
    }),
    [state, start],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}
