import { useModel, useModelVersion, useModelVersions } from "@discern/react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileSpreadsheet } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Select } from "../../components/field.js";
import { TextLink } from "../../components/link.js";
import { Page } from "../../components/page.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Tabs } from "../../components/tabs.js";
import { modelText as text } from "../../text/models.js";
import { Evaluation } from "./evaluation.js";

// The first tab comes with the screen; what is behind the others comes when it is looked at.
const TryIt = lazy(() => import("./try-it.js").then((module) => ({ default: module.TryIt })));
const Versions = lazy(() => import("./versions.js").then((module) => ({ default: module.Versions })));
const Monitoring = lazy(() => import("./monitoring.js").then((module) => ({ default: module.Monitoring })));
const About = lazy(() => import("./about.js").then((module) => ({ default: module.About })));
const Changes = lazy(() => import("./changes.js").then((module) => ({ default: module.Changes })));

/** One model: the version of the address, else the one that answers by default. */
export function ModelScreen() {
  const { name } = useParams({ from: "/models/$name" });
  const { version: asked, tab = "evaluation" } = useSearch({ from: "/models/$name" });
  const navigate = useNavigate();
  const model = useModel(name);
  const versions = useModelVersions(name);
  if (model.error?.code === "not_found") throw model.error; // the screen of pages that are not there

  const newest = versions.data?.[0]?.version;
  const number = asked ?? model.data?.aliases.default ?? newest;
  const aliasesOf = (version: number) =>
    Object.entries(model.data?.aliases ?? {}).flatMap(([alias, of]) => (of === version ? [alias] : []));
  const known = versions.data?.map((one) => one.version) ?? [];
  const listed = number === undefined || known.includes(number) ? known : [number, ...known];
  const go = (search: { tab?: string; version?: number }) =>
    navigate({ to: ".", search: (old: object) => ({ ...old, ...search }), replace: true });

  const error = model.error ?? versions.error;
  return (
    <Page
      title={name}
      heading={<bdi>{name}</bdi>}
      crumbs={[
        <TextLink key="models" to="/models">
          {text.models}
        </TextLink>,
      ]}
      description={number !== undefined && <Summary name={name} version={number} />}
      actions={
        number !== undefined && (
          <>
            <Select
              aria-label={text.version}
              className="w-auto max-w-64"
              value={String(number)}
              options={listed.map((one) => ({
                value: String(one),
                label: text.versionOption(one, aliasesOf(one)),
              }))}
              onChange={(value) => go({ version: Number(value) })}
            />
            <Button icon={FileSpreadsheet} asChild>
              <TextLink to="/scoring" search={{ model: name }} className="no-underline">
                <FileSpreadsheet aria-hidden />
                {text.score}
              </TextLink>
            </Button>
          </>
        )
      }
    >
      {error && <ProblemNotice error={error} onRetry={() => Promise.all([model.refetch(), versions.refetch()])} />}
      {!error && (model.isPending || versions.isPending) && (
        <Card flush>
          <SkeletonRows rows={8} />
        </Card>
      )}
      {model.data && versions.data && number === undefined && (
        <Card flush>
          <EmptyState title={text.noVersionTitle}>{text.noVersion}</EmptyState>
        </Card>
      )}
      {model.data && number !== undefined && (
        <Suspense fallback={<SkeletonRows rows={8} />}>
          <Tabs
            label={text.tabs}
            value={tab}
            onChange={(next) => go({ tab: next })}
            tabs={[
              {
                value: "evaluation",
                label: text.evaluation,
                content: <Evaluation key={number} name={name} version={number} />,
              },
              { value: "try", label: text.tryIt, content: <TryIt key={number} model={model.data} version={number} /> },
              { value: "versions", label: text.versions, content: <Versions model={model.data} shown={number} /> },
              { value: "monitoring", label: text.monitoring, content: <Monitoring name={name} version={number} /> },
              {
                value: "about",
                label: text.about,
                content: <About key={number} model={model.data} version={number} />,
              },
              { value: "changes", label: text.changes, content: <Changes name={name} /> },
            ]}
          />
        </Suspense>
      )}
    </Page>
  );
}

function Summary({ name, version }: { name: string; version: number }) {
  const { data } = useModelVersion(name, version);
  return <>{data ? text.summary(data.family, data.classes.length, data.inputs.length) : "\u00a0"}</>;
}
