import { same } from "../../forms/decided.js";
import { isObject, type Json, type JsonObject } from "../../forms/schema.js";

/** One setting of several configs; `values[i]` is undefined where config `i` has no such setting. */
export interface Setting {
  /** `optimizer.learning_rate` */
  path: string;
  values: (Json | undefined)[];
  differs: boolean;
}

/** Every setting of the configs, in the order of the first that has it. */
export function settingsOf(configs: readonly (JsonObject | null)[]): Setting[] {
  const flat = configs.map((config) => flattened(config ?? {}));
  const paths = new Set(flat.flatMap((one) => [...one.keys()]));
  return [...paths].map((path) => {
    const values = flat.map((one) => one.get(path));
    // A run whose config is not known yet differs in nothing.
    const known = values.filter((_, at) => configs[at] !== null);
    return { path, values, differs: known.some((value) => !same(value, known[0])) };
  });
}

/** Settings by their dotted path; a list is one setting, an empty object as well. */
function flattened(value: JsonObject, path = "", into = new Map<string, Json>()): Map<string, Json> {
  for (const [name, inner] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    if (isObject(inner) && Object.keys(inner).length > 0) flattened(inner, at, into);
    else into.set(at, inner);
  }
  return into;
}

/** A setting's value as it stands in the config, without the quotes of a word. */
export function settingText(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
