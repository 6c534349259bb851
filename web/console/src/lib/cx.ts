import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["2xs", "xs", "sm", "base", "lg", "xl", "2xl"] }] } },
});

/** Class names joined; of two that say the same thing the later one wins. */
export function cx(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
