import { isObject, type Json, type JsonObject, type JsonSchema, resolve } from "./schema.js";

/**
 * What of `value` is not as the schema's defaults have it: a stored config, back as what a person decided. Objects are
 * looked into; a value that differs anywhere in a list is kept whole.
 */
export function decided(value: JsonObject, schema: JsonSchema, root: JsonSchema = schema): JsonObject {
  const kept: JsonObject = {};
  for (const [name, given] of Object.entries(value)) {
    const declared = schema.properties?.[name];
    if (!declared) {
      kept[name] = given;
      continue;
    }
    const field = resolve(declared, root);
    if (same(given, field.default)) continue;
    if (isObject(given) && field.properties) {
      const inner = decided(given, field, root);
      if (Object.keys(inner).length > 0) kept[name] = inner;
    } else kept[name] = given;
  }
  return kept;
}

/** Whether two JSON values are equal; the order of an object's keys says nothing. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}
