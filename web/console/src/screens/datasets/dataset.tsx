import { type Dataset, DatasetFailedError } from "@discern/client";
import { keys, useDataset, useDatasetProfile, useDiscern, useDiscernQueries } from "@discern/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { Status } from "../../components/badge.js";
import { Button, IconButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { Progress, Skeleton, SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Tabs } from "../../components/tabs.js";
import { toast } from "../../components/toast.js";
import { clip, formatBytes, formatCount } from "../../lib/format.js";
import { datasetsText, datasetText as text } from "../../text/datasets.js";
import { ColumnsCard } from "./columns-card.js";
import { DatasetFindingsCard, FindingsCard } from "./findings-card.js";
import { PreviewCard } from "./preview-card.js";
import { TargetCard } from "./target-card.js";

/** One dataset: what its file holds, what is remarkable about it, and how its columns are read and used. */
export function DatasetScreen() {
  const { id } = useParams({ from: "/datasets/$id" });
  const dataset = useDataset(id);
  if (dataset.isError) throw dataset.error;
  const found = dataset.data;
  return (
    <Page
      title={found ? clip(found.name, 80) : datasetsText.title}
      heading={
        found ? <bdi title={clip(found.name, 1000)}>{clip(found.name, 120)}</bdi> : <Skeleton className="h-7 w-48" />
      }
      crumbs={[
        <TextLink key="datasets" to="/datasets">
          {datasetsText.title}
        </TextLink>,
      ]}
      badges={found && <Status status={found.status} />}
      description={found && <Facts dataset={found} />}
      actions={found && <Actions dataset={found} />}
    >
      {!found && (
        <Card flush>
          <SkeletonRows />
        </Card>
      )}
      {found?.status === "profiling" && (
        <Card>
          <Progress label={text.profiling} detail={text.profiling} fraction={null} />
        </Card>
      )}
      {found?.status === "failed" && <ProblemNotice error={new DatasetFailedError(found)} />}
      {found?.status === "ready" && <Ready dataset={found} />}
    </Page>
  );
}

function Facts({ dataset }: { dataset: Dataset }) {
  return (
    <span className="tabular">
      {text.facts(dataset.num_rows, dataset.num_columns, formatBytes(dataset.source_bytes), dataset.format)}
      {" · "}
      <Time value={dataset.created_at} />
    </span>
  );
}

function Actions({ dataset }: { dataset: Dataset }) {
  const client = useDiscern();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await client.datasets.delete(dataset.id);
    toast.done(text.removed);
    await navigate({ to: "/datasets" });
    cache.removeQueries({ queryKey: keys.dataset(dataset.id) });
    await cache.invalidateQueries({ queryKey: keys.datasets });
  };
  return (
    <>
      <IconButton icon={Trash2} label={text.remove} onClick={() => setAsking(true)} />
      {dataset.status === "ready" && (
        <Button asChild variant="primary">
          <TextLink to="/runs/new" search={{ dataset: dataset.id }} className="text-on-accent no-underline">
            <Play aria-hidden /> {text.train}
          </TextLink>
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.removeTitle(clip(dataset.name, 80))}
        confirm={text.remove}
        danger
        onConfirm={remove}
      >
        {text.removeText}
      </ConfirmDialog>
    </>
  );
}

function Ready({ dataset }: { dataset: Dataset }) {
  const { tab } = useSearch({ from: "/datasets/$id" });
  const navigate = useNavigate();
  const profile = useDatasetProfile(dataset.id);
  const findings = useQuery(useDiscernQueries().datasetFindings(dataset.id));
  const { error, warning, info } = dataset.findings_summary;
  const go = (next: string) => void navigate({ to: ".", search: { tab: next }, replace: true, resetScroll: false });
  return (
    <Tabs
      label={text.label}
      value={tab ?? "profile"}
      onChange={go}
      tabs={[
        {
          value: "profile",
          label: text.tabs.profile,
          content: (
            <div className="space-y-6">
              {profile.isError && <ProblemNotice error={profile.error} onRetry={profile.refetch} />}
              {profile.isPending && (
                <Card flush>
                  <SkeletonRows rows={8} />
                </Card>
              )}
              {profile.data && (
                <>
                  <div className="grid items-start gap-6 lg:grid-cols-2">
                    <TargetCard dataset={dataset} profile={profile.data} />
                    <FindingsCard findings={findings.data} profile={profile.data} onAll={() => go("findings")} />
                  </div>
                  <ColumnsCard dataset={dataset} profile={profile.data} />
                </>
              )}
            </div>
          ),
        },
        { value: "preview", label: text.tabs.preview, content: <PreviewCard dataset={dataset} /> },
        {
          value: "findings",
          label: (
            <>
              {text.tabs.findings} <span className="text-ink-faint tabular">{formatCount(error + warning + info)}</span>
            </>
          ),
          content: findings.isError ? (
            <ProblemNotice error={findings.error} onRetry={findings.refetch} />
          ) : (
            <DatasetFindingsCard findings={findings.data} />
          ),
        },
      ]}
    />
  );
}
