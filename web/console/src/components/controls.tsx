import { Check } from "lucide-react";
import { Checkbox as RadixCheckbox, Slider as RadixSlider, Switch as RadixSwitch } from "radix-ui";
import { type ComponentProps, useEffect, useState } from "react";
import { cx } from "../lib/cx.js";
import { inputStyle, useField } from "./field.js";

interface Toggle {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  id?: string;
  "aria-label"?: string;
}

/** Yes or no, inside a form that is sent as a whole. */
export function Checkbox({ checked, onChange, id, ...props }: Toggle) {
  return (
    <RadixCheckbox.Root
      checked={checked}
      onCheckedChange={(value) => onChange(value === true)}
      className="grid size-4 shrink-0 place-items-center rounded-[5px] border border-line-strong bg-surface shadow-sm data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
      {...useField(id)}
      {...props}
    >
      <RadixCheckbox.Indicator>
        <Check className="size-3 stroke-[3] text-on-accent" aria-hidden />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}

/** On or off, at once. */
export function Switch({ checked, onChange, id, ...props }: Toggle) {
  return (
    <RadixSwitch.Root
      checked={checked}
      onCheckedChange={onChange}
      className="h-[18px] w-8 shrink-0 rounded-full bg-ink-faint p-0.5 transition-colors data-[state=checked]:bg-accent disabled:opacity-50"
      {...useField(id)}
      {...props}
    >
      <RadixSwitch.Thumb className="block size-3.5 rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-3.5" />
    </RadixSwitch.Root>
  );
}

/** A number within bounds, by dragging or by the arrow keys. `onCommit` is called when it is let go. */
export function Slider({
  label,
  value,
  onChange,
  onCommit,
  min = 0,
  max = 1,
  step = 0.01,
  format = String,
  disabled = false,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  onCommit?: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** What a screen reader says for a value. */
  format?: (value: number) => string;
  disabled?: boolean;
}) {
  return (
    <RadixSlider.Root
      className="relative flex h-5 w-full touch-none items-center select-none data-[disabled]:opacity-50"
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
    >
      <RadixSlider.Track className="relative h-1 grow rounded-full bg-line-strong">
        <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
      </RadixSlider.Track>
      <RadixSlider.Thumb
        aria-label={label}
        aria-valuetext={format(value)}
        className="block size-4 rounded-full border-2 border-accent bg-surface shadow-sm hover:border-accent-strong"
      />
    </RadixSlider.Root>
  );
}

/** Text of a number as a person may type it; null for what is none. */
export function parseNumber(text: string): number | null {
  const cleaned = text.trim().replace(/^−/, "-");
  if (cleaned === "" || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cleaned)) return null;
  const value = Number(cleaned);
  return Number.isFinite(value) ? value : null;
}

/**
 * A number, typed. Half-typed text (`1e-`, `-`) stays on the screen and is null outside; a change from outside replaces it.
 */
export function NumberInput({
  value,
  onChange,
  className,
  id,
  ...props
}: Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  const [text, setText] = useState(value === null ? "" : String(value));
  useEffect(() => {
    setText((shown) => (parseNumber(shown) === value ? shown : value === null ? "" : String(value)));
  }, [value]);
  return (
    <input
      className={cx(inputStyle, "tabular", className)}
      inputMode="decimal"
      autoComplete="off"
      {...useField(id)}
      {...props}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(parseNumber(event.target.value));
      }}
    />
  );
}
