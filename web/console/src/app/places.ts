import {
  Activity,
  Boxes,
  Database,
  FileOutput,
  GitCompareArrows,
  House,
  type LucideIcon,
  ServerCog,
  SlidersHorizontal,
} from "lucide-react";
import { nav } from "../text/shell.js";

/** One entry of the navigation. */
export interface Place {
  to: "/" | "/datasets" | "/runs" | "/compare" | "/models" | "/scoring" | "/queue" | "/settings";
  label: string;
  /** Where there is room for one short word. */
  short: string;
  icon: LucideIcon;
  /** Its own page only, not those below it. */
  exact?: boolean;
}

const overview: Place = { to: "/", label: nav.overview, short: nav.overview, icon: House, exact: true };
const datasets: Place = { to: "/datasets", label: nav.datasets, short: nav.datasets, icon: Database };
const runs: Place = { to: "/runs", label: nav.runs, short: nav.runs, icon: Activity };
const compare: Place = { to: "/compare", label: nav.compare, short: nav.compare, icon: GitCompareArrows };
const models: Place = { to: "/models", label: nav.models, short: nav.models, icon: Boxes };
const scoring: Place = { to: "/scoring", label: nav.scoring, short: nav.scoring, icon: FileOutput };
const queue: Place = { to: "/queue", label: nav.queue, short: nav.queue, icon: ServerCog };
const settings: Place = { to: "/settings", label: nav.settings, short: nav.settings, icon: SlidersHorizontal };

/** In the order of the work: data, training, serving, running the server. */
export const GROUPS: Place[][] = [[overview], [datasets, runs, compare], [models, scoring], [queue, settings]];

/** Those that a thumb reaches at the bottom of a small screen; the others are under "More". */
export const THUMB: Place[] = [overview, datasets, runs, models];
