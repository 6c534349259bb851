import type { ColumnOverride, ColumnProfile, Dataset, DatasetProfile } from "@discern/client";
import { useMemo, useState } from "react";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { DataTable, type TableColumn } from "../../components/data-table.js";
import { Input, Select } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { clip, formatCompact, formatNumber, formatPercent, NONE } from "../../lib/format.js";
import { kindText, roleText } from "../../text/common.js";
import { datasetText as text } from "../../text/datasets.js";
import { ColumnDialog } from "./column-dialog.js";
import { ColumnShape } from "./column-shape.js";
import { useOverride } from "./override.js";

type Changes = Record<string, ColumnOverride>;

interface Line {
  profile: ColumnProfile;
  change: ColumnOverride | undefined;
}

const KINDS = Object.entries(kindText).map(([value, label]) => ({ value, label }));
const ROLES = Object.entries(roleText).map(([value, label]) => ({ value, label }));

/** Every column with its values; type and use can be changed in place and are applied together. */
export function ColumnsCard({ dataset, profile }: { dataset: Dataset; profile: DatasetProfile }) {
  const [changes, setChanges] = useState<Changes>({});
  const [sought, setSought] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const override = useOverride(dataset.id);
  const lines = useMemo(
    () =>
      profile.columns
        .filter(({ name }) => name.toLowerCase().includes(sought.toLowerCase()))
        .map(
          (one): Line => ({ profile: one, change: Object.hasOwn(changes, one.name) ? changes[one.name] : undefined }),
        ),
    [profile, changes, sought],
  );
  const columns = useMemo(
    () => columnsOf(profile.num_rows, setOpen, (one, part) => setChanges((before) => changed(before, one, part))),
    [profile],
  );
  const count = Object.keys(changes).length;
  const opened = profile.columns.find(({ name }) => name === open);
  return (
    <Card
      title={text.columnsTitle}
      description={text.columnsHint}
      flush
      actions={
        profile.columns.length > 8 && (
          <Input
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            className="w-44"
            value={sought}
            onChange={({ target }) => setSought(target.value)}
          />
        )
      }
    >
      {count > 0 && (
        <div className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-y bg-accent-soft px-4 py-2.5 text-sm sm:px-5">
          <span className="mr-auto font-medium">{text.changes(count)}</span>
          <Button size="sm" variant="ghost" onClick={() => setChanges({})}>
            {text.discard}
          </Button>
          <Button size="sm" variant="primary" busy={override.isPending} onClick={() => override.mutate(changes)}>
            {text.apply}
          </Button>
        </div>
      )}
      {override.isError && <ProblemNotice error={override.error} className="m-4" />}
      <DataTable
        label={text.columnsTitle}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.profile.name}
        height={760}
        rowHeight={84}
      />
      <ColumnDialog
        column={opened}
        reason={dataset.schema?.columns.find(({ name }) => name === open)}
        numRows={profile.num_rows}
        onClose={() => setOpen(null)}
      />
    </Card>
  );
}

/** The changes with one more; what is set back to what it was is no change. */
function changed(before: Changes, { name, kind, role }: ColumnProfile, part: ColumnOverride): Changes {
  const next = { ...before[name], ...part };
  if (next.kind === kind) delete next.kind;
  if (next.role === role) delete next.role;
  const { [name]: _, ...others } = before;
  return Object.keys(next).length === 0 ? others : { ...others, [name]: next };
}

function columnsOf(
  numRows: number,
  onOpen: (name: string) => void,
  onChange: (column: ColumnProfile, part: ColumnOverride) => void,
): TableColumn<Line>[] {
  const numeric = (value: number | string | null | undefined) =>
    typeof value === "number" ? formatNumber(value) : value ? clip(value, 24) : NONE;
  return [
    {
      id: "name",
      header: text.column.name,
      sort: (line) => line.profile.name,
      cell: ({ profile }) => (
        <button
          type="button"
          title={clip(profile.name, 500)}
          aria-label={text.details(clip(profile.name))}
          onClick={() => onOpen(profile.name)}
          className="block max-w-40 rounded-sm text-left font-medium underline-offset-3 data-line hover:text-accent-ink hover:underline"
        >
          {clip(profile.name)}
        </button>
      ),
    },
    {
      id: "kind",
      header: text.column.kind,
      sort: (line) => line.profile.kind,
      cell: ({ profile, change }) => (
        <Select
          aria-label={text.kindOf(clip(profile.name))}
          className="w-28"
          options={KINDS}
          value={change?.kind ?? profile.kind}
          onChange={(kind) => onChange(profile, { kind: kind as ColumnProfile["kind"] })}
        />
      ),
    },
    {
      id: "role",
      header: text.column.role,
      sort: (line) => line.profile.role,
      cell: ({ profile, change }) => (
        <Select
          aria-label={text.roleOf(clip(profile.name))}
          className="w-28"
          options={ROLES}
          value={change?.role ?? profile.role}
          onChange={(role) => onChange(profile, { role: role as ColumnProfile["role"] })}
        />
      ),
    },
    {
      id: "values",
      header: text.column.values,
      cell: ({ profile }) => (
        <div className="w-44 py-2">
          <ColumnShape column={profile} numRows={numRows} />
        </div>
      ),
    },
    {
      id: "missing",
      header: text.column.missing,
      align: "right",
      sort: (line) => line.profile.num_missing,
      cell: ({ profile }) =>
        profile.num_missing === 0 ? (
          <span className="text-ink-faint">0</span>
        ) : (
          <span className={profile.num_missing > numRows / 2 ? "text-bad" : "text-warn"}>
            {formatPercent(profile.num_missing / numRows)}
          </span>
        ),
    },
    {
      id: "distinct",
      header: text.column.distinct,
      align: "right",
      sort: (line) => line.profile.num_distinct,
      cell: ({ profile }) => formatCompact(profile.num_distinct),
    },
    {
      id: "low",
      header: text.column.low,
      align: "right",
      cell: ({ profile }) => numeric(profile.minimum ?? profile.sequence?.minimum),
    },
    {
      id: "middle",
      header: text.column.middle,
      align: "right",
      cell: ({ profile }) => numeric(profile.quantiles?.["0.5"]),
    },
    {
      id: "high",
      header: text.column.high,
      align: "right",
      cell: ({ profile }) => numeric(profile.maximum ?? profile.sequence?.maximum),
    },
  ];
}
