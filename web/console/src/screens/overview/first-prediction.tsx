import type { CellValue } from "@discern/client";
import { useInputSchema, usePrediction } from "@discern/react";
import { Skeleton } from "../../components/feedback.js";
import { KeyValues } from "../../components/key-value.js";
import { ProbabilityBars } from "../../components/meter.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatNumber } from "../../lib/format.js";
import { firstUse as text } from "../../text/overview.js";

const SHOWN = 8;

/** What a new model says of a typical row. */
export function FirstPrediction({ name, version }: { name: string; version: number }) {
  const schema = useInputSchema(name, { version });
  const row = (schema.data?.example ?? null) as Record<string, CellValue> | null;
  const prediction = usePrediction(name, row);
  const error = schema.error ?? prediction.error;
  if (error) return <ProblemNotice error={error} />;
  if (!row || !prediction.data) return <Skeleton className="h-24 w-full" />;
  const { label, probabilities } = prediction.data;
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <div>
        <h3 className="mb-2 text-xs text-ink-faint">{text.predicted}</h3>
        <KeyValues
          className="gap-y-1"
          items={Object.entries(row)
            .slice(0, SHOWN)
            .map(([column, value]): [string, string] => [
              clip(column, 40),
              typeof value === "number" ? formatNumber(value, 6) : clip(String(value), 40),
            ])}
        />
      </div>
      <div>
        <h3 className="mb-2 text-xs text-ink-faint">{text.label(clip(label, 60))}</h3>
        <ProbabilityBars
          label={label}
          probabilities={Object.entries(probabilities).map(([one, probability]) => ({ label: one, probability }))}
        />
      </div>
    </div>
  );
}
