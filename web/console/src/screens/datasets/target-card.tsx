import type { Dataset, DatasetProfile } from "@discern/client";
import { Wand2 } from "lucide-react";
import { BarList } from "../../charts/bars.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Field, Select } from "../../components/field.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatPercent } from "../../lib/format.js";
import { datasetText as text } from "../../text/datasets.js";
import { useOverride } from "./override.js";

/** Which column holds the labels, and how often each class occurs. */
export function TargetCard({ dataset, profile }: { dataset: Dataset; profile: DatasetProfile }) {
  const override = useOverride(dataset.id);
  const target = profile.columns.find((column) => column.role === "target")?.name ?? null;
  const suggested = target === null ? (profile.suggested_target ?? null) : null;
  const choose = (name: string) =>
    override.mutate({ ...(target !== null && { [target]: { role: "feature" as const } }), [name]: { role: "target" } });
  const balance = profile.class_balance ?? [];
  const total = balance.reduce((sum, one) => sum + one.count, 0);
  const largest = Math.max(0, ...balance.map((one) => one.count));
  return (
    <Card title={text.target} description={text.targetHint}>
      <div className="space-y-4">
        {suggested !== null && (
          <Notice
            action={
              <Button size="sm" icon={Wand2} busy={override.isPending} onClick={() => choose(suggested)}>
                {text.useSuggested}
              </Button>
            }
          >
            {text.suggested(clip(suggested))}
          </Notice>
        )}
        <Field label={text.targetOf}>
          <Select
            options={profile.columns.map(({ name }) => ({ value: name, label: clip(name, 80) }))}
            value={target ?? ""}
            placeholder={text.noTarget}
            disabled={override.isPending}
            onChange={choose}
          />
        </Field>
        {override.isError && <ProblemNotice error={override.error} />}
        {balance.length === 0 ? (
          <p className="text-sm text-ink-faint">{text.balanceNone}</p>
        ) : (
          <div>
            <h3 className="mb-2 text-xs text-ink-faint">{text.balance}</h3>
            <BarList items={balance.map(({ value, count }) => ({ label: value, value: count }))} total={total} />
            <p className="mt-3 text-xs text-ink-muted">{text.baseRate(formatPercent(largest / total))}</p>
          </div>
        )}
      </div>
    </Card>
  );
}
