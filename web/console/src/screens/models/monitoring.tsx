import type { ServingFindings, ServingMonitoring } from "@discern/client";
import { useDiscernQueries } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useMemo, useState } from "react";
import { Card, Stat, Stats } from "../../components/card.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { FindingCard } from "../../components/finding-card.js";
import { Time } from "../../components/key-value.js";
import { Meter } from "../../components/meter.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Segmented } from "../../components/tabs.js";
import { formatCount, formatPercent } from "../../lib/format.js";
import { monitoringText as text } from "../../text/models.js";
import { DriftTable } from "./drift-table.js";
import { ShadowCard } from "./shadow.js";

const EVERY_MS = 10_000; // The server writes its counts down a few times a minute.

type Window = keyof typeof text.windows;

/** What the rows predicted lately say of one version. */
export function Monitoring({ name, version }: { name: string; version: number }) {
  const [window_, setWindow] = useState<Window>("86400");
  const query = { window_seconds: Number(window_) };
  const queries = useDiscernQueries();
  const monitoring = useQuery({ ...queries.monitoring(name, version, query), refetchInterval: EVERY_MS });
  const findings = useQuery({ ...queries.servingFindings(name, version, query), refetchInterval: EVERY_MS });
  const { data } = monitoring;
  const error = monitoring.error ?? findings.error;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={text.window}
          options={Object.entries(text.windows).map(([value, label]) => ({ value: value as Window, label }))}
          value={window_}
          onChange={setWindow}
        />
        {data?.since && (
          <span className="text-xs text-ink-faint">
            {text.since} <Time value={data.since} />
          </span>
        )}
      </div>
      {error && <ProblemNotice error={error} onRetry={() => Promise.all([monitoring.refetch(), findings.refetch()])} />}
      {!error && monitoring.isPending && (
        <Card flush>
          <SkeletonRows />
        </Card>
      )}
      {data && data.rows + data.refused === 0 && data.shadow.rows === 0 && (
        <Card flush>
          <EmptyState icon={Activity} title={text.emptyTitle}>
            {text.empty}
          </EmptyState>
        </Card>
      )}
      {data && data.rows + data.refused > 0 && <Counted monitoring={data} findings={findings.data} />}
      {data && data.shadow.rows > 0 && <ShadowCard shadow={data.shadow} />}
    </div>
  );
}

function Counted({ monitoring, findings }: { monitoring: ServingMonitoring; findings: ServingFindings | undefined }) {
  const drifted = useMemo(
    () =>
      new Set(findings?.findings.flatMap((one) => (one.code === "serving.feature_drift" ? (one.column ?? []) : []))),
    [findings],
  );
  return (
    <>
      <Card>
        <Stats>
          <Stat label={text.rows} value={formatCount(monitoring.rows)} />
          <Stat label={text.refused} value={formatCount(monitoring.refused)} />
          <Stat label={text.unknownColumns} value={formatCount(monitoring.unknown_columns)} />
        </Stats>
        <Faults faults={monitoring.faults} />
      </Card>
      {findings && <Findings findings={findings} />}
      <Labels monitoring={monitoring} />
      {monitoring.columns.length > 0 && <DriftTable columns={monitoring.columns} drifted={drifted} />}
      {Object.keys(monitoring.not_compared).length > 0 && (
        <Card title={text.notCompared}>
          <ul className="space-y-1 text-sm">
            {Object.entries(monitoring.not_compared).map(([column, reason]) => (
              <li key={column} className="data-text">
                <bdi className="font-medium">{column}</bdi> <span className="text-ink-muted">{reason}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Faults({ faults }: { faults: Record<string, number> }) {
  const found = Object.entries(faults);
  if (found.length === 0) return null;
  return (
    <p className="mt-3 text-xs text-ink-muted">
      {text.faults}: {found.map(([code, count]) => `${code.replaceAll("_", " ")} ${formatCount(count)}`).join(", ")}
    </p>
  );
}

function Findings({ findings }: { findings: ServingFindings }) {
  const { findings: found, checks_passed: passed, checks_skipped: skipped } = findings;
  return (
    <Card title={text.findings} description={text.checked(passed.length, skipped.length)} flush={found.length > 0}>
      {found.length > 0 && (
        <div className="divide-y border-t">
          {found.map((finding) => (
            <FindingCard key={finding.id} finding={finding} />
          ))}
        </div>
      )}
      {skipped.length > 0 && (
        <details className={found.length > 0 ? "border-t px-5 py-3 text-xs" : "text-xs"}>
          <summary className="text-ink-muted">{text.skippedTitle}</summary>
          <ul className="mt-2 space-y-1 text-ink-faint">
            {skipped.map((check) => (
              <li key={check.code} className="data-text">
                <code className="font-mono">{check.code}</code> {check.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

const MOST_LABELS = 20;

function Labels({ monitoring }: { monitoring: ServingMonitoring }) {
  const total = Object.values(monitoring.labels).reduce((sum, count) => sum + count, 0);
  const reference = monitoring.reference_labels;
  const measured = Object.values(reference ?? {}).reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const labels = Object.entries(monitoring.labels)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_LABELS);
  return (
    <Card title={text.labels} description={reference ? text.labelsLead : undefined}>
      <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {labels.map(([label, count]) => {
          const before = reference && measured > 0 ? (reference[label] ?? 0) / measured : null;
          return (
            <li key={label}>
              <Meter
                label={<bdi title={label}>{label}</bdi>}
                share={count / total}
                strong
                text={text.labelShare(
                  formatPercent(count / total),
                  formatCount(count),
                  before === null ? null : formatPercent(before),
                )}
                marker={
                  before === null ? undefined : { share: before, label: `${text.before}: ${formatPercent(before)}` }
                }
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
