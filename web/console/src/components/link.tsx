import { createLink } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "../lib/cx.js";

const style =
  "rounded-sm text-accent-ink underline decoration-transparent underline-offset-3 transition-colors hover:decoration-current";

/** A link inside the console, typed by its routes: `<TextLink to="/runs/$id" params={{ id }}>`. */
export const TextLink = createLink(({ className, ...props }: ComponentProps<"a">) => (
  <a className={cx(style, className)} {...props} />
));

/** A link that looks like the text around it until it is pointed at: names in tables. */
export const PlainLink = createLink(({ className, ...props }: ComponentProps<"a">) => (
  <a
    className={cx(
      "rounded-sm font-medium text-ink underline-offset-3 hover:text-accent-ink hover:underline",
      className,
    )}
    {...props}
  />
));

/** A link that leaves the console. */
export function ExternalLink({ className, children, ...props }: ComponentProps<"a">) {
  return (
    <a className={cx(style, "inline-flex items-center gap-0.5", className)} target="_blank" rel="noreferrer" {...props}>
      {children}
      <ArrowUpRight className="size-3.5" aria-hidden />
    </a>
  );
}
