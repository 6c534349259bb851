import { useMemo, useState } from "react";
import { seriesColor } from "../../charts/colors.js";
import { LineChart } from "../../charts/line-chart.js";
import { Card } from "../../components/card.js";
import { Select } from "../../components/field.js";
import { formatNumber, formatPercent, idTail } from "../../lib/format.js";
import { useStableList } from "../../lib/hooks.js";
import { compareText as text } from "../../text/compare.js";
import { runText } from "../../text/runs.js";
import { aligned, curvesOf, type Measure, meanOf, thinned } from "../runs/curves.js";
import { infoOf } from "../runs/run-info.js";
import type { ComparedRun } from "./use-runs.js";

const MEASURES = Object.keys(text.measureOf) as Measure[];
const percent = (value: number) => formatPercent(value);

/** One measure of every run over the epochs. */
export function CompareCurves({ runs }: { runs: ComparedRun[] }) {
  const [measure, setMeasure] = useState<Measure>("validation_loss");
  // The runs are new objects at every render; what is drawn of them is not.
  const labels = useStableList(runs.map(({ id, job }) => `${job ? infoOf(job).modelName : ""} ${idTail(id)}`.trim()));
  const epochs = useStableList(runs.map(({ metrics }) => metrics?.epochs));
  const { x, series, several } = useMemo(() => {
    const drawn = epochs.flatMap((ofRun, at) => {
      const curves = curvesOf(ofRun ?? []).map((curve) => thinned(curve));
      if (curves.length === 0) return [];
      const mean = meanOf(curves, measure);
      return [{ label: labels[at] ?? "", color: seriesColor(at), networks: curves.length, ...mean }];
    });
    const { x, lines } = aligned(drawn);
    return {
      x,
      series: drawn.map(({ label, color }, at) => ({ label, color, values: lines[at] ?? [] })),
      several: drawn.some(({ networks }) => networks > 1),
    };
  }, [measure, epochs, labels]);
  const isShare = measure.endsWith("accuracy");
  return (
    <Card>
      <div className="mb-3 flex items-center gap-2 text-sm">
        <label htmlFor="measure" className="text-ink-muted">
          {text.measure}
        </label>
        <Select
          id="measure"
          className="w-48"
          value={measure}
          onChange={(value) => setMeasure(value as Measure)}
          options={MEASURES.map((value) => ({ value, label: text.measureOf[value] }))}
        />
      </div>
      {series.length === 0 ? (
        <p className="py-6 text-sm text-ink-muted">{text.noCurves}</p>
      ) : (
        <LineChart
          title={text.measureOf[measure]}
          unit={text.unitOf[measure]}
          xLabel={runText.epochAxis}
          x={x}
          series={series}
          format={isShare ? percent : formatNumber}
          height={300}
          bridgeGaps
          allowLog={!isShare}
        />
      )}
      {several && <p className="mt-2 text-xs text-ink-faint">{text.networks}</p>}
    </Card>
  );
}
