import type { Dataset, DiscernError } from "@discern/client";
import { useDiscern } from "@discern/react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Skeleton } from "../../components/feedback.js";
import { ExternalLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { product } from "../../text/common.js";
import { firstUse as text } from "../../text/overview.js";
import { UploadPanel } from "../datasets/upload-panel.js";
import { Journey } from "./journey.js";

/** A fresh install: one click goes from nothing to a trained model and its first prediction. */
export function FirstUse({ dataset, run }: { dataset?: string; run?: string | undefined }) {
  const client = useDiscern();
  const navigate = useNavigate();
  const samples = useQuery({
    queryKey: ["discern", "samples"],
    queryFn: ({ signal }) => client.api.GET("/v1/samples", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const sample = samples.data?.data[0];
  const start = useMutation<Dataset, DiscernError, string>({
    mutationFn: (name) => client.api.POST("/v1/samples/{name}", { params: { path: { name } } }),
    onSuccess: ({ id }) => navigate({ to: "/", search: { dataset: id }, replace: true }),
  });
  return (
    <Page title={product} heading={text.title} description={text.lead} width="narrow">
      {samples.isError && <ProblemNotice error={samples.error} onRetry={samples.refetch} />}
      {dataset !== undefined && sample ? (
        <Journey dataset={dataset} run={run} target={sample.target} />
      ) : (
        <div className="space-y-6">
          <Card
            title={sample ? text.card(sample.title) : <Skeleton className="h-5 w-40" />}
            description={sample && text.facts(sample.num_rows, sample.num_columns)}
          >
            {sample && <p className="max-w-prose text-pretty text-ink-muted">{sample.description}</p>}
            <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
              <Button
                variant="primary"
                size="lg"
                icon={Play}
                busy={start.isPending}
                disabled={!sample}
                onClick={() => sample && start.mutate(sample.name)}
              >
                {text.start}
              </Button>
              <span className="text-sm text-ink-faint">{text.startNote}</span>
            </div>
            {start.isError && <ProblemNotice error={start.error} className="mt-4" />}
            {sample && (
              <p className="mt-5 border-t pt-3 text-xs text-ink-faint">
                {text.licence(sample.licence)} · {sample.citation}{" "}
                <ExternalLink href={sample.source} className="text-xs">
                  {text.source}
                </ExternalLink>
              </p>
            )}
          </Card>
          <p className="text-center text-sm text-ink-faint">{text.or}</p>
          <UploadPanel />
        </div>
      )}
    </Page>
  );
}
