import { type Decision, isProblem, type ModelVersion } from "@discern/client";
import { keys, useDiscern, useSetDecision } from "@discern/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card, Stat, Stats } from "../../components/card.js";
import { NumberInput, Slider } from "../../components/controls.js";
import { Field, Input } from "../../components/field.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { formatFixed, formatNumber, formatPercent, formatPoints } from "../../lib/format.js";
import { evaluationText as text } from "../../text/models.js";
import { decisionText, isChanged } from "./decision.js";
import type { Outcome } from "./thresholds.js";

const MEASURES = ["accuracy", "precision", "recall", "f1"] as const;

/** The threshold of two classes: dragged, its effect seen at once, saved, and taken back. */
export function ThresholdCard({
  version,
  decision,
  outcome,
  held,
  draft,
  onDraft,
}: {
  version: ModelVersion;
  decision: Decision;
  /** Of the threshold that is looked at. */
  outcome: Outcome;
  /** Of the one that holds; null where no threshold decides. */
  held: Outcome | null;
  /** The threshold that is looked at when it is not the one that holds. */
  draft: number | null;
  onDraft: (threshold: number | null) => void;
}) {
  const [typed, setTyped] = useState<number | null>(outcome.threshold);
  const [why, setWhy] = useState("");
  const [conflict, setConflict] = useState(false);
  const client = useDiscern();
  const cache = useQueryClient();
  const save = useSetDecision();
  const { model: name, version: number, etag } = decision;
  const reset = useMutation({
    mutationFn: () => client.models.resetDecision(name, number, { etag, ...(why && { why }) }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.model(name) }),
  });
  const label = version.classes[1] ?? "";
  const { threshold } = outcome;
  const dirty = draft !== null && draft !== held?.threshold;

  const look = (next: number) => {
    onDraft(next === held?.threshold ? null : next);
    setTyped(next);
  };
  const settled = (next: number | null, title: string, detail: string | null) => {
    setConflict(false);
    setWhy("");
    onDraft(null);
    if (next !== null) setTyped(next);
    toast.done(title, detail);
  };
  const failed = (error: unknown) => setConflict(isProblem(error, "precondition_failed"));
  const saveIt = () =>
    save.mutate(
      { name, version: number, to: { threshold, ...(why && { why }) }, etag },
      {
        onSuccess: () => settled(threshold, text.savedToast(formatNumber(threshold)), text.savedToastDetail),
        onError: failed,
      },
    );
  const resetIt = () =>
    reset.mutate(undefined, {
      onSuccess: (now) => settled(now.decision?.threshold ?? null, text.resetToast, text.savedToastDetail),
      onError: failed,
    });
  const error = save.error ?? reset.error;

  return (
    <Card
      title={text.thresholdTitle}
      description={<ThresholdLead label={label} />}
      actions={
        <Badge tone={isChanged(decision) ? "accent" : "neutral"} data-testid="held">
          {text.holds(decisionText(decision.decision), decision.revision)}
        </Badge>
      }
    >
      <div className="flex items-center gap-4">
        <Slider
          label={text.threshold}
          value={threshold}
          onChange={look}
          min={0.01}
          max={0.99}
          step={0.01}
          format={(value) => text.thresholdText(formatFixed(value, 2))}
        />
        <NumberInput
          aria-label={text.exactThreshold}
          className="w-20 shrink-0 text-right"
          value={typed}
          aria-invalid={typed === null || typed <= 0 || typed >= 1 ? true : undefined}
          onChange={(next) => {
            setTyped(next);
            if (next !== null && next > 0 && next < 1) onDraft(next === held?.threshold ? null : next);
          }}
        />
      </div>
      <Stats className="mt-5 gap-x-4 sm:grid sm:grid-cols-4 sm:gap-x-4" aria-live="polite" data-testid="outcome">
        {MEASURES.map((measure) => (
          <Stat
            key={measure}
            label={text[measure]}
            value={formatPercent(outcome[measure])}
            note={
              held && dirty ? text.change(formatPoints(outcome[measure] - held[measure])) : text.measureNote[measure]
            }
          />
        ))}
      </Stats>
      {outcome.slack > 0 && <p className="mt-3 text-xs text-ink-faint">{text.slack(outcome.slack)}</p>}
      {conflict && (
        <Notice tone="warn" className="mt-4" title={text.conflictTitle}>
          {text.conflict(decisionText(decision.decision))}
        </Notice>
      )}
      {error && !conflict && <ProblemNotice error={error} className="mt-4" />}
      {dirty && (
        <Field label={text.why} className="mt-4">
          <Input
            value={why}
            maxLength={1000}
            placeholder={text.whyPlaceholder}
            onChange={(e) => setWhy(e.target.value)}
          />
        </Field>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={!dirty} busy={save.isPending} onClick={saveIt}>
          {text.save}
        </Button>
        {dirty && (
          <Button variant="ghost" onClick={() => look(held?.threshold ?? 0.5)}>
            {text.undo}
          </Button>
        )}
        {isChanged(decision) && (
          <Button variant="ghost" className="ml-auto" busy={reset.isPending} onClick={resetIt}>
            {text.reset(decisionText(decision.trained))}
          </Button>
        )}
      </div>
    </Card>
  );
}

function ThresholdLead({ label }: { label: string }) {
  const [before, after] = text.thresholdLead;
  return (
    <>
      {before}
      <bdi className="font-medium text-ink data-text">{label}</bdi>
      {after}
    </>
  );
}
