import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";

/**
 * Parts of one screen of which one is shown. Give `value` and `onChange` to keep the choice in the address.
 *
 *     <Tabs label="Model" tabs={[{ value: "overview", label: "Overview", content: <Overview /> }]} />
 */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  className,
}: {
  /** Accessible name of the row of tabs. */
  label: string;
  tabs: { value: string; label: ReactNode; content: ReactNode }[];
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  className?: string;
}) {
  const first = tabs[0]?.value ?? "";
  const control = value === undefined ? { defaultValue: first } : { value };
  return (
    <Radix.Root {...control} {...(onChange && { onValueChange: onChange })} className={className}>
      <Radix.List
        aria-label={label}
        className="-mx-4 flex gap-5 overflow-x-auto border-b px-4 [scrollbar-width:none] sm:mx-0 sm:px-0"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cx(
              "-mb-px border-b-2 border-transparent pt-1 pb-2.5 text-sm font-medium whitespace-nowrap text-ink-muted transition-colors",
              "hover:text-ink data-[state=active]:border-ink data-[state=active]:text-ink focus-visible:-outline-offset-2",
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** A choice of two to four that changes what is shown at once: linear or log, chart or table. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: {
  label: string;
  options: { value: V; label: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}) {
  return (
    <fieldset className={cx("inline-flex rounded-md bg-sunken p-0.5", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="h-6 rounded-[5px] px-2 text-xs font-medium text-ink-muted transition-colors hover:text-ink aria-pressed:bg-pressed aria-pressed:text-ink aria-pressed:shadow-sm"
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
