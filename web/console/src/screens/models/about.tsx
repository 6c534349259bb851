import type { Model, ModelVersion } from "@discern/client";
import { keys, useDiscern, useModelVersion } from "@discern/react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { CodeBlock } from "../../components/code-block.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { SkeletonRows } from "../../components/feedback.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { toast } from "../../components/toast.js";
import { kindText } from "../../text/common.js";
import { aboutText as text } from "../../text/models.js";
import { Describe } from "./describe.js";
import { Downloads } from "./downloads.js";
import { Lineage } from "./lineage.js";

/** Facts about a version, its files, and what people say of it. */
export function About({ model, version }: { model: Model; version: number }) {
  const { data, error, refetch } = useModelVersion(model.name, version);
  if (error) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) {
    return (
      <Card flush>
        <SkeletonRows rows={8} />
      </Card>
    );
  }
  return (
    <div className="space-y-5">
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Describe model={model} version={data} />
        <Downloads name={model.name} version={version} />
      </div>
      <Lineage version={data} />
      <Inputs version={data} />
      <details>
        <summary className="text-sm font-medium text-ink-muted">{text.showConfig}</summary>
        <CodeBlock
          label={text.config}
          className="mt-3"
          snippets={[{ language: "JSON", code: JSON.stringify(data.resolved_config, null, 2) }]}
        />
      </details>
      <Danger name={model.name} />
    </div>
  );
}

type Input = ModelVersion["inputs"][number];

const COLUMNS: TableColumn<Input>[] = [
  {
    id: "column",
    header: text.column,
    className: "max-w-56",
    sort: (row) => row.name,
    cell: (row) => (
      <bdi className="block data-line" title={row.name}>
        {row.name}
      </bdi>
    ),
  },
  { id: "kind", header: text.kind, sort: (row) => row.kind, cell: (row) => kindText[row.kind] },
  {
    id: "reason",
    header: text.reason,
    className: "max-w-96",
    cell: (row) => (
      <span className="block text-ink-muted data-line" title={row.reason}>
        {row.reason}
      </span>
    ),
  },
];

function Inputs({ version }: { version: ModelVersion }) {
  const dropped = version.dropped_columns;
  return (
    <Card title={text.inputs} flush>
      <DataTable label={text.inputs} columns={COLUMNS} rows={version.inputs} rowKey={(row) => row.name} height={400} />
      {dropped.length > 0 && (
        <div className="border-t px-4 py-3 text-sm sm:px-5">
          <h3 className="mb-1 font-medium">{text.dropped}</h3>
          <ul className="space-y-0.5">
            {dropped.map((column) => (
              <li key={String(column.name)} className="text-ink-muted data-text">
                <bdi className="font-medium text-ink">{String(column.name)}</bdi> {String(column.reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Danger({ name }: { name: string }) {
  const client = useDiscern();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await client.models.delete(name);
    toast.done(text.removed(name));
    await navigate({ to: "/models" });
    cache.removeQueries({ queryKey: keys.model(name) });
    await cache.invalidateQueries({ queryKey: keys.models });
  };
  return (
    <Card
      title={text.danger}
      description={text.dangerLead}
      className="pb-3"
      flush
      actions={
        <Button variant="danger" onClick={() => setAsking(true)}>
          {text.remove}
        </Button>
      }
    >
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.removeTitle(name)}
        confirm={text.remove}
        danger
        onConfirm={remove}
      >
        {text.removeBody}
      </ConfirmDialog>
    </Card>
  );
}
