import type { DatasetFindings, DatasetProfile, Finding } from "@discern/client";
import { CircleCheck } from "lucide-react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { SkeletonRows } from "../../components/feedback.js";
import { FindingCard } from "../../components/finding-card.js";
import { datasetText as text } from "../../text/datasets.js";

const SHOWN = 3;
const RANK = { error: 0, warning: 1, info: 2 };

function ranked(findings: Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** The worst findings, beside the target. */
export function FindingsCard({
  findings,
  profile,
  onAll,
}: {
  findings: DatasetFindings | undefined;
  profile: DatasetProfile;
  onAll: () => void;
}) {
  const all = ranked(findings?.findings ?? []);
  return (
    <Card
      title={text.tabs.findings}
      description={text.duplicates(profile.num_duplicate_rows)}
      flush
      actions={
        all.length > SHOWN && (
          <Button size="sm" variant="ghost" onClick={onAll}>
            {text.allFindings(all.length)}
          </Button>
        )
      }
    >
      <FindingList findings={findings} shown={all.slice(0, SHOWN)} />
    </Card>
  );
}

/** Every finding of a dataset, and what was checked besides. */
export function DatasetFindingsCard({ findings }: { findings: DatasetFindings | undefined }) {
  return (
    <div className="space-y-6">
      <Card title={text.tabs.findings} flush>
        <FindingList findings={findings} shown={ranked(findings?.findings ?? [])} />
      </Card>
      {findings && findings.checks_skipped.length > 0 && (
        <Card title={text.skipped}>
          <ul className="space-y-1.5 text-sm">
            {findings.checks_skipped.map(({ code, reason }) => (
              <li key={code} className="flex flex-wrap gap-x-3">
                <code className="font-mono text-xs leading-5 text-ink-muted">{code}</code>
                <span className="data-text">{reason}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function FindingList({ findings, shown }: { findings: DatasetFindings | undefined; shown: Finding[] }) {
  if (!findings) return <SkeletonRows rows={3} />;
  return (
    <>
      <div className="divide-y border-t">
        {shown.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </div>
      <p className="flex items-center gap-2 border-t px-4 py-3 text-sm text-ink-muted sm:px-5">
        <CircleCheck className="size-4 text-good" aria-hidden />
        {shown.length === 0 ? text.noFindings : text.checks(findings.checks_passed.length)}
      </p>
    </>
  );
}
