import { type Alias, type AliasRequest, type Discern, isProblem } from "@discern/client";
import { keys, useDiscern } from "@discern/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/button.js";
import { NumberInput } from "../../components/controls.js";
import { Dialog } from "../../components/dialog.js";
import { Field, Input, Select } from "../../components/field.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { Segmented } from "../../components/tabs.js";
import { toast } from "../../components/toast.js";
import { common } from "../../text/common.js";
import { versionsText as text } from "../../text/models.js";
import { type AliasPlan, type Conflict, conflictOf, faultOf, planOf, requestOf, targetText } from "./alias-plan.js";

/** The alias is put where `to` says if it still is as `before`: that state, or none. */
function putAlias(client: Discern, name: string, alias: string, to: AliasRequest, before: Alias | null) {
  const header = before ? { "if-match": before.etag } : { "if-none-match": "*" };
  return client.api.PUT("/v1/models/{name}/aliases/{alias}", { params: { path: { name, alias }, header }, body: to });
}

async function readAlias(client: Discern, name: string, alias: string): Promise<Alias | null> {
  try {
    return await client.models.alias(name, alias);
  } catch (error) {
    if (isProblem(error, "not_found")) return null;
    throw error;
  }
}

/** Moves an alias, or makes a new one; says so when somebody else was faster. Mount it to open it. */
export function AliasDialog({
  name,
  alias,
  taken,
  versions,
  start,
  onClose,
}: {
  name: string;
  /** Null makes a new one. */
  alias: Alias | null;
  /** Names that there are. */
  taken: string[];
  versions: number[];
  /** The version that the form begins with. */
  start: number;
  onClose: () => void;
}) {
  const client = useDiscern();
  const cache = useQueryClient();
  const [word, setWord] = useState(alias?.alias ?? "");
  const [plan, setPlan] = useState<AliasPlan>(() => ({ ...planOf(alias, start), ...(alias && at(alias, start)) }));
  // What the change is made to: the state that was shown, and after a conflict the one that was told.
  const [before, setBefore] = useState<Alias | null>(alias);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const change = useMutation({
    mutationFn: () => putAlias(client, name, word, requestOf(plan), before),
    onSuccess: (now) => {
      toast.done(text.movedToast(now.alias, targetText(now)));
      onClose();
    },
    onError: async (error) => {
      if (!isProblem(error, "precondition_failed")) return setConflict(null);
      const now = await readAlias(client, name, word).catch(() => null);
      setConflict(conflictOf(error, before !== null, now));
      setBefore(now);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.model(name) }),
  });
  const fault = faultOf(plan);
  const nameFault = alias === null && conflict === null && taken.includes(word) ? text.nameTaken : null;
  const set = (part: Partial<AliasPlan>) => setPlan((old) => ({ ...old, ...part }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={alias ? text.moveTitle(alias.alias) : text.newAliasTitle}
      description={alias ? text.moveLead : text.newAliasLead}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            variant="primary"
            busy={change.isPending}
            disabled={fault !== null || nameFault !== null || word === ""}
            onClick={() => change.mutate()}
          >
            {conflict ? text.again : alias ? text.save : text.create}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {alias === null && (
          <Field label={text.name} hint={text.nameHint} error={nameFault}>
            <Input value={word} maxLength={64} spellCheck={false} onChange={(event) => setWord(event.target.value)} />
          </Field>
        )}
        <Segmented
          label={text.mode}
          options={[
            { value: "one", label: text.modes.one },
            { value: "shared", label: text.modes.shared },
          ]}
          value={plan.mode}
          onChange={(mode) => set({ mode })}
        />
        {plan.mode === "one" ? (
          <Field label={text.version}>
            <Select
              options={optionsOf(versions)}
              value={String(plan.version)}
              onChange={(value) => set({ version: Number(value) })}
            />
          </Field>
        ) : (
          <Shares plan={plan} versions={versions} onChange={(shares) => set({ shares })} />
        )}
        <Field label={text.shadowField} hint={text.shadowHint}>
          <Select
            options={[{ value: "none", label: text.noShadow }, ...optionsOf(versions)]}
            value={String(plan.shadow ?? "none")}
            onChange={(value) => set({ shadow: value === "none" ? null : Number(value) })}
          />
        </Field>
        <Field label={text.why} hint={text.whyHint}>
          <Input value={plan.why} maxLength={1000} onChange={(event) => set({ why: event.target.value })} />
        </Field>
        {fault && <p className="text-sm text-bad">{fault}</p>}
        {conflict && (
          <Notice tone="warn" title={conflict.title}>
            {conflict.detail}
          </Notice>
        )}
        {change.error && !conflict && <ProblemNotice error={change.error} />}
      </div>
    </Dialog>
  );
}

/** "Make default" of a version begins with that one; a move of an alias with where it points. */
function at(alias: Alias, start: number): Partial<AliasPlan> {
  return start === alias.version ? {} : { mode: "one", version: start };
}

const optionsOf = (versions: number[]) =>
  versions.map((version) => ({ value: String(version), label: text.oneVersion(version) }));

function Shares({
  plan,
  versions,
  onChange,
}: {
  plan: AliasPlan;
  versions: number[];
  onChange: (shares: AliasPlan["shares"]) => void;
}) {
  const { shares } = plan;
  const free = versions.find((version) => !shares.some((share) => share.version === version));
  const left = 100 - shares.reduce((sum, share) => sum + (share.percent ?? 0), 0);
  const replace = (index: number, part: Partial<AliasPlan["shares"][number]>) =>
    onChange(shares.map((share, at) => (at === index ? { ...share, ...part } : share)));
  return (
    <div>
      <ul className="space-y-2">
        {shares.map((share, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its version is what is edited.
          <li key={index} className="flex items-center gap-2">
            <Select
              aria-label={text.version}
              options={optionsOf(versions)}
              value={String(share.version)}
              onChange={(value) => replace(index, { version: Number(value) })}
            />
            <NumberInput
              aria-label={text.shareOf(share.version)}
              className="w-20 shrink-0 text-right"
              value={share.percent}
              onChange={(percent) => replace(index, { percent })}
            />
            <span className="text-sm text-ink-muted" aria-hidden>
              %
            </span>
            <IconButton
              icon={X}
              label={text.removeShare}
              size="sm"
              disabled={shares.length === 1}
              onClick={() => onChange(shares.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        variant="ghost"
        icon={Plus}
        className="mt-2 -ml-2.5"
        disabled={free === undefined}
        onClick={() => free !== undefined && onChange([...shares, { version: free, percent: Math.max(0, left) }])}
      >
        {text.addShare}
      </Button>
      <p className="mt-1 text-xs text-ink-faint">{text.sharesHint}</p>
    </div>
  );
}
