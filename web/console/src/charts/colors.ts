import { useMemo } from "react";
import { useScheme } from "../lib/theme.js";

/** Series colours, as CSS values; they differ in lightness too, for readers who see fewer hues. */
export const seriesColor = (index: number): string => `var(--series-${(index % 8) + 1})`;

/** Colours that a canvas can draw with: CSS variables resolved for the theme on the screen. */
export function useCanvasColors(names: string[]): string[] {
  const scheme = useScheme();
  const key = names.join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` is what changes the answer.
  return useMemo(() => key.split("|").map(resolve), [key, scheme]);
}

function resolve(color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
