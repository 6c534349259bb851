import { useSyncExternalStore } from "react";

/** `system` follows the device; `public/theme.js` sets the same attribute before the first paint. */
export type Theme = "system" | "light" | "dark";

const KEY = "discern.theme";
const listeners = new Set<() => void>();

function read(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Sets the theme and remembers it on this device. */
export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: the theme holds until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, read);
}

const darkDevice = () => matchMedia("(prefers-color-scheme: dark)");

function subscribeScheme(listener: () => void): () => void {
  const media = darkDevice();
  media.addEventListener("change", listener);
  const stop = subscribe(listener);
  return () => {
    media.removeEventListener("change", listener);
    stop();
  };
}

/** Which of the two is on the screen now; canvases draw anew when it changes. */
export function useScheme(): "light" | "dark" {
  return useSyncExternalStore(subscribeScheme, () => {
    const theme = read();
    return theme === "system" ? (darkDevice().matches ? "dark" : "light") : theme;
  });
}
