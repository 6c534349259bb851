import { type Discern, isProblem } from "@discern/client";
import { DiscernProvider } from "@discern/react";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { TooltipProvider } from "../components/tooltip.js";
import { router } from "./router.js";
import { SessionProvider, useSession } from "./session.js";
import { Connecting, SignIn } from "./sign-in.js";

/** The whole console: signing in first, then the screens. */
export function App({ firstKey }: { firstKey: string | null }) {
  return (
    <TooltipProvider>
      <SessionProvider firstKey={firstKey}>
        <Entrance />
      </SessionProvider>
    </TooltipProvider>
  );
}

function Entrance() {
  const { state, expire, retry } = useSession();
  switch (state.status) {
    case "checking":
      return <Connecting />;
    case "unreachable":
      return <Connecting error={state.error} onRetry={retry} />;
    case "signed-out":
      return <SignIn />;
    case "signed-in":
      return <Console client={state.client} onExpired={expire} />;
  }
}

/** Somebody's cache lives as long as that one is signed in. */
function Console({ client, onExpired }: { client: Discern; onExpired: () => void }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: (error) => isProblem(error, "unauthenticated") && onExpired() }),
        defaultOptions: { queries: { staleTime: 5_000, retry: false } },
      }),
  );
  return (
    <QueryClientProvider client={queries}>
      <DiscernProvider client={client}>
        <RouterProvider router={router} />
      </DiscernProvider>
    </QueryClientProvider>
  );
}
