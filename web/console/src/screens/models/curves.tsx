import type { ModelReport, ModelVersion } from "@discern/client";
import { XYPlot } from "../../charts/xy-plot.js";
import { Card } from "../../components/card.js";
import { formatFixed, formatPercent } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";
import { scoresOf } from "./scores.js";
import type { Outcome } from "./thresholds.js";

/** ROC, precision against recall, and how far its confidence can be believed. */
export function Curves({
  report,
  version,
  outcome,
}: {
  report: ModelReport;
  version: ModelVersion;
  /** Marks the threshold on the curves. */
  outcome: Outcome | null;
}) {
  const { charts, classes } = report;
  if (!charts) return null;
  const scores = scoresOf(version);
  const label = outcome ? text.atThreshold(formatFixed(outcome.threshold, 2)) : "";
  const [negatives, positives] = outcome?.counts ?? [];
  const falseAlarms = negatives ? negatives[1] / Math.max(1, negatives[0] + negatives[1]) : 0;
  const share = positives ? (positives[0] + positives[1]) / Math.max(1, charts.num_rows) : null;
  const temperature = version.calibration?.kept ? version.calibration.temperature : null;
  const description = [outcome && text.curvesLead, temperature && text.calibrated(formatFixed(temperature, 3))];
  const drawn = charts.roc.length > 0;
  return (
    <Card title={text.curvesTitle} description={description.filter(Boolean).join(" ")}>
      <div className="grid gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {drawn ? (
          <>
            <XYPlot
              title={text.rocTitle}
              xLabel={text.rocX}
              yLabel={text.rocY}
              lines={charts.roc.map(({ label, x, y }) => ({ label, x, y }))}
              diagonal={text.chance}
              mark={outcome ? { x: falseAlarms, y: outcome.recall, label } : undefined}
              summary={text.rocSummary(formatFixed(scores.roc_auc, 3))}
            />
            <XYPlot
              title={text.prTitle}
              xLabel={text.recall}
              yLabel={text.precision}
              lines={charts.precision_recall.map(({ label, x, y }) => ({ label, x, y }))}
              level={share === null ? undefined : { y: share, label: text.baseShare(formatPercent(share)) }}
              mark={outcome ? { x: outcome.recall, y: outcome.precision, label } : undefined}
              summary={text.prSummary(formatFixed(scores.pr_auc, 3))}
            />
          </>
        ) : (
          <p className="text-sm text-ink-muted lg:col-span-2">{text.noCurve}</p>
        )}
        <XYPlot
          title={text.reliabilityTitle}
          xLabel={text.confidence}
          yLabel={text.right}
          lines={[
            {
              label: text.bins,
              x: charts.reliability.map((bin) => bin.confidence),
              y: charts.reliability.map((bin) => bin.accuracy),
            },
          ]}
          diagonal={text.perfect}
          points
          summary={text.reliabilitySummary(formatPercent(scores.ece))}
        />
      </div>
      {classes.length > charts.roc.length && charts.roc.length > 1 && (
        <p className="mt-4 text-xs text-ink-faint">{text.someCurves(charts.roc.length)}</p>
      )}
    </Card>
  );
}
