/** The runs of an address, `?runs=a,b`, each once and no more than there are colours for. */

export const MOST_RUNS = 8;

export function pickedOf(runs: string | undefined): string[] {
  const ids = (runs ?? "").split(",").map((id) => id.trim());
  return [...new Set(ids)].filter((id) => id !== "").slice(0, MOST_RUNS);
}
