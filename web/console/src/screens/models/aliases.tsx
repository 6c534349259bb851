import type { Alias } from "@discern/client";
import { keys, useDiscern, useDiscernQueries } from "@discern/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Badge } from "../../components/badge.js";
import { Button, IconButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { SkeletonRows } from "../../components/feedback.js";
import { Time } from "../../components/key-value.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { formatPercent } from "../../lib/format.js";
import { versionsText as text } from "../../text/models.js";
import { AliasDialog } from "./alias-dialog.js";

/** Where each alias of a model points, and the ways to move it. */
export function Aliases({ name, versions }: { name: string; versions: number[] }) {
  const client = useDiscern();
  const cache = useQueryClient();
  const aliases = useQuery(useDiscernQueries().aliases(name));
  const [moving, setMoving] = useState<Alias | "new" | null>(null);
  const [removing, setRemoving] = useState<Alias | null>(null);
  const remove = async (alias: Alias) => {
    await client.models.deleteAlias(name, alias.alias, { etag: alias.etag });
    toast.done(text.aliasRemoved(alias.alias));
    await cache.invalidateQueries({ queryKey: keys.model(name) });
  };
  return (
    <Card
      title={text.aliases}
      description={text.aliasesLead}
      flush
      actions={
        <Button size="sm" icon={Plus} disabled={versions.length === 0} onClick={() => setMoving("new")}>
          {text.newAlias}
        </Button>
      }
    >
      {aliases.error && (
        <div className="px-5 pb-4">
          <ProblemNotice error={aliases.error} onRetry={aliases.refetch} />
        </div>
      )}
      {aliases.isPending && <SkeletonRows rows={2} />}
      <ul className="divide-y border-t">
        {aliases.data?.map((alias) => (
          <li
            key={alias.alias}
            data-alias={alias.alias}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm sm:px-5"
          >
            <bdi className="w-32 font-medium data-line" title={alias.alias}>
              {alias.alias}
            </bdi>
            <div className="flex min-w-40 flex-1 flex-wrap items-center gap-2">
              <Target alias={alias} />
            </div>
            <span className="text-xs text-ink-faint">
              {text.moved} <Time value={alias.updated_at} />
            </span>
            <span className="flex items-center gap-1">
              <Button size="sm" aria-label={text.moveOf(alias.alias)} onClick={() => setMoving(alias)}>
                {text.move}
              </Button>
              {alias.alias !== "default" && (
                <IconButton
                  icon={Trash2}
                  size="sm"
                  label={text.removeAliasOf(alias.alias)}
                  onClick={() => setRemoving(alias)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {moving && (
        <AliasDialog
          name={name}
          alias={moving === "new" ? null : moving}
          taken={aliases.data?.map((alias) => alias.alias) ?? []}
          versions={versions}
          start={moving === "new" ? (versions[0] ?? 1) : moving.version}
          onClose={() => setMoving(null)}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={text.removeAliasTitle(removing?.alias ?? "")}
        confirm={text.removeAlias}
        danger
        onConfirm={() => removing && remove(removing)}
      >
        {text.removeAliasBody}
      </ConfirmDialog>
    </Card>
  );
}

/** The versions that answer, as one bar where they share, and the shadow. */
function Target({ alias }: { alias: Alias }) {
  const shares = Object.entries(alias.weights ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <>
      {shares.length === 0 && text.oneVersion(alias.version)}
      {shares.map(([version, share], index) => (
        <span key={version} className="flex items-center gap-1.5 whitespace-nowrap">
          <span
            className="h-2 rounded-full"
            style={{ width: `${Math.max(4, share * 80)}px`, background: `var(--series-${index + 1})` }}
            aria-hidden
          />
          {text.share(formatPercent(share, share * 100 === Math.round(share * 100) ? 0 : 1), Number(version))}
        </span>
      ))}
      {alias.shadow !== null && (
        <Badge>
          {text.shadow} {alias.shadow}
        </Badge>
      )}
    </>
  );
}
