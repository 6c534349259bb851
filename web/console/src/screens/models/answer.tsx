import type { DiscernError, ModelVersion, Prediction } from "@discern/client";
import { useDiscernQueries } from "@discern/react";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { Card } from "../../components/card.js";
import { ProbabilityBars } from "../../components/meter.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { formatNumber, formatPercent } from "../../lib/format.js";
import { tryText as text } from "../../text/try-it.js";

const SHOWN = 10;

/** The label and the probabilities of the row beside it. */
export function Answer({
  version,
  answer,
}: {
  version: ModelVersion;
  answer: UseQueryResult<Prediction, DiscernError>;
}) {
  const decision = useQuery(useDiscernQueries().decision(version.model, version.version));
  const threshold = decision.data?.decision?.threshold ?? null;
  const second = version.classes[1] ?? "";
  const { data, error, isFetching } = answer;
  const sorted = data
    ? Object.entries(data.probabilities)
        .map(([label, probability]) => ({ label, probability }))
        .sort((a, b) => b.probability - a.probability)
    : [];
  const rest = sorted.slice(SHOWN);
  return (
    <Card
      title={text.answer}
      actions={
        isFetching && <LoaderCircle className="size-4 animate-spin text-ink-faint" aria-label={text.calculating} />
      }
    >
      {error ? (
        <ProblemNotice error={error} />
      ) : data ? (
        <div data-testid="answer">
          <p className="mb-4 text-xl font-medium tracking-tight data-text" aria-live="polite">
            <span className="sr-only">{text.label}: </span>
            <bdi>{data.label}</bdi>
          </p>
          <ProbabilityBars
            probabilities={sorted}
            label={data.label}
            max={SHOWN}
            threshold={
              threshold === null
                ? undefined
                : { label: second, probability: threshold, text: text.threshold(formatNumber(threshold)) }
            }
          />
          {rest.length > 0 && (
            <p className="mt-3 text-xs text-ink-faint">
              {text.others(rest.length, formatPercent(rest.reduce((sum, one) => sum + one.probability, 0)))}
            </p>
          )}
          {threshold !== null && (
            <p className="mt-3 text-xs text-ink-faint data-text">{text.decidedBy(formatNumber(threshold), second)}</p>
          )}
          {data.warnings.length > 0 && (
            <Notice tone="warn" title={text.warnings} className="mt-4">
              <ul className="space-y-1">
                {data.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
      ) : (
        <p className="text-sm text-ink-muted">{isFetching ? text.calculating : text.waiting}</p>
      )}
    </Card>
  );
}
