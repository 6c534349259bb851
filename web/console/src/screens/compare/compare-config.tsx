import { useState } from "react";
import { Card } from "../../components/card.js";
import { Switch } from "../../components/controls.js";
import { clip, idTail } from "../../lib/format.js";
import { compareText as text } from "../../text/compare.js";
import { infoOf } from "../runs/run-info.js";
import { settingsOf, settingText } from "./config-diff.js";
import type { ComparedRun } from "./use-runs.js";

/** The settings of the runs side by side; at first only those that differ. */
export function CompareConfig({ runs }: { runs: ComparedRun[] }) {
  const [all, setAll] = useState(false);
  const settings = settingsOf(runs.map(({ job }) => (job ? infoOf(job).resolved : null)));
  const differing = settings.filter(({ differs }) => differs).length;
  const shown = all || runs.length === 1 ? settings : settings.filter(({ differs }) => differs);
  return (
    <Card
      title={text.config}
      description={text.configNote(differing)}
      flush
      actions={
        <span className="flex items-center gap-2 text-sm">
          <Switch id="only-differing" checked={!all} onChange={(only) => setAll(!only)} />
          <label htmlFor="only-differing">{text.onlyDiffering}</label>
        </span>
      }
    >
      {shown.length > 0 && (
        <section
          aria-label={text.config}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
          tabIndex={0}
          className="max-h-[36rem] overflow-auto border-t focus-visible:-outline-offset-2"
        >
          <table className="w-full border-separate border-spacing-0 text-sm">
            <thead>
              <tr>
                <Head>{text.setting}</Head>
                {runs.map((run) => (
                  <Head key={run.id}>
                    <bdi>{run.job ? infoOf(run.job).modelName : ""}</bdi> {idTail(run.id)}
                  </Head>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ path, values, differs }) => (
                <tr key={path} className="hover:bg-sunken/60">
                  <th
                    scope="row"
                    className="border-b py-1.5 pr-3 pl-4 text-left font-mono text-xs font-normal text-ink-muted sm:pl-5"
                  >
                    {path}
                  </th>
                  {runs.map((run, at) => {
                    const value = settingText(values[at]);
                    return (
                      <td
                        key={run.id}
                        title={value}
                        className={`max-w-64 border-b px-3 py-1.5 font-mono text-xs data-text ${differs ? "" : "text-ink-faint"}`}
                      >
                        {values[at] === undefined ? (
                          <span className="text-ink-faint">{text.absent}</span>
                        ) : (
                          clip(value, 120)
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  );
}

function Head({ children }: { children: React.ReactNode }) {
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 h-9 border-b bg-surface px-3 text-left text-xs font-normal whitespace-nowrap text-ink-faint first:pl-4 sm:first:pl-5"
    >
      {children}
    </th>
  );
}
