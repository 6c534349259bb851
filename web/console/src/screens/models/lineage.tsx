import type { ModelVersion } from "@discern/client";
import { Card } from "../../components/card.js";
import { KeyValues, Time } from "../../components/key-value.js";
import { TextLink } from "../../components/link.js";
import { formatBytes, formatCount, formatDuration, formatNumber } from "../../lib/format.js";
import { aboutText as text } from "../../text/models.js";

/** The data, the run, the config and the code that made a version. */
export function Lineage({ version }: { version: ModelVersion }) {
  const { lineage, computing, best } = version;
  const of = (name: string): string | null => (typeof lineage[name] === "string" ? (lineage[name] as string) : null);
  const [dataset, job] = [of("dataset_id"), of("job_id")];
  return (
    <Card title={text.lineage}>
      <div className="grid gap-x-12 gap-y-2 lg:grid-cols-2">
        <KeyValues
          items={[
            [
              text.dataset,
              dataset && (
                <TextLink to="/datasets/$id" params={{ id: dataset }}>
                  <bdi>{of("dataset_name") ?? dataset}</bdi>
                </TextLink>
              ),
            ],
            [
              text.job,
              job && (
                <TextLink to="/runs/$id" params={{ id: job }} className="font-mono text-xs">
                  {job}
                </TextLink>
              ),
            ],
            [text.datasetHash, hash(of("dataset_sha256"))],
            [text.tableHash, hash(of("table_sha256"))],
            [text.configHash, hash(of("config_sha256"))],
            [text.code, of("code_version")],
            [text.libraries, librariesOf(version)],
          ]}
        />
        <KeyValues
          items={[
            [text.made, <Time key="made" value={version.created_at} />],
            [text.duration, computing.seconds === null ? null : formatDuration(computing.seconds)],
            [
              text.computed,
              computing.device === null
                ? null
                : [computing.device, computing.num_threads && text.threads(computing.num_threads), computing.precision]
                    .filter(Boolean)
                    .join(" · "),
            ],
            [text.parameters, formatCount(version.num_parameters)],
            [text.artifact, formatBytes(version.artifact_bytes)],
            [text.epochs, text.epochsOf(version.epochs_run, version.members.length)],
            [text.best, text.bestOf(best.epoch, (best.metric ?? "").replaceAll("_", " "), formatNumber(best.value))],
          ]}
        />
      </div>
    </Card>
  );
}

function hash(value: string | null) {
  return (
    value && (
      <code className="block font-mono text-xs leading-5 data-line" title={value}>
        {value}
      </code>
    )
  );
}

function librariesOf({ versions }: ModelVersion): string {
  return Object.entries(versions)
    .map(([name, number]) => `${name} ${number}`)
    .join(", ");
}
