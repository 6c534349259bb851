import { type ReactNode, useMemo } from "react";
import { cx } from "../lib/cx.js";
import { formatRelative, formatTime } from "../lib/format.js";
import { useNow } from "../lib/hooks.js";
import { Tooltip } from "./tooltip.js";

/** Facts about one thing, name beside value; a null value leaves its line out. */
export function KeyValues({ items, className }: { items: [label: ReactNode, value: ReactNode][]; className?: string }) {
  const shown = items.filter(([, value]) => value !== null && value !== undefined && value !== false);
  return (
    <dl className={cx("grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-6 gap-y-2 text-sm", className)}>
      {shown.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of facts does not change its order.
        <div key={index} className="contents">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="min-w-0 tabular data-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "3 minutes ago", with the exact time on hover and for programs. */
export function Time({ value }: { value: string | null | undefined }) {
  const now = useNow();
  const exact = useMemo(() => formatTime(value), [value]);
  if (!value) return <span>{exact}</span>;
  return (
    <Tooltip text={exact}>
      <time dateTime={value} className="whitespace-nowrap tabular">
        {formatRelative(value, now)}
      </time>
    </Tooltip>
  );
}
