import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of the Chromium that is installed: none is ever downloaded. `DISCERN_BROWSER` names another. */
export function installedBrowser(): string {
  const given = process.env.DISCERN_BROWSER;
  if (given) return given;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not in this folder
      }
    }
  }
  throw new Error(`no browser on the path: install one of ${NAMES.join(", ")}, or name it in DISCERN_BROWSER`);
}
