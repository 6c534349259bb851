import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { announce } from "../lib/announce.js";
import { cx } from "../lib/cx.js";
import { common, product } from "../text/common.js";

/**
 * The frame of every screen: its title (of the tab, of the page, said to screen readers), the way back, its actions.
 *
 *     <Page title={dataset.name} crumbs={[<TextLink to="/datasets">Datasets</TextLink>]} actions={<Button>…</Button>}>
 */
export function Page({
  title,
  heading,
  crumbs = [],
  badges,
  description,
  actions,
  width = "wide",
  children,
}: {
  title: string;
  /** In place of the title on the page, where that is data or on its way. */
  heading?: ReactNode;
  /** Links to the screens above, the topmost first. */
  crumbs?: ReactNode[];
  /** Beside the title: a status. */
  badges?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** `narrow` for forms and text. */
  width?: "wide" | "narrow";
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`;
    announce(title);
  }, [title]);
  return (
    <div className={cx("mx-auto w-full px-4 py-6 sm:px-8 sm:py-8", width === "wide" ? "max-w-6xl" : "max-w-3xl")}>
      {crumbs.length > 0 && (
        <nav aria-label={common.breadcrumbs} className="mb-2 text-sm text-ink-faint">
          <ol className="flex flex-wrap items-center gap-1">
            {crumbs.map((crumb, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is what a crumb is.
              <li key={index} className="flex items-center gap-1 [&_a]:text-ink-muted">
                {crumb}
                <ChevronRight className="size-3.5" aria-hidden />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-xl font-semibold tracking-tight data-text">{heading ?? title}</h1>
            {badges}
          </div>
          {description && <p className="mt-1 max-w-prose text-pretty text-ink-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
