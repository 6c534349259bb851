import { useDatasets, useModels, useTrainingJobs } from "@discern/react";
import { useSearch } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { SkeletonRows } from "../../components/feedback.js";
import { TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { overviewText as text } from "../../text/overview.js";
import { FirstUse } from "./first-use.js";
import { DatasetsCard, ModelsCard, RunsCard } from "./recent.js";

/** What goes on; on a fresh install, the way to the first prediction. */
export function OverviewScreen() {
  const { dataset, run } = useSearch({ from: "/" });
  const datasets = useDatasets({ limit: 5 });
  const models = useModels({ limit: 5 });
  const runs = useTrainingJobs({ limit: 8 });
  const failed = datasets.error ?? models.error ?? runs.error;
  if (failed) throw failed;
  if (dataset !== undefined) return <FirstUse dataset={dataset} run={run} />;
  if (!datasets.data || !models.data || !runs.data) {
    return (
      <Page title={text.title}>
        <Card flush>
          <SkeletonRows />
        </Card>
      </Page>
    );
  }
  if (datasets.data.length === 0 && models.data.length === 0) return <FirstUse />;
  return (
    <Page
      title={text.title}
      actions={
        <Button asChild variant="primary">
          <TextLink to="/runs/new" className="text-on-accent no-underline">
            <Play aria-hidden /> {text.newRun}
          </TextLink>
        </Button>
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-3">
        <RunsCard runs={runs.data} datasets={datasets.data} />
        <div className="min-w-0 space-y-6">
          <ModelsCard models={models.data} />
          <DatasetsCard datasets={datasets.data} />
        </div>
      </div>
    </Page>
  );
}
