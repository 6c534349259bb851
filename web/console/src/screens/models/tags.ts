/** Tags as lines of `name=value`, and the merge patch that makes a model's tags be those of the lines. */

export type Tags = Record<string, string>;

export const tagLines = (tags: Tags): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");

/** The tags of the lines; `fault` is the first line that is none. */
export function parseTags(lines: string): { tags: Tags; fault: string | null } {
  const tags = new Map<string, string>();
  for (const line of lines.split("\n")) {
    if (line.trim() === "") continue;
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    if (at === -1 || name === "") return { tags: {}, fault: line.trim() };
    tags.set(name, line.slice(at + 1).trim());
  }
  return { tags: Object.fromEntries(tags), fault: null };
}

/** A merge patch (RFC 7396) from one set of tags to another: null takes a tag away; null whole when nothing changes. */
export function tagPatch(before: Tags, after: Tags): Record<string, string | null> | null {
  const patch: [string, string | null][] = Object.entries(after).filter(([name, value]) => before[name] !== value);
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) patch.push([name, null]);
  return patch.length > 0 ? Object.fromEntries(patch) : null;
}
