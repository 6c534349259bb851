import { type RefObject, useEffect, useRef, useState } from "react";

/** The time in milliseconds, read again every `seconds`, so that "3 minutes ago" stays true. */
export function useNow(seconds = 30): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}

/** The width in pixels of the element that the returned ref is put on; 0 before it is known. */
export function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** A value that follows `value` once that has not changed for `ms`. */
export function useDebounced<T>(value: T, ms = 300): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return late;
}

/** Whether the last copy worked, and a function that copies text; the answer is forgotten after 1.5 s. */
export function useCopy(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, (text) => void navigator.clipboard?.writeText(text).then(() => setCopied(true))];
}

/** The list itself, but the same one as before while each of its items is: for what is remembered by it. */
export function useStableList<T>(list: readonly T[]): readonly T[] {
  const [stable, setStable] = useState(list);
  const same = stable.length === list.length && stable.every((item, at) => Object.is(item, list[at]));
  if (same) return stable;
  setStable(list);
  return list;
}
