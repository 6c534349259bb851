import type { Epoch } from "@discern/client";
import { useMemo, useState } from "react";
import { LineChart, type LineChartProps } from "../../charts/line-chart.js";
import { Card } from "../../components/card.js";
import { Select } from "../../components/field.js";
import { formatNumber, formatPercent } from "../../lib/format.js";
import { runText } from "../../text/runs.js";
import { type Curve, curvesOf, linesOf, type Measure, thinned } from "./curves.js";
import type { BaseRates } from "./run-info.js";

const ALL = "all";
const RATE_RANGE: [number, null] = [0, null];
const percent = (value: number) => formatPercent(value);

/** The four charts of a run; of several networks all at once, or one of them. */
export function RunCurves({ epochs, base, ended }: { epochs: readonly Epoch[]; base: BaseRates; ended: boolean }) {
  const curves = useMemo(() => curvesOf(epochs).map((curve) => thinned(curve)), [epochs]);
  const [chosen, setChosen] = useState(ALL);
  const one = curves.length === 1 ? curves[0] : curves.find(({ member }) => String(member) === chosen);
  const shown = useMemo(() => (one ? [one] : curves), [one, curves]);

  if (curves.length === 0) {
    return (
      <Card title={runText.curves}>
        <p className="max-w-prose py-6 text-sm text-ink-muted">{ended ? runText.noCurvesEnded : runText.noCurves}</p>
      </Card>
    );
  }
  return (
    <section aria-label={runText.curves} className="space-y-3">
      {curves.length > 1 && (
        <div className="flex items-center justify-end gap-2 text-sm">
          <label htmlFor="member" className="text-ink-muted">
            {runText.member}
          </label>
          <Select
            id="member"
            className="w-44"
            value={one ? chosen : ALL}
            onChange={setChosen}
            options={[
              { value: ALL, label: runText.allMembers(curves.length) },
              ...curves.map(({ member }) => ({ value: String(member), label: runText.memberNumber(member) })),
            ]}
          />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <MeasureChart
          title={runText.loss}
          unit={runText.nats}
          curves={shown}
          measures={one ? LOSSES : VALIDATION_LOSS}
          allowLog
          {...(base.loss !== null && { reference: { label: runText.baseLoss, value: base.loss } })}
        />
        <MeasureChart
          title={runText.accuracy}
          unit={runText.share}
          curves={shown}
          measures={one ? ACCURACIES : VALIDATION_ACCURACY}
          format={percent}
          {...(base.accuracy !== null && { reference: { label: runText.majority, value: base.accuracy } })}
        />
        <MeasureChart
          title={runText.learningRate}
          unit={runText.perStep}
          curves={shown}
          measures={RATE}
          range={RATE_RANGE}
          height={150}
        />
        <MeasureChart
          title={runText.gradientNorm}
          unit={runText.norm}
          curves={shown}
          measures={NORM}
          height={150}
          allowLog
        />
      </div>
    </section>
  );
}

type Drawn = { measure: Measure; label: string }[];
const LOSSES: Drawn = [
  { measure: "train_loss", label: runText.training },
  { measure: "validation_loss", label: runText.validation },
];
const VALIDATION_LOSS: Drawn = [{ measure: "validation_loss", label: runText.validation }];
const ACCURACIES: Drawn = [
  { measure: "train_accuracy", label: runText.training },
  { measure: "validation_accuracy", label: runText.validation },
];
const VALIDATION_ACCURACY: Drawn = [{ measure: "validation_accuracy", label: runText.validation }];
const RATE: Drawn = [{ measure: "learning_rate", label: runText.learningRate }];
const NORM: Drawn = [{ measure: "gradient_norm", label: runText.gradientNorm }];

function MeasureChart({
  curves,
  measures,
  ...chart
}: { curves: Curve[]; measures: Drawn } & Omit<LineChartProps, "x" | "series" | "xLabel">) {
  const { x, series } = useMemo(() => {
    const drawn = measures.map(({ measure, label }) => ({ label, ...linesOf(curves, measure) }));
    return {
      x: drawn[0]?.x ?? [],
      series: drawn.flatMap(({ label, lines }) =>
        lines.map((values, at) => ({
          label: curves.length > 1 ? runText.memberNumber(curves[at]?.member ?? at) : label,
          values,
        })),
      ),
    };
  }, [curves, measures]);
  return (
    <Card>
      <LineChart xLabel={runText.epochAxis} x={x} series={series} bridgeGaps format={formatNumber} {...chart} />
    </Card>
  );
}
