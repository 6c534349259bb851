import type { Decision, ModelReport, ModelVersion } from "@discern/client";
import { useDiscernQueries, useModelVersion } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ConfusionMatrix } from "../../charts/confusion-matrix.js";
import { Card, Stat, Stats } from "../../components/card.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { cx } from "../../lib/cx.js";
import { formatFixed, formatPercent } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";
import { Baselines } from "./baselines.js";
import { ClassTable } from "./class-table.js";
import { Curves } from "./curves.js";
import { Importance } from "./importance.js";
import { OtherDecision } from "./other-decision.js";
import { scoresOf } from "./scores.js";
import { ThresholdCard } from "./threshold-card.js";
import { classMeasures, outcomeAt, thresholdTable } from "./thresholds.js";

const MANY_CLASSES = 4; // More columns of a confusion matrix than half of the screen holds.

/** How well one version answers, measured when it was published, and where its threshold lies. */
export function Evaluation({ name, version }: { name: string; version: number }) {
  const queries = useDiscernQueries();
  const about = useModelVersion(name, version);
  const report = useQuery(queries.report(name, version));
  const decision = useQuery(queries.decision(name, version));
  const error = about.error ?? report.error ?? decision.error;
  if (error) {
    return (
      <ProblemNotice
        error={error}
        onRetry={() => Promise.all([about.refetch(), report.refetch(), decision.refetch()])}
      />
    );
  }
  if (!about.data || !report.data || !decision.data) {
    return (
      <Card flush>
        <SkeletonRows rows={10} />
      </Card>
    );
  }
  return (
    <div className="space-y-5">
      <Summary version={about.data} baselines={report.data.baselines} />
      <Decided version={about.data} report={report.data} decision={decision.data} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Baselines version={about.data} baselines={report.data.baselines} />
        {report.data.charts && <Importance importance={report.data.charts.importance} />}
      </div>
    </div>
  );
}

function Summary({ version, baselines }: { version: ModelVersion; baselines: ModelReport["baselines"] }) {
  const scores = scoresOf(version);
  const spread = scores.part === "test" ? version.spread?.test?.accuracy : version.spread?.validation.accuracy;
  return (
    <Card title={text.summary} description={text.measuredOn(scores.num_rows, scores.part)}>
      <Stats>
        <Stat
          label={text.accuracy}
          value={formatPercent(scores.accuracy)}
          note={
            baselines
              ? text.majority(formatPercent(baselines.majority_class.accuracy))
              : spread && text.spread(formatPercent(spread.std))
          }
        />
        <Stat label={text.macroF1} value={formatFixed(scores.macro_f1, 3)} />
        <Stat label={text.rocAuc} value={formatFixed(scores.roc_auc, 3)} />
        <Stat label={text.prAuc} value={formatFixed(scores.pr_auc, 3)} />
        <Stat
          label={`${text.logLoss} (${text.nats})`}
          value={formatFixed(scores.log_loss, 3)}
          note={baselines && text.baseRate(formatFixed(baselines.base_rate.log_loss, 3))}
        />
        <Stat label={text.calibrationError} value={formatPercent(scores.ece)} />
      </Stats>
    </Card>
  );
}

/** What follows the threshold: the matrix, the measures of the classes, the marks on the curves. */
function Decided({ version, report, decision }: { version: ModelVersion; report: ModelReport; decision: Decision }) {
  const { classes, charts } = report;
  const table = useMemo(() => (charts?.thresholds ? thresholdTable(charts.thresholds, charts.roc[0]) : null), [charts]);
  const held = decision.decision?.threshold ?? null;
  const [draft, setDraft] = useState<number | null>(null);
  const threshold = draft ?? held ?? report.threshold ?? 0.5;
  const outcome = useMemo(() => (table ? outcomeAt(table, threshold) : null), [table, threshold]);
  const heldOutcome = useMemo(() => (table && held !== null ? outcomeAt(table, held) : null), [table, held]);
  const counts = outcome?.counts ?? report.confusion.counts;
  const at = formatFixed(threshold, 2);
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {table && outcome && (
          <ThresholdCard
            version={version}
            decision={decision}
            outcome={outcome}
            held={heldOutcome}
            draft={draft}
            onDraft={setDraft}
          />
        )}
        <div className={cx("min-w-0", outcome && "space-y-5", classes.length > MANY_CLASSES && "lg:col-span-2")}>
          <Card title={text.confusionTitle} description={outcome ? text.confusionLive(at) : text.confusionTrained}>
            <ConfusionMatrix classes={classes} counts={counts} />
          </Card>
          {outcome && <ClassTable measures={classMeasures(classes, outcome.counts)} />}
        </div>
        {!outcome && (
          <div className={cx("min-w-0", classes.length > MANY_CLASSES && "lg:col-span-2")}>
            <ClassTable measures={report.confusion.per_class} />
          </div>
        )}
      </div>
      {held === null && decision.decision !== null && <OtherDecision decision={decision} classes={classes} />}
      {charts ? (
        <Curves report={report} version={version} outcome={outcome} />
      ) : (
        <Card flush>
          <EmptyState title={text.noChartsTitle}>{text.noCharts}</EmptyState>
        </Card>
      )}
    </>
  );
}
