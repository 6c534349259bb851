import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "../lib/cx.js";

interface FieldIds {
  control: string;
  describedBy: string | undefined;
  invalid: boolean;
}
const FieldContext = createContext<FieldIds | null>(null);

/** Attributes that tie a control to the `Field` around it; the control's own attributes win. */
export function useField(id?: string): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true } {
  const field = useContext(FieldContext);
  if (!field) return id ? { id } : {};
  return {
    id: id ?? field.control,
    ...(field.describedBy && { "aria-describedby": field.describedBy }),
    ...(field.invalid && { "aria-invalid": true as const }),
  };
}

/** A control with its label, its explanation and what is wrong with it. The control inside finds its ids by itself. */
export function Field({
  label,
  hint,
  error,
  aside,
  inline = false,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** At the right end of the label's line: a unit, a default, a reset button. */
  aside?: ReactNode;
  /** The control stands left of its label: checkboxes and switches. */
  inline?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const describedBy = cx(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;
  const text = (
    <label htmlFor={id} className="text-sm font-medium data-text">
      {label}
    </label>
  );
  return (
    <FieldContext value={{ control: id, describedBy, invalid: Boolean(error) }}>
      <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
        {inline ? (
          <div className="flex items-center gap-2">
            {children}
            {text}
            {aside && <span className="ml-auto text-xs text-ink-faint">{aside}</span>}
          </div>
        ) : (
          <>
            <div className="flex items-baseline justify-between gap-3">
              {text}
              {aside && <span className="text-xs text-ink-faint tabular">{aside}</span>}
            </div>
            {children}
          </>
        )}
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-pretty text-ink-faint">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} className="text-xs text-bad data-text">
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

export const inputStyle =
  "h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink shadow-sm transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-50 aria-invalid:border-bad";

/** One line of text. */
export function Input({ className, id, ...props }: ComponentProps<"input">) {
  return <input className={cx(inputStyle, className)} {...useField(id)} {...props} />;
}

/** Several lines of text; `mono` for data and code. */
export function Textarea({ className, id, mono = false, ...props }: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      rows={4}
      className={cx(inputStyle, "h-auto py-1.5", mono && "font-mono text-xs", className)}
      {...useField(id)}
      {...props}
    />
  );
}

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** One of several: the browser's own control, at home on a phone and under a keyboard. */
export function Select({
  options,
  value,
  onChange,
  placeholder,
  className,
  id,
  ...props
}: Omit<ComponentProps<"select">, "onChange" | "value"> & {
  options: Option[];
  value: string;
  onChange: (value: string) => void;
  /** Shown while the value is "", which then cannot be chosen again. */
  placeholder?: string;
}) {
  return (
    <span className={cx("relative inline-flex w-full min-w-0", className)}>
      <select
        className={cx(inputStyle, "appearance-none truncate pr-8", value === "" && "text-ink-faint")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...useField(id)}
        {...props}
      >
        {placeholder !== undefined && (
          <option value="" disabled>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <svg
        viewBox="0 0 16 16"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 fill-none stroke-current stroke-[1.5] text-ink-faint"
        aria-hidden="true"
      >
        <path d="m4 6 4 4 4-4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}
