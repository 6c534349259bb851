import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";

const LOOKS = {
  info: { icon: Info, style: "border-line bg-sunken/60", color: "text-ink-muted" },
  good: { icon: CircleCheck, style: "border-good/30 bg-good-soft", color: "text-good" },
  warn: { icon: CircleAlert, style: "border-warn/30 bg-warn-soft", color: "text-warn" },
};

/** Something to know beside what it is about, that is no error: what changed meanwhile, what to keep in mind. */
export function Notice({
  tone = "info",
  title,
  className,
  children,
}: {
  tone?: keyof typeof LOOKS;
  title?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { icon: Icon, style, color } = LOOKS[tone];
  return (
    <div role="status" className={cx("flex gap-3 rounded-lg border px-4 py-3 text-sm", style, className)}>
      <Icon className={cx("mt-0.5 size-4 shrink-0", color)} aria-hidden />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className="font-medium data-text">{title}</p>}
        {children && <div className="text-ink-muted data-text">{children}</div>}
      </div>
    </div>
  );
}
