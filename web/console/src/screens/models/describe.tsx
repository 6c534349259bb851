import type { DescriptionPatch, Model, ModelVersion } from "@discern/client";
import { keys, useDiscern } from "@discern/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Badge } from "../../components/badge.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Dialog } from "../../components/dialog.js";
import { Field, Textarea } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { common } from "../../text/common.js";
import { aboutText as text } from "../../text/models.js";
import { parseTags, type Tags, tagLines, tagPatch } from "./tags.js";

interface Described {
  description: string | null;
  tags: Tags;
}

/** What people say of a model and of one version of it. */
export function Describe({ model, version }: { model: Model; version: ModelVersion }) {
  const client = useDiscern();
  return (
    <Card title={text.description} flush>
      <div className="divide-y border-t">
        <Part
          heading={text.descriptionOf.model}
          title={text.editTitle.model}
          of={model}
          save={(patch) => client.models.update(model.name, patch)}
        />
        <Part
          heading={text.descriptionOf.version(version.version)}
          title={text.editTitle.version(version.version)}
          of={version}
          save={(patch) => client.models.updateVersion(model.name, version.version, patch)}
        />
      </div>
    </Card>
  );
}

interface PartProps {
  heading: string;
  title: string;
  of: Described;
  save: (patch: DescriptionPatch) => Promise<unknown>;
}

function Part({ heading, title, of, save }: PartProps) {
  const [editing, setEditing] = useState(false);
  const tags = Object.entries(of.tags);
  return (
    <div className="px-4 py-3 text-sm sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-xs text-ink-faint">{heading}</h3>
        <Button size="sm" variant="ghost" icon={Pencil} aria-label={title} onClick={() => setEditing(true)}>
          {text.edit}
        </Button>
      </div>
      <p className={of.description ? "whitespace-pre-line data-text" : "text-ink-faint"}>
        {of.description ?? text.noDescription}
      </p>
      {tags.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {tags.map(([tag, value]) => (
            <li key={tag} className="max-w-full">
              <Badge title={`${tag}=${value}`}>
                <bdi className="data-line">{tag}</bdi>
                <bdi className="text-ink data-line">{value}</bdi>
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {editing && <EditDialog title={title} of={of} save={save} onClose={() => setEditing(false)} />}
    </div>
  );
}

function EditDialog({ title, of, save, onClose }: Omit<PartProps, "heading"> & { onClose: () => void }) {
  const cache = useQueryClient();
  const [description, setDescription] = useState(of.description ?? "");
  const [lines, setLines] = useState(() => tagLines(of.tags));
  const { tags: after, fault } = parseTags(lines);
  const change = useMutation({
    mutationFn: () => {
      const tags = tagPatch(of.tags, after);
      return save({ description: description.trim() || null, ...(tags && { tags }) });
    },
    onSuccess: async () => {
      toast.done(text.saved);
      onClose();
      await cache.invalidateQueries({ queryKey: keys.models });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={change.isPending} disabled={fault !== null} onClick={() => change.mutate()}>
            {text.save}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label={text.descriptionField}>
          <Textarea value={description} onChange={(event) => setDescription(event.target.value)} />
        </Field>
        <Field label={text.tags} hint={text.tagsHint} error={fault !== null && text.tagFault(fault)}>
          <Textarea mono value={lines} onChange={(event) => setLines(event.target.value)} />
        </Field>
        {change.error && <ProblemNotice error={change.error} />}
      </div>
    </Dialog>
  );
}
