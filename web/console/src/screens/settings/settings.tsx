import { useDiscernQueries } from "@discern/react";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../app/session.js";
import { Badge } from "../../components/badge.js";
import { Card } from "../../components/card.js";
import { SkeletonRows } from "../../components/feedback.js";
import { KeyValues } from "../../components/key-value.js";
import { Notice } from "../../components/notice.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { formatCount } from "../../lib/format.js";
import { LIMIT_GROUPS, limitName, limitValue, settingsText as text } from "../../text/settings.js";
import { nav } from "../../text/shell.js";
import { KeysCard } from "./keys-card.js";

/** Whose key this is, all keys, and the server's limits. */
export function SettingsScreen() {
  const { me, held } = useMe();
  return (
    <Page title={nav.settings} description={text.description}>
      <div className="space-y-5">
        <You />
        {held !== "nothing" && (me.scopes.includes("admin") ? <KeysCard /> : <Notice>{text.noAdmin}</Notice>)}
        <LimitsCard />
      </div>
    </Page>
  );
}

function You() {
  const { me, held } = useMe();
  return (
    <Card title={text.you}>
      <KeyValues
        items={[
          [text.name, <bdi key="name">{me.name}</bdi>],
          [
            text.id,
            <code key="id" className="font-mono text-xs">
              {me.id}
            </code>,
          ],
          [
            text.scopes,
            <span key="scopes" className="flex flex-wrap gap-1">
              {me.scopes.map((scope) => (
                <Badge key={scope}>{text.scopeText[scope] ?? scope}</Badge>
              ))}
            </span>,
          ],
          [text.held, text.heldAs[held]],
        ]}
      />
    </Card>
  );
}

function LimitsCard() {
  const limits = useQuery(useDiscernQueries().limits());
  return (
    <Card title={text.limits} description={text.limitsLead} flush>
      {limits.error && <ProblemNotice error={limits.error} onRetry={limits.refetch} className="m-4" />}
      {limits.isPending && <SkeletonRows />}
      {limits.data && (
        <div className="columns-1 gap-x-10 border-t px-4 pt-4 pb-1 sm:px-5 md:columns-2">
          {groupsOf(limits.data).map(([group, entries]) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1.5 text-xs font-medium text-ink-faint">{group}</h3>
              <dl className="divide-y text-sm">
                {entries.map(({ name, label, value }) => (
                  <div key={name} className="flex items-baseline justify-between gap-4 py-1.5">
                    <dt title={name}>{label}</dt>
                    <dd className="whitespace-nowrap text-ink-muted tabular" title={formatCount(value)}>
                      {limitValue(name, value)}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

interface Limit {
  name: string;
  label: string;
  value: number;
}

/** The groups with what they hold; a limit that no group names comes last, under "Other". */
function groupsOf(limits: object): [string, Limit[]][] {
  const left = new Map(
    Object.entries(limits).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
  const groups = Object.entries(LIMIT_GROUPS).map(([group, labels]): [string, Limit[]] => [
    group,
    Object.entries(labels).flatMap(([name, label]) => {
      const value = left.get(name);
      left.delete(name);
      return value === undefined ? [] : [{ name, label, value }];
    }),
  ]);
  const others = [...left].map(([name, value]) => ({ name, label: limitName(name), value }));
  return others.length > 0 ? [...groups, [text.other, others]] : groups;
}
