import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { LogOut, Menu, Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { ExternalLink } from "../components/link.js";
import { Toasts } from "../components/toast.js";
import { cx } from "../lib/cx.js";
import { setTheme, type Theme, useTheme } from "../lib/theme.js";
import { common, product } from "../text/common.js";
import { nav } from "../text/shell.js";
import { Logo } from "./logo.js";
import { GROUPS, type Place, THUMB } from "./places.js";
import { useMe, useSession } from "./session.js";

/** Navigation around the screen: at the left where there is room for it, at the bottom where thumbs reach it. */
export function Layout() {
  return (
    <div className="min-h-dvh lg:pl-56">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 text-sm text-canvas focus:translate-y-0"
      >
        {common.skip}
      </a>
      <SideBar />
      <main id="content" tabIndex={-1} className="min-w-0 pb-20 lg:pb-0">
        <Outlet />
      </main>
      <ThumbBar />
      <Toasts />
      <div id="announcer" aria-live="polite" className="sr-only" />
    </div>
  );
}

function SideBar() {
  return (
    <header className="fixed inset-y-0 left-0 hidden w-56 flex-col border-r bg-canvas lg:flex">
      <Link to="/" className="mx-3 mt-3 mb-2 flex h-10 items-center gap-2.5 rounded-md px-2">
        <Logo className="size-6" />
        <span className="text-lg font-semibold tracking-tight">{product}</span>
      </Link>
      <nav aria-label={common.navigation} className="flex-1 overflow-y-auto px-3 pb-3">
        {GROUPS.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups are fixed.
          <ul key={index} className={cx("space-y-px", index > 0 && "mt-3 border-t pt-3")}>
            {group.map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} />
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className="space-y-2 border-t px-3 py-3">
        <Account />
      </div>
    </header>
  );
}

function PlaceLink({ place: { to, label, icon: Icon, exact } }: { place: Place }) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      <Icon className="size-4 stroke-[1.75]" aria-hidden />
      {label}
    </Link>
  );
}

/** Who is signed in, the theme, and the way out. */
function Account() {
  const { me, held } = useMe();
  const { signOut } = useSession();
  return (
    <>
      <div className="flex items-center justify-between gap-2 pl-2">
        <ExternalLink href="/docs" className="text-sm text-ink-muted">
          {nav.docs}
        </ExternalLink>
        <ThemeButton />
      </div>
      {held !== "nothing" && (
        <div className="flex items-center justify-between gap-2 pl-2">
          <span className="min-w-0 text-xs text-ink-faint data-line" title={me.name}>
            {me.name}
          </span>
          <IconButton icon={LogOut} label={common.signOut} size="sm" onClick={() => void signOut()} />
        </div>
      )}
    </>
  );
}

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const THEME_ICON = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const theme = useTheme();
  return (
    <IconButton
      icon={THEME_ICON[theme]}
      label={`${common.theme}: ${common.themes[theme]}`}
      size="sm"
      onClick={() => setTheme(NEXT[theme])}
    />
  );
}

function ThumbBar() {
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes the drawer.
  useEffect(() => setOpen(false), [path]);
  return (
    <>
      <nav
        aria-label={common.navigation}
        className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {THUMB.map(({ to, short, icon: Icon, exact }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: exact ?? false, includeSearch: false }}
            className="flex h-14 flex-col items-center justify-center gap-0.5 text-2xs text-ink-faint aria-[current=page]:font-medium aria-[current=page]:text-accent-ink focus-visible:-outline-offset-2"
          >
            <Icon className="size-5 stroke-[1.75]" aria-hidden />
            {short}
          </Link>
        ))}
        <button
          type="button"
          onClick={() => setOpen(true)}
          aria-haspopup="dialog"
          className="flex h-14 flex-col items-center justify-center gap-0.5 text-2xs text-ink-faint focus-visible:-outline-offset-2"
        >
          <Menu className="size-5 stroke-[1.75]" aria-hidden />
          {common.more}
        </button>
      </nav>
      <Dialog open={open} onClose={() => setOpen(false)} title={product} side="bottom">
        <ul className="-mx-2 mb-4 space-y-1">
          {GROUPS.flat()
            .filter((place) => !THUMB.includes(place))
            .map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} />
              </li>
            ))}
        </ul>
        <div className="-mx-2 space-y-2 border-t pt-3">
          <Account />
        </div>
      </Dialog>
    </>
  );
}
