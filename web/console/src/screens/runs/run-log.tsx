import { useEffect, useRef } from "react";
import { Card } from "../../components/card.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { cx } from "../../lib/cx.js";
import { formatTime } from "../../lib/format.js";
import { runText } from "../../text/runs.js";
import type { LogLine } from "./run-calls.js";

const AT_END = 24; // pixels from the end that still count as being there

const COLOR: Record<string, string> = { warning: "text-warn", error: "text-bad" };

/** The end of a run's log; it follows new lines while it is scrolled to its end. */
export function RunLog({ lines, error, live }: { lines: LogLine[] | undefined; error: unknown; live: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it scrolls for.
  useEffect(() => {
    const element = box.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [lines]);
  return (
    <Card title={runText.log} flush {...(live && { description: runText.logLive })}>
      {error ? (
        <div className="px-4 pb-4 sm:px-5">
          <ProblemNotice error={error} />
        </div>
      ) : (
        <div
          ref={box}
          role="log"
          aria-label={runText.logLabel}
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
          tabIndex={0}
          onScroll={({ currentTarget: at }) => {
            follows.current = at.scrollHeight - at.scrollTop - at.clientHeight < AT_END;
          }}
          className="h-72 overflow-auto border-t py-2 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
        >
          {lines?.length === 0 && <p className="px-4 text-ink-muted sm:px-5">{runText.logNone}</p>}
          {lines?.map((line, at) => (
            // An event can be told in several lines of one number.
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end.
            <p key={`${line.id}.${at}`} className="flex gap-3 px-4 hover:bg-sunken sm:px-5">
              <time dateTime={line.at} title={formatTime(line.at)} className="shrink-0 text-ink-faint">
                {timeOfDay(line.at)}
              </time>
              <span className={cx("min-w-0 data-text", COLOR[line.level])}>{line.message}</span>
            </p>
          ))}
        </div>
      )}
    </Card>
  );
}

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function timeOfDay(time: string): string {
  return clock.format(new Date(time));
}
