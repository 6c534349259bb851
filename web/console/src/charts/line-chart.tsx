import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { Skeleton } from "../components/feedback.js";
import { Segmented } from "../components/tabs.js";
import { cx } from "../lib/cx.js";
import { formatFixed, formatNumber } from "../lib/format.js";
import { useWidth } from "../lib/hooks.js";
import { chartText } from "../text/charts.js";
import { seriesColor, useCanvasColors } from "./colors.js";
import type { Series } from "./series.js";

// With the library of tables, which most who look at a chart never need.
const SeriesTable = lazy(async () => ({ default: (await import("./series-table.js")).SeriesTable }));

export interface LineChartProps {
  /** What is shown, for the caption and for screen readers: "Loss". */
  title: string;
  /** Unit of the values: "nats", "share". */
  unit: string;
  /** Name of the horizontal axis: "Epoch". */
  xLabel: string;
  x: number[];
  series: Series[];
  /** A level to compare with: the loss of always answering the class shares. */
  reference?: { label: string; value: number } | undefined;
  /** Of values in the legend and the table; as many decimals each time, so that they stand still while they change. */
  format?: (value: number) => string;
  /** Of the marks on the vertical axis. */
  formatTick?: (value: number) => string;
  height?: number;
  /** Bounds of the vertical axis where they are known; else those of the data. */
  range?: [min: number | null, max: number | null];
  /** Offers a logarithmic vertical axis. */
  allowLog?: boolean;
  /** Draws over places without a value: for lines that were measured at different x. */
  bridgeGaps?: boolean;
  className?: string;
}

/**
 * Curves on a canvas that can grow while they are watched: new points are handed to the chart that is there. Points out
 * of order are fine: a second pass over x (a next fold) starts a new line when it comes as a series of its own.
 */
export function LineChart({
  title,
  unit,
  xLabel,
  x,
  series,
  reference,
  format = formatFixed,
  formatTick = formatNumber,
  height = 220,
  range,
  allowLog = false,
  bridgeGaps = false,
  className,
}: LineChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const mount = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const [view, setView] = useState<"chart" | "table">("chart");
  const [log, setLog] = useState(false);
  const colors = series.map((line, index) => line.color ?? seriesColor(index));
  const [ink = "", line = "", referenceColor = "", ...strokes] = useCanvasColors([
    "var(--ink-faint)",
    "var(--line)",
    "var(--ink-muted)",
    ...colors,
  ]);

  const data = useMemo(
    (): uPlot.AlignedData => [
      x,
      ...series.map((one) =>
        log ? one.values.map((value) => (value !== null && value > 0 ? value : null)) : one.values,
      ),
      ...(reference ? [x.map(() => reference.value)] : []),
    ],
    [x, series, reference, log],
  );
  // What the chart was made of; while this stays the same only its data changes.
  const shape = JSON.stringify([
    series.map((one) => [one.label, one.dashed ?? false]),
    reference?.label,
    strokes,
    ink,
    line,
    log,
    bridgeGaps,
    range,
  ]);
  const latest = useRef({ data, formatTick, width });
  latest.current = { data, formatTick, width };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for everything that the options read.
  useEffect(() => {
    const element = mount.current;
    if (!element || width === 0 || view === "table") return;
    const axis = {
      stroke: ink,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      font: "11px Geist Variable, sans-serif",
    };
    const options: uPlot.Options = {
      width: latest.current.width,
      height,
      legend: { show: false },
      padding: [8, 20, 0, 0],
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false, uni: 12 } },
      scales: {
        x: { time: false },
        y: {
          distr: log ? 3 : 1,
          range: (_, low, high) => bounds(low, high, log, range),
        },
      },
      axes: [
        {
          ...axis,
          size: 28,
          grid: { show: false },
          space: 48,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
        },
        {
          ...axis,
          size: 52,
          space: 36,
          values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : latest.current.formatTick(tick))),
        },
      ],
      series: [
        { label: xLabel },
        ...series.map(
          (one, index): uPlot.Series => ({
            label: one.label,
            stroke: strokes[index] ?? ink,
            width: 1.75,
            ...(one.dashed && { dash: [5, 4] }),
            points: { show: (chart) => chart.data[0].length < 3, size: 5 },
            spanGaps: bridgeGaps,
            show: !hidden.has(one.label),
          }),
        ),
        ...(reference
          ? [{ label: reference.label, stroke: referenceColor, width: 1, dash: [2, 3], points: { show: false } }]
          : []),
      ],
      hooks: { setCursor: [(chart) => setCursor(chart.cursor.idx ?? null)] },
    };
    const chart = new uPlot(options, latest.current.data, element);
    plot.current = chart;
    return () => {
      chart.destroy();
      plot.current = null;
    };
  }, [shape, height, view, width === 0]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data]);

  useEffect(() => {
    const chart = plot.current;
    if (!chart) return;
    series.forEach((one, index) => {
      const show = !hidden.has(one.label);
      if (chart.series[index + 1]?.show !== show) chart.setSeries(index + 1, { show });
    });
  }, [hidden, series]);

  const at = cursor ?? x.length - 1;
  const toggle = (label: string) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(label)) next.add(label);
      return next;
    });
  return (
    <figure className={cx("min-w-0", className)} data-chart={title}>
      <figcaption className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <span className="text-sm font-medium">
          {title} <span className="font-normal text-ink-faint">({unit})</span>
        </span>
        <span className="ml-auto flex items-center gap-2">
          {allowLog && view === "chart" && (
            <Segmented
              label={chartText.scale}
              options={[
                { value: "linear", label: chartText.linear },
                { value: "log", label: chartText.log },
              ]}
              value={log ? "log" : "linear"}
              onChange={(value) => setLog(value === "log")}
            />
          )}
          <Segmented
            label={chartText.view}
            options={[
              { value: "chart", label: chartText.chart },
              { value: "table", label: chartText.table },
            ]}
            value={view}
            onChange={setView}
          />
        </span>
      </figcaption>
      <ul className="mb-1 flex flex-wrap gap-x-1 gap-y-0.5 text-xs">
        {series.map((one, index) => (
          <li key={one.label} className="max-w-full">
            <button
              type="button"
              aria-pressed={!hidden.has(one.label)}
              onClick={() => toggle(one.label)}
              className="flex max-w-full items-center gap-1.5 rounded px-1.5 py-0.5 text-ink-muted hover:bg-sunken aria-[pressed=false]:line-through aria-[pressed=false]:text-ink-faint"
            >
              <Swatch color={colors[index] ?? ""} dashed={one.dashed} />
              <span className="data-line">{one.label}</span>
              <span className="font-medium text-ink tabular">{valueText(shownValue(one, cursor), format)}</span>
            </button>
          </li>
        ))}
        {reference && (
          <li className="flex items-center gap-1.5 px-1.5 py-0.5 text-ink-muted">
            <Swatch color="var(--ink-muted)" dashed />
            {reference.label} <span className="font-medium text-ink tabular">{format(reference.value)}</span>
          </li>
        )}
        {x[at] !== undefined && (
          <li className="ml-auto px-1.5 py-0.5 text-ink-faint tabular">
            {xLabel} {formatNumber(x[at])}
          </li>
        )}
      </ul>
      <div ref={frame} className="min-w-0">
        {view === "chart" ? (
          <div
            ref={mount}
            role="img"
            aria-label={chartText.summary(title, unit, series, x, xLabel, format, reference)}
            style={{ height }}
          />
        ) : (
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <SeriesTable title={title} xLabel={xLabel} x={x} series={series} format={format} height={height} />
          </Suspense>
        )}
      </div>
    </figure>
  );
}

/** What a line is at the cursor; without one its last value, which a line that ended early has further left. */
function shownValue(line: Series, cursor: number | null): number | null | undefined {
  return cursor === null ? line.values.findLast((value) => value !== null) : line.values[cursor];
}

function valueText(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? "" : format(value);
}

/** A little air above and below the data, and a span where all values are one. */
function bounds(
  low: number | null,
  high: number | null,
  log: boolean,
  range: LineChartProps["range"],
): uPlot.Range.MinMax {
  if (low === null || high === null) return [range?.[0] ?? 0, range?.[1] ?? 1];
  if (log) return [low * 0.8, high * 1.25];
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [range?.[0] ?? low - air, range?.[1] ?? high + air];
}

function Swatch({ color, dashed = false }: { color: string; dashed?: boolean | undefined }) {
  return (
    <svg width="14" height="8" className="shrink-0" aria-hidden="true">
      <line
        x1="0"
        y1="4"
        x2="14"
        y2="4"
        style={{ stroke: color }}
        strokeWidth="2"
        {...(dashed && { strokeDasharray: "3 2.5" })}
      />
    </svg>
  );
}
