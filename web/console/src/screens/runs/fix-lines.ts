import { clip } from "../../lib/format.js";
import { runText } from "../../text/runs.js";

const MOST_CHARACTERS = 80; // A fix may name thousands of columns.

/** What a finding's fix does to the config, a line for each change: `optimizer.learning_rate = "auto"`. */
export function fixLines(fix: readonly Record<string, unknown>[]): string[] {
  return fix
    .filter(({ op }) => op !== "test")
    .map(({ op, path, value }) => {
      const place = placeOf(String(path));
      return op === "remove"
        ? runText.fixRemoves(place)
        : runText.fixSets(place, clip(JSON.stringify(value), MOST_CHARACTERS));
    });
}

/** A JSON Pointer as the path that people write: `/training/epochs` is `training.epochs`. */
function placeOf(pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).join(".");
}
