import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "../lib/cx.js";
import { Tooltip } from "./tooltip.js";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-sm hover:bg-accent-strong",
        secondary: "border border-line-strong bg-surface text-ink shadow-sm hover:bg-sunken",
        ghost: "text-ink-muted hover:bg-sunken hover:text-ink",
        danger: "border border-line-strong bg-surface text-bad shadow-sm hover:border-bad hover:bg-bad-soft",
      },
      size: { sm: "h-7 px-2.5 text-xs", md: "h-8 px-3 text-sm", lg: "h-10 px-4 text-base" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonStyle> {
  /** Drawn before the text. */
  icon?: LucideIcon | undefined;
  /** Shows that it works and takes no clicks. */
  busy?: boolean | undefined;
  /** Gives its looks to its only child, for a link that should look like a button. */
  asChild?: boolean | undefined;
}

/** A button; `primary` at most once per screen. */
export function Button({ variant, size, icon: Icon, busy, asChild, className, children, ...props }: ButtonProps) {
  const style = cx(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={style} aria-busy={busy || undefined} {...props} disabled={busy || props.disabled}>
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : Icon && <Icon aria-hidden />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  icon: LucideIcon;
  /** What it does: its accessible name and its tooltip. */
  label: string;
}

/** A button that is only an icon; its label shows as a tooltip. */
export function IconButton({
  icon: Icon,
  label,
  variant = "ghost",
  size = "md",
  className,
  ...props
}: IconButtonProps) {
  const square = { sm: "w-7 px-0", md: "w-8 px-0", lg: "w-10 px-0" }[size ?? "md"];
  return (
    <Tooltip text={label}>
      <Button variant={variant} size={size} className={cx(square, className)} aria-label={label} {...props}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
