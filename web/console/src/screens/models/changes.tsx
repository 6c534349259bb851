import type { Change } from "@discern/client";
import { useDiscernQueries } from "@discern/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useMe } from "../../app/session.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { TextLink } from "../../components/link.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { common } from "../../text/common.js";
import { changesText as text } from "../../text/models.js";
import { targetText } from "./alias-plan.js";
import { decisionText, type Settings } from "./decision.js";

/** Every change of a model, newest first. */
export function Changes({ name }: { name: string }) {
  const changes = useInfiniteQuery(useDiscernQueries().modelChanges(name));
  return (
    <Card title={text.title} description={text.lead} flush>
      {changes.error && <ProblemNotice error={changes.error} onRetry={changes.refetch} className="m-4" />}
      {changes.isPending && <SkeletonRows />}
      <ol className="divide-y border-t">
        {changes.data?.map((change) => (
          <li key={change.seq} className="px-4 py-3 text-sm sm:px-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="flex min-w-0 flex-wrap items-center gap-x-2">
                <span className="font-medium data-text">{text.actions[change.action](change.subject ?? "")}</span>
                <Movement change={change} />
              </p>
              <span className="text-xs text-ink-faint">
                <Time value={change.at} /> · {text.who.toLowerCase()} <Actor id={change.actor} />
              </span>
            </div>
            {change.why && <p className="mt-0.5 text-ink-muted data-text">{change.why}</p>}
          </li>
        ))}
      </ol>
      {changes.hasNextPage && (
        <div className="border-t p-3 text-center">
          <Button busy={changes.isFetchingNextPage} onClick={() => changes.fetchNextPage()}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Actor({ id }: { id: string }) {
  const { me } = useMe();
  if (id === me.id) return text.you;
  if (id.startsWith("job_")) {
    return (
      <TextLink to="/runs/$id" params={{ id }} title={id}>
        {text.run}
      </TextLink>
    );
  }
  return <code className="font-mono">{id}</code>;
}

/** From what to what, where that can be said in a few words. */
function Movement({ change }: { change: Change }) {
  const words = wordsOf(change);
  if (!words) return null;
  const [before, after] = words;
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 text-ink-muted">
      {before} <ArrowRight className="size-3.5 text-ink-faint" aria-hidden /> {after}
    </span>
  );
}

type State = Record<string, unknown> | null;

function wordsOf({ action, before, after }: Change): [string, string] | null {
  if (action === "alias_set" || action === "alias_deleted") return [aliasWords(before), aliasWords(after)];
  if (action === "decision_set") return [decisionWords(before), decisionWords(after)];
  return null;
}

function aliasWords(state: State): string {
  if (state === null) return text.nothing;
  const { version, weights = null, shadow = null } = state;
  return targetText({ version, weights, shadow } as Parameters<typeof targetText>[0]);
}

function decisionWords(state: State): string {
  const settings = (state?.decision ?? null) as Settings;
  if (settings === null) return text.trained;
  const { threshold = null, per_class = null, cost_matrix = null } = settings;
  return decisionText({ threshold, per_class, cost_matrix });
}
