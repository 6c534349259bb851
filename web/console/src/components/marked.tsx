/** Text of the API, whose `backticks` mark names of fields and values. */
export function Marked({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name than their place.
      <code key={index} className="font-mono text-[0.92em] text-ink-muted">
        {part}
      </code>
    ),
  );
}
