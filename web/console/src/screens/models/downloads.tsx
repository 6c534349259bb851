import type { ModelExport } from "@discern/client";
import { useDiscern, useDiscernQueries } from "@discern/react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { SkeletonRows } from "../../components/feedback.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { saveBlob } from "../../lib/download.js";
import { formatBytes } from "../../lib/format.js";
import { aboutText as text } from "../../text/models.js";

/** The formats in which a version can be carried away. */
export function Downloads({ name, version }: { name: string; version: number }) {
  const exports_ = useQuery(useDiscernQueries().exports(name, version));
  return (
    <Card title={text.downloads} description={text.downloadsLead} flush>
      {exports_.error && <ProblemNotice error={exports_.error} onRetry={exports_.refetch} className="m-4" />}
      {exports_.isPending && <SkeletonRows rows={3} />}
      <ul className="divide-y border-t">
        {exports_.data?.map((one) => (
          <ExportRow key={one.format} name={name} version={version} one={one} />
        ))}
      </ul>
      <p className="border-t px-4 py-3 text-xs text-ink-faint sm:px-5">{text.goldenNote}</p>
    </Card>
  );
}

function ExportRow({ name, version, one }: { name: string; version: number; one: ModelExport }) {
  const client = useDiscern();
  const label = text.names[one.format];
  const fetching = useMutation({
    mutationFn: async () => {
      const download = await client.models.export(name, version, one.format);
      saveBlob(await download.blob(), download.file_name ?? one.file_name);
    },
    onError: toast.failed,
  });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 text-sm sm:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">
          {label}{" "}
          {one.num_bytes !== null && (
            <span className="ml-1 font-normal text-ink-faint">{formatBytes(one.num_bytes)}</span>
          )}
        </p>
        <p className="text-ink-muted">{one.available ? one.description : one.reason}</p>
        {one.sha256 && (
          <p className="mt-1 font-mono text-2xs text-ink-faint data-line" title={one.sha256}>
            {text.sha(one.sha256)}
          </p>
        )}
      </div>
      <Button
        size="sm"
        icon={Download}
        aria-label={text.downloadOf(label)}
        disabled={!one.available}
        busy={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {text.download}
      </Button>
    </li>
  );
}
