import type { ComponentProps, ReactNode } from "react";
import { cx } from "../lib/cx.js";

/** A surface that holds one subject. `flush` leaves the padding to the content, for tables and lists. */
export function Card({
  title,
  description,
  actions,
  flush = false,
  className,
  children,
  ...props
}: Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={cx("min-w-0 rounded-lg border bg-surface", className)} {...props}>
      {(title || actions) && (
        <header className={cx("flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-3.5 sm:px-5", flush && "pb-3")}>
          <div className="min-w-0 grow basis-48">
            <h2 className="text-base font-medium">{title}</h2>
            {description && <p className="mt-0.5 text-sm text-ink-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {flush ? children : <div className="px-4 py-3.5 sm:px-5">{children}</div>}
    </section>
  );
}

/** One figure with its name: `<Stat label="Accuracy" value="93.4%" note="base rate 57.2%" />`. */
export function Stat({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="mt-0.5 truncate text-xl font-medium tracking-tight tabular">{value}</dd>
      {note && <dd className="mt-0.5 text-xs text-ink-muted tabular">{note}</dd>}
    </div>
  );
}

/** A row of `Stat`s that wraps. */
export function Stats({ className, ...props }: ComponentProps<"dl">) {
  return (
    <dl className={cx("grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-10", className)} {...props} />
  );
}
