import type { FindingsSummary } from "@discern/client";
import { CircleX, Info, TriangleAlert } from "lucide-react";
import { formatCount, NONE, plural } from "../../lib/format.js";
import { severityText } from "../../text/common.js";

const KINDS = [
  ["error", CircleX, "text-bad"],
  ["warning", TriangleAlert, "text-warn"],
  ["info", Info, "text-accent-ink"],
] as const;

/** How many findings of each severity there are, the worst first. */
export function FindingCounts({ summary }: { summary: FindingsSummary }) {
  const shown = KINDS.filter(([severity]) => summary[severity] > 0);
  if (shown.length === 0) return <span className="text-ink-faint">{NONE}</span>;
  return (
    <span className="inline-flex items-center gap-3">
      {shown.map(([severity, Icon, color]) => (
        <span key={severity} className="inline-flex items-center gap-1 text-xs tabular">
          <Icon className={`size-3.5 ${color}`} aria-hidden />
          <span className="sr-only">{plural(summary[severity], severityText[severity].toLowerCase())}</span>
          <span aria-hidden>{formatCount(summary[severity])}</span>
        </span>
      ))}
    </span>
  );
}
