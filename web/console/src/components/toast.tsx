import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { clip } from "../lib/format.js";
import { troubleOf } from "../lib/problem.js";
import { common } from "../text/common.js";
import { IconButton } from "./button.js";

interface Note {
  id: number;
  tone: "good" | "bad";
  title: string;
  detail: string | null;
}

const SECONDS = { good: 4, bad: 10 };
let notes: Note[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

function add(tone: Note["tone"], title: string, detail: string | null): void {
  last += 1;
  set([...notes.slice(-2), { id: last, tone, title, detail }]);
}

/** Short notes about what just happened; for what stays true use a notice in the page. */
export const toast = {
  /** "Threshold saved". */
  done: (title: string, detail: string | null = null) => add("good", title, detail),
  /** What failed, from the error itself. */
  failed: (error: unknown) => {
    const trouble = troubleOf(error);
    add("bad", trouble.title, trouble.detail);
  },
};

/** Where toasts appear; once, in the layout. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notes,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-20 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 lg:bottom-4"
    >
      {shown.map((note) => (
        <ToastNote key={note.id} note={note} onClose={() => set(notes.filter((other) => other.id !== note.id))} />
      ))}
    </div>
  );
}

function ToastNote({ note, onClose }: { note: Note; onClose: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts once for a note, whatever is drawn later.
  useEffect(() => {
    const timer = setTimeout(onClose, SECONDS[note.tone] * 1000);
    return () => clearTimeout(timer);
  }, [note.id]);
  const Icon = note.tone === "good" ? CircleCheck : CircleAlert;
  return (
    <div className="pointer-events-auto flex animate-rise items-start gap-2.5 rounded-lg border bg-raised py-2.5 pr-2 pl-3 text-sm shadow-lg">
      <Icon className={note.tone === "good" ? "mt-0.5 size-4 text-good" : "mt-0.5 size-4 text-bad"} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium data-text">{clip(note.title)}</p>
        {note.detail && <p className="mt-0.5 line-clamp-4 text-ink-muted data-text">{clip(note.detail, 500)}</p>}
      </div>
      <IconButton icon={X} label={common.close} size="sm" onClick={onClose} className="-my-1" />
    </div>
  );
}
