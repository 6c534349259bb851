import type { CellValue, Explanation, ModelHandle, ModelVersion } from "@discern/client";
import { useExplanation } from "@discern/react";
import { useState } from "react";
import { Card } from "../../components/card.js";
import { Switch } from "../../components/controls.js";
import { Skeleton } from "../../components/feedback.js";
import { Field } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { cx } from "../../lib/cx.js";
import { clip, formatNumber, formatPercent } from "../../lib/format.js";
import { tryText as text } from "../../text/try-it.js";

type Share = Explanation["attributions"][number];

const SHOWN = 12;
const FEW_INPUTS = 16; // Up to here an explanation takes a fraction of a second, and may follow every change.

/** What each input added to the answer, as bars to both sides. */
export function ExplanationCard({
  handle,
  row,
  version,
}: {
  handle: ModelHandle;
  row: Record<string, CellValue> | null;
  version: ModelVersion;
}) {
  const [on, setOn] = useState(version.input_kind === "table" && version.inputs.length <= FEW_INPUTS);
  const { data, error, isFetching } = useExplanation(handle, on ? row : null, { delay: 500 });
  return (
    <Card
      title={text.explanation}
      description={on && data && <Lead label={clip(data.explained_class, 40)} />}
      actions={
        <Field label={text.explainOn} inline className="pt-0.5 [&_label]:text-xs [&_label]:font-normal">
          <Switch checked={on} onChange={setOn} />
        </Field>
      }
    >
      {!on && <p className="text-sm text-pretty text-ink-muted">{text.explainHint}</p>}
      {on && error && <ProblemNotice error={error} />}
      {on && !error && !data && <Skeleton className="h-40" />}
      {on && !error && data && (
        <div className={cx("transition-opacity", isFetching && "opacity-60")} data-testid="explanation">
          <Shares explanation={data} />
        </div>
      )}
    </Card>
  );
}

function Lead({ label }: { label: string }) {
  const [before, after] = text.explainLead;
  return (
    <>
      {before}
      <bdi className="font-medium text-ink data-text">{label}</bdi>
      {after}
    </>
  );
}

function Shares({ explanation }: { explanation: Explanation }) {
  const { attributions, base_value, value, explained_class } = explanation;
  const isImage = attributions.length > 0 && attributions.every(({ part }) => part?.kind === "patch");
  const shown = attributions.slice(0, SHOWN);
  const rest = attributions.slice(SHOWN);
  const restSum = rest.reduce((sum, share) => sum + share.attribution, 0);
  const most = Math.max(1e-9, Math.abs(restSum), ...attributions.map((share) => Math.abs(share.attribution)));
  const probability = 1 / (1 + Math.exp(-value));
  return (
    <>
      {isImage ? (
        <Patches shares={attributions} most={most} />
      ) : (
        <ul className="space-y-2" aria-label={text.explanation}>
          {shown.map((share, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column may have many parts, and the order is the list's sense.
            <Bar key={index} name={nameOf(share)} note={sentValue(share)} amount={share.attribution} most={most} />
          ))}
          {rest.length > 0 && <Bar name={text.rest(rest.length)} amount={restSum} most={most} />}
        </ul>
      )}
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t pt-3 text-xs text-ink-muted">
        <dt>{text.base}</dt>
        <dd className="text-right tabular">{formatNumber(base_value, 3)}</dd>
        <dt>{text.sum}</dt>
        <dd className="text-right font-medium text-ink tabular">
          {formatNumber(value, 3)} <span className="font-normal text-ink-muted">= {formatPercent(probability)}</span>
        </dd>
      </dl>
      <p className="mt-2 text-xs text-pretty text-ink-faint">
        {text.methods[explanation.method]} {text.notCauses}
      </p>
      <span className="sr-only">{explained_class}</span>
    </>
  );
}

function nameOf({ column, part }: Share): string {
  if (part?.kind === "steps") return text.steps(part.first_step, part.end_step - 1, part.channel);
  if (part?.kind === "patch") return text.patch(`${part.top}–${part.bottom - 1}`, `${part.left}–${part.right - 1}`);
  return column;
}

function sentValue({ value, part }: Share): string {
  if (part) return "";
  if (value === null) return text.missing;
  return typeof value === "number" ? formatNumber(value) : clip(String(value), 40);
}

/** To the right for the class, to the left against it. */
function Bar({ name, note, amount, most }: { name: string; note?: string; amount: number; most: number }) {
  const share = (Math.abs(amount) / most) * 50;
  return (
    <li className="text-xs">
      <div className="mb-0.5 flex items-baseline justify-between gap-3">
        <span className="min-w-0 data-line" title={name}>
          <bdi>{name}</bdi>
          {note && <span className="ml-1.5 text-ink-faint tabular">{note}</span>}
        </span>
        <span className="tabular">
          <span className="sr-only">{amount < 0 ? text.speaksAgainst : text.speaksFor} </span>
          {signed(amount)}
        </span>
      </div>
      <div className="relative h-2 rounded-full bg-sunken" aria-hidden>
        <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
        <span
          className={cx(
            "absolute inset-y-0 rounded-full transition-all duration-200",
            amount < 0 ? "bg-bad" : "bg-accent",
          )}
          style={amount < 0 ? { right: "50%", width: `${share}%` } : { left: "50%", width: `${share}%` }}
        />
      </div>
    </li>
  );
}

const signed = (amount: number) => `${amount < 0 ? "−" : "+"}${formatNumber(Math.abs(amount), 3)}`;

/** An image's patches where they lie. */
function Patches({ shares, most }: { shares: Share[]; most: number }) {
  const patches = shares.flatMap(({ part, attribution }) => (part?.kind === "patch" ? [{ ...part, attribution }] : []));
  const { width = 1, height = 1 } = patches[0] ?? {};
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={text.patches}
        className="mx-auto block max-h-56 w-full rounded-md border bg-sunken"
        preserveAspectRatio="xMidYMid meet"
      >
        {patches.map((patch) => (
          <rect
            key={`${patch.top}-${patch.left}`}
            x={patch.left}
            y={patch.top}
            width={patch.right - patch.left}
            height={patch.bottom - patch.top}
            fill={patch.attribution < 0 ? "var(--bad)" : "var(--accent)"}
            fillOpacity={Math.abs(patch.attribution) / most}
          >
            <title>{`${nameOf({ ...shares[0], part: patch } as Share)}: ${signed(patch.attribution)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="mt-2 text-xs text-ink-faint">{text.patches}</figcaption>
    </figure>
  );
}
