import type { Alias, Model, ModelVersion } from "@discern/client";
import { keys, useDiscern, useDiscernQueries, useModelVersion, useModelVersions } from "@discern/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Badge } from "../../components/badge.js";
import { Button, IconButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { PlainLink } from "../../components/link.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { cx } from "../../lib/cx.js";
import { formatCompact, formatFixed, formatPercent, formatPoints } from "../../lib/format.js";
import { common } from "../../text/common.js";
import { versionsText as text } from "../../text/models.js";
import { AliasDialog } from "./alias-dialog.js";
import { Aliases } from "./aliases.js";
import { scoresOf } from "./scores.js";

/** Versions beside each other, and the aliases that point at them. */
export function Versions({ model, shown }: { model: Model; shown: number }) {
  const { name } = model;
  const client = useDiscern();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const versions = useModelVersions(name);
  const aliases = useQuery(useDiscernQueries().aliases(name));
  const [promoting, setPromoting] = useState<number | null>(null);
  const [removing, setRemoving] = useState<number | null>(null);
  const standard = aliases.data?.find((alias) => alias.alias === "default");
  const reference = useModelVersion(name, standard?.version ?? shown).data;
  const columns = useMemo(
    () => columnsOf(name, shown, aliases.data ?? [], reference, { promote: setPromoting, remove: setRemoving }),
    [name, shown, aliases.data, reference],
  );
  const numbers = versions.data?.map((version) => version.version) ?? [];
  const remove = async (version: number) => {
    await client.models.deleteVersion(name, version);
    toast.done(text.removed(version));
    if (version === shown) {
      await navigate({ to: ".", search: { tab: "versions" }, replace: true });
    }
    await cache.invalidateQueries({ queryKey: keys.models });
  };
  return (
    <div className="space-y-5">
      <Card
        title={text.versions}
        description={reference && numbers.length > 1 ? text.versionsLead(reference.version) : text.versionsLeadAlone}
        flush
      >
        {versions.error && <ProblemNotice error={versions.error} onRetry={versions.refetch} className="m-4" />}
        {versions.isPending && <SkeletonRows />}
        {versions.data && (
          <DataTable
            label={text.versions}
            columns={columns}
            rows={versions.data}
            rowKey={(version) => String(version.version)}
            height={560}
          />
        )}
        {versions.hasNextPage && (
          <div className="border-t p-3 text-center">
            <Button busy={versions.isFetchingNextPage} onClick={() => versions.fetchNextPage()}>
              {common.loadMore}
            </Button>
          </div>
        )}
      </Card>
      <Aliases name={name} versions={numbers} />
      {promoting !== null && standard && (
        <AliasDialog
          name={name}
          alias={standard}
          taken={[]}
          versions={numbers}
          start={promoting}
          onClose={() => setPromoting(null)}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={text.removeTitle(removing ?? 0)}
        confirm={text.remove}
        danger
        onConfirm={() => removing !== null && remove(removing)}
      >
        {text.removeBody}
      </ConfirmDialog>
    </div>
  );
}

interface Actions {
  promote: (version: number) => void;
  remove: (version: number) => void;
}

function columnsOf(
  name: string,
  shown: number,
  aliases: Alias[],
  reference: ModelVersion | undefined,
  { promote, remove }: Actions,
): TableColumn<ModelVersion>[] {
  const score = (
    id: "accuracy" | "macro_f1" | "roc_auc" | "log_loss",
    header: string,
    show: (value: number | null) => string,
    difference: (value: number) => string,
    better: 1 | -1,
  ): TableColumn<ModelVersion> => ({
    id,
    header,
    align: "right",
    sort: (version) => scoresOf(version)[id],
    cell: (version) => {
      const value = scoresOf(version)[id];
      const other = reference && reference.version !== version.version ? scoresOf(reference)[id] : null;
      return (
        <span className="block py-1 leading-tight">
          {show(value)}
          {value !== null && other !== null && (
            <Difference text={difference(value - other)} better={(value - other) * better} />
          )}
        </span>
      );
    },
  });
  const plain = (difference: number) => {
    const size = formatFixed(Math.abs(difference), 3);
    return Number(size) === 0 ? "±0" : `${difference < 0 ? "−" : "+"}${size}`;
  };
  return [
    {
      id: "version",
      header: text.version,
      sort: (version) => version.version,
      cell: (version) => (
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <PlainLink to="/models/$name" params={{ name }} search={{ version: version.version }}>
            {text.oneVersion(version.version)}
          </PlainLink>
          {aliases
            .filter((alias) => namesVersion(alias, version.version))
            .map((alias) => (
              <Badge key={alias.alias} tone={alias.alias === "default" ? "accent" : "neutral"} className="max-w-28">
                <bdi className="data-line">{alias.alias}</bdi>
              </Badge>
            ))}
          {version.version === shown && <span className="text-xs text-ink-faint">{text.shown}</span>}
          {reference && version.lineage.table_sha256 !== reference.lineage.table_sha256 && (
            <Badge tone="warn" title={text.otherDataHint}>
              {text.otherData}
            </Badge>
          )}
        </span>
      ),
    },
    score("accuracy", text.accuracy, (value) => formatPercent(value), formatPoints, 1),
    score("macro_f1", text.macroF1, (value) => formatFixed(value, 3), plain, 1),
    score("roc_auc", text.rocAuc, (value) => formatFixed(value, 3), plain, 1),
    score("log_loss", text.logLoss, (value) => formatFixed(value, 3), plain, -1),
    { id: "family", header: text.family, sort: (version) => version.family, cell: (version) => version.family },
    {
      id: "parameters",
      header: text.parameters,
      align: "right",
      sort: (version) => version.num_parameters,
      cell: (version) => formatCompact(version.num_parameters),
    },
    {
      id: "made",
      header: text.made,
      align: "right",
      sort: (version) => version.created_at,
      cell: (version) => <Time value={version.created_at} />,
    },
    {
      id: "actions",
      header: text.actions,
      align: "right",
      cell: (version) => (
        <span className="inline-flex items-center gap-1">
          <Button
            size="sm"
            aria-label={text.promoteOf(version.version)}
            disabled={reference === undefined || isDefault(aliases, version.version)}
            onClick={() => promote(version.version)}
          >
            {text.promote}
          </Button>
          <IconButton
            icon={Trash2}
            size="sm"
            label={text.removeOf(version.version)}
            onClick={() => remove(version.version)}
          />
        </span>
      ),
    },
  ];
}

const namesVersion = (alias: Alias, version: number): boolean =>
  alias.weights ? Object.hasOwn(alias.weights, String(version)) : alias.version === version;

const isDefault = (aliases: Alias[], version: number): boolean =>
  aliases.some((alias) => alias.alias === "default" && alias.weights === null && alias.version === version);

function Difference({ text: shown, better }: { text: string; better: number }) {
  return (
    <span className={cx("block text-2xs", shown === "±0" ? "text-ink-faint" : better > 0 ? "text-good" : "text-bad")}>
      {shown}
    </span>
  );
}
