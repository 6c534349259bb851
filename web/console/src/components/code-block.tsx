import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cx } from "../lib/cx.js";
import { useCopy } from "../lib/hooks.js";
import { common } from "../text/common.js";
import { IconButton } from "./button.js";

export interface Snippet {
  /** On its tab: "curl", "Python", "TypeScript", "JSON". */
  language: string;
  code: string;
}

/** Code to copy, in one language or in several that are chosen by tabs. */
export function CodeBlock({ snippets, label, className }: { snippets: Snippet[]; label: string; className?: string }) {
  const [chosen, setChosen] = useState(0);
  const [copied, copy] = useCopy();
  const shown = snippets[chosen] ?? snippets[0];
  if (!shown) return null;
  return (
    <section aria-label={label} className={cx("min-w-0 overflow-hidden rounded-lg border bg-surface", className)}>
      <header className="flex items-center gap-1 border-b bg-sunken/60 py-1 pr-1 pl-2">
        {snippets.length === 1 ? (
          <span className="px-1.5 text-xs font-medium text-ink-muted">{shown.language}</span>
        ) : (
          snippets.map((snippet, index) => (
            <button
              key={snippet.language}
              type="button"
              aria-pressed={snippet === shown}
              onClick={() => setChosen(index)}
              className="h-6 rounded px-1.5 text-xs font-medium text-ink-faint hover:text-ink aria-pressed:bg-pressed aria-pressed:text-ink aria-pressed:shadow-sm"
            >
              {snippet.language}
            </button>
          ))
        )}
        <IconButton
          icon={copied ? Check : Copy}
          label={copied ? common.copied : common.copy}
          size="sm"
          className="ml-auto"
          onClick={() => copy(shown.code)}
        />
      </header>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
        tabIndex={0}
        className="max-h-96 overflow-auto px-3.5 py-3 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        <code>{shown.code}</code>
      </pre>
    </section>
  );
}
