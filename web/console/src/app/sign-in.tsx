import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../components/button.js";
import { Field, Input } from "../components/field.js";
import { ProblemNotice } from "../components/problem-notice.js";
import { troubleOf } from "../lib/problem.js";
import { product } from "../text/common.js";
import { signIn as text } from "../text/shell.js";
import { Logo } from "./logo.js";
import { useSession } from "./session.js";

/** Asks for a key; shown in place of the console until somebody has signed in. */
export function SignIn() {
  const { signIn } = useSession();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    document.title = `${text.title} · ${product}`;
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn(key.trim());
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const refused = error !== null && troubleOf(error).status === 401;
  return (
    <Centered>
      <h1 className="mt-6 text-xl font-semibold tracking-tight">{text.title}</h1>
      <p className="mt-1.5 text-sm text-pretty text-ink-muted">{text.lead}</p>
      <form onSubmit={submit} className="mt-6 space-y-4">
        <Field label={text.label} error={refused && text.refused}>
          <Input
            type="password"
            name="key"
            autoComplete="current-password"
            autoFocus
            required
            placeholder="disc_…"
            className="h-10 font-mono"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
        {error !== null && !refused && <ProblemNotice error={error} />}
        <Button type="submit" variant="primary" size="lg" className="w-full" busy={busy} disabled={key.trim() === ""}>
          {text.submit}
        </Button>
      </form>
      <code className="mt-6 block overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs text-ink-muted">
        {text.command}
      </code>
      <p className="mt-3 text-xs text-pretty text-ink-faint">{text.storage}</p>
    </Centered>
  );
}

/** Until the server has said whether it wants a key, or when it does not answer at all. */
export function Connecting({ error, onRetry }: { error?: unknown; onRetry?: () => void }) {
  return (
    <Centered>
      {error === undefined ? (
        <p role="status" className="mt-6 text-sm text-ink-muted">
          {text.checking}
        </p>
      ) : (
        <>
          <h1 className="sr-only">{product}</h1>
          <ProblemNotice error={error} onRetry={onRetry} className="mt-6" />
        </>
      )}
    </Centered>
  );
}

function Centered({ children }: { children: React.ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-5 py-10">
      <div className="w-full max-w-sm">
        <Logo className="size-9" />
        {children}
      </div>
    </main>
  );
}
