import type { Dataset, DatasetProfile } from "@discern/client";

const NEVER: ReadonlySet<string> = new Set(["sequence", "image"]);

/** The columns that may be predicted, in the order of the table. */
export function targetsOf(dataset: Dataset | undefined): string[] {
  return dataset?.schema?.columns.filter(({ kind }) => !NEVER.has(kind)).map(({ name }) => name) ?? [];
}

/** The column that was given the role of the target, else the one that looks like a label; "" where neither does. */
export function suggestedTarget(dataset: Dataset | undefined, profile: DatasetProfile | undefined): string {
  const given = dataset?.schema?.columns.find(({ role }) => role === "target")?.name;
  return given ?? profile?.suggested_target ?? "";
}
