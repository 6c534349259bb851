import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../lib/cx.js";

const LOOKS = {
  info: { icon: Info, box: "border-line bg-sunken/60", color: "text-accent-ink" },
  warn: { icon: TriangleAlert, box: "border-warn/30 bg-warn-soft", color: "text-warn" },
  bad: { icon: CircleAlert, box: "border-bad/30 bg-bad-soft", color: "text-bad" },
};

/** Something to know at this place, that stays true until it is changed; an error of the API is a `ProblemNotice`. */
export function Notice({
  tone = "info",
  title,
  action,
  className,
  children,
}: {
  tone?: keyof typeof LOOKS;
  title?: ReactNode;
  /** Buttons, at the right where there is room. */
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { icon: Icon, box, color } = LOOKS[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cx("flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-3 text-sm", box, className)}
    >
      <div className="flex min-w-0 flex-1 gap-3">
        <Icon className={cx("mt-0.5 size-4 shrink-0", color)} aria-hidden />
        <div className="min-w-0">
          {title && <p className="font-medium data-text">{title}</p>}
          {children && <div className="text-ink-muted data-text">{children}</div>}
        </div>
      </div>
      {action}
    </div>
  );
}
