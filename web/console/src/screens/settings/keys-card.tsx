import type { components } from "@discern/client";
import { keys as queryKeys, useDiscern } from "@discern/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useMe, useSession } from "../../app/session.js";
import { Badge } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Switch } from "../../components/controls.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { EmptyState, SkeletonRows } from "../../components/feedback.js";
import { Field } from "../../components/field.js";
import { Time } from "../../components/key-value.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { settingsText as text } from "../../text/settings.js";
import { NewKeyDialog } from "./new-key-dialog.js";

type Key = components["schemas"]["KeyOut"];

const KEYS = [...queryKeys.all, "keys"];

/** Whether a key still opens anything at `now` (milliseconds). */
export function stateOf(key: Pick<Key, "revoked_at" | "expires_at">, now: number): "active" | "revoked" | "expired" {
  if (key.revoked_at !== null) return "revoked";
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? "expired" : "active";
}

/** The server's API keys: made, looked at, revoked. Only for admins. */
export function KeysCard() {
  const client = useDiscern();
  const { me } = useMe();
  const { expire } = useSession();
  const cache = useQueryClient();
  const [all, setAll] = useState(false);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const keys = useQuery({ queryKey: KEYS, queryFn: ({ signal }) => client.api.GET("/v1/keys", { signal }) });
  const rows = useMemo(
    () => (keys.data?.data ?? []).filter((key) => all || stateOf(key, Date.now()) === "active"),
    [keys.data, all],
  );
  const hidden = (keys.data?.data.length ?? 0) > rows.length || all;
  const columns = useMemo(() => columnsOf(me.id, setRevoking), [me.id]);
  const revoke = async (key: Key) => {
    await client.api.DELETE("/v1/keys/{key_id}", { params: { path: { key_id: key.id } } });
    toast.done(text.revokedToast(key.name));
    if (key.id === me.id) return expire();
    await cache.invalidateQueries({ queryKey: KEYS });
  };
  return (
    <Card
      title={text.keys}
      description={text.keysLead}
      flush
      actions={
        <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>
          {text.newKey}
        </Button>
      }
    >
      {keys.error && <ProblemNotice error={keys.error} onRetry={keys.refetch} className="m-4" />}
      {keys.isPending && <SkeletonRows rows={3} />}
      {keys.data && (
        <DataTable
          label={text.keys}
          columns={columns}
          rows={rows}
          rowKey={(key) => key.id}
          height={560}
          empty={<EmptyState icon={KeyRound} title={text.noKeys} className="py-8" />}
        />
      )}
      {hidden && (
        <div className="border-t px-4 py-3 sm:px-5">
          <Field label={text.showRevoked} inline className="[&_label]:font-normal">
            <Switch checked={all} onChange={setAll} />
          </Field>
        </div>
      )}
      {making && (
        <NewKeyDialog
          onMade={() => void cache.invalidateQueries({ queryKey: KEYS })}
          onClose={() => setMaking(false)}
        />
      )}
      <ConfirmDialog
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        title={text.revokeTitle(revoking?.name ?? "")}
        confirm={text.revoke}
        danger
        onConfirm={() => revoking && revoke(revoking)}
      >
        <p>{text.revokeBody}</p>
        {revoking?.id === me.id && <p className="mt-2 font-medium text-ink">{text.revokeOwn}</p>}
      </ConfirmDialog>
    </Card>
  );
}

function columnsOf(own: string, revoke: (key: Key) => void): TableColumn<Key>[] {
  return [
    {
      id: "name",
      header: text.name,
      className: "max-w-56",
      sort: (key) => key.name,
      cell: (key) => (
        <span className="flex items-center gap-2">
          <bdi className="font-medium data-line" title={key.name}>
            {key.name}
          </bdi>
          {key.id === own && <Badge tone="accent">{text.thisOne}</Badge>}
        </span>
      ),
    },
    { id: "prefix", header: text.prefix, cell: (key) => <code className="font-mono text-xs">disc_{key.prefix}</code> },
    {
      id: "scopes",
      header: text.scopes,
      className: "min-w-44",
      cell: (key) => (
        <span className="flex flex-wrap gap-1 py-1.5">
          {key.scopes.map((scope) => (
            <Badge key={scope} title={text.scopeText[scope]} tone={scope === "admin" ? "warn" : "neutral"}>
              {scope}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: "used",
      header: text.lastUsed,
      align: "right",
      sort: (key) => key.last_used_at,
      cell: (key) => (key.last_used_at ? <Time value={key.last_used_at} /> : text.never),
    },
    {
      id: "ends",
      header: text.ends,
      align: "right",
      sort: (key) => key.expires_at,
      cell: (key) => (key.expires_at ? <Time value={key.expires_at} /> : text.never),
    },
    {
      id: "actions",
      header: text.actions,
      align: "right",
      cell: (key) => {
        const state = stateOf(key, Date.now());
        if (state !== "active") return <Badge>{text[state]}</Badge>;
        return (
          <Button size="sm" variant="danger" aria-label={text.revokeOf(key.name)} onClick={() => revoke(key)}>
            {text.revoke}
          </Button>
        );
      },
    },
  ];
}
