import type { ColumnProfile, Dataset } from "@discern/client";
import { BarList, Histogram } from "../../charts/bars.js";
import { Dialog } from "../../components/dialog.js";
import { KeyValues } from "../../components/key-value.js";
import { clip, formatCount, formatNumber, formatPercent } from "../../lib/format.js";
import { kindText, roleText } from "../../text/common.js";
import { datasetText as text } from "../../text/datasets.js";

type Column = NonNullable<Dataset["schema"]>["columns"][number];

/** Everything that is known of one column. */
export function ColumnDialog({
  column,
  reason,
  numRows,
  onClose,
}: {
  column: ColumnProfile | undefined;
  /** The column in the schema, which says why it is read so. */
  reason: Column | undefined;
  numRows: number;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={column !== undefined}
      onClose={onClose}
      title={column ? clip(column.name, 300) : ""}
      description={column && `${kindText[column.kind]} · ${roleText[column.role]}`}
    >
      {column && <Details column={column} reason={reason} numRows={numRows} />}
    </Dialog>
  );
}

function Details({ column, reason, numRows }: { column: ColumnProfile; reason: Column | undefined; numRows: number }) {
  const tokens = Object.entries(column.missing_tokens).sort(([, a], [, b]) => b - a);
  const why = reason && (reason.overridden ? text.chosenByYou : reason.reason);
  return (
    <div className="space-y-5">
      <KeyValues
        items={[
          [text.detail.why, why],
          [text.column.missing, `${formatCount(column.num_missing)} · ${formatPercent(column.num_missing / numRows)}`],
          [
            text.detail.missingTokens,
            tokens.length > 0 &&
              tokens
                .map(
                  ([token, count]) =>
                    `${token === "" ? text.detail.emptyCell : clip(token, 40)} (${formatCount(count)})`,
                )
                .join(", "),
          ],
          [text.column.distinct, formatCount(column.num_distinct)],
          [text.detail.mean, column.mean != null && formatNumber(column.mean)],
          [text.detail.std, column.std != null && formatNumber(column.std)],
          [
            text.detail.rarest,
            column.rarest && `${clip(column.rarest.value, 60)} (${formatCount(column.rarest.count)})`,
          ],
          [text.detail.steps, column.sequence && text.steps(column.sequence.min_steps, column.sequence.max_steps)],
          [
            text.detail.channels,
            column.sequence &&
              (column.sequence.channels?.map((name) => clip(name, 40)).join(", ") ??
                formatCount(column.sequence.num_channels)),
          ],
          [
            text.detail.sizes,
            column.image?.sizes.map(({ value, count }) => `${value} (${formatCount(count)})`).join(", "),
          ],
          [text.detail.formats, column.image && Object.keys(column.image.formats).join(", ")],
        ]}
      />
      {column.histogram && column.histogram.length > 1 && (
        <section>
          <h3 className="mb-2 text-xs text-ink-faint">{text.detail.distribution}</h3>
          <Histogram name={clip(column.name)} bins={column.histogram} height={96} />
        </section>
      )}
      {column.quantiles && (
        <section>
          <h3 className="mb-2 text-xs text-ink-faint">{text.detail.quantiles}</h3>
          <KeyValues
            items={[
              [text.column.low, numberOf(column.minimum)],
              ...Object.entries(column.quantiles)
                .sort(([a], [b]) => Number(a) - Number(b))
                .map(([share, value]): [string, string] => [formatPercent(Number(share), 0), formatNumber(value)]),
              [text.column.high, numberOf(column.maximum)],
            ]}
          />
        </section>
      )}
      {column.top_categories && column.top_categories.length > 0 && (
        <section>
          <h3 className="mb-2 text-xs text-ink-faint">{text.detail.top}</h3>
          <BarList
            items={column.top_categories.map(({ value, count }) => ({ label: value, value: count }))}
            total={numRows}
            max={20}
          />
        </section>
      )}
    </div>
  );
}

function numberOf(value: number | string | null | undefined): string | null {
  return typeof value === "number" ? formatNumber(value) : (value ?? null);
}
