/** How the console writes numbers, sizes and times; every figure on the screen comes through here. */

const LOCALE = "en";
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const absolute = new Intl.DateTimeFormat(LOCALE, {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto", style: "long" });

/** What stands where a value is missing. */
export const NONE = "–";

type Missing = null | undefined;

/** `12,345`: a count of things. */
export function formatCount(value: number | Missing): string {
  return value === null || value === undefined ? NONE : whole.format(value);
}

/** `1.2M`: a count where there is room for four characters only. */
export function formatCompact(value: number | Missing): string {
  return value === null || value === undefined ? NONE : compact.format(value);
}

/** `0.4213`, `12,345`, `3.2e-7`: a measured number with so many significant digits; whole numbers stay whole. */
export function formatNumber(value: number | Missing, digits = 4): string {
  if (value === null || value === undefined) return NONE;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : NONE;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return whole.format(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e9) return value.toExponential(Math.min(digits, 3) - 1).replace("e+", "e");
  return new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: digits }).format(value);
}

/** `0.4210`: a measured number with exactly so many decimals, for columns that are compared down the page. */
export function formatFixed(value: number | Missing, decimals = 4): string {
  if (value === null || value === undefined) return NONE;
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "negative", // no sign before a zero
  }).format(value);
}

/**
 * `93.4%` of a share in 0..1. A share that is neither nothing nor all is never written as 0% or 100%: `<0.1%`, `>99.9%`.
 */
export function formatPercent(share: number | Missing, decimals = 1): string {
  if (share === null || share === undefined) return NONE;
  const step = 10 ** -decimals;
  const percent = share * 100;
  if (percent > 0 && percent < step / 2) return `<${step.toFixed(decimals)}%`;
  if (percent < 100 && percent > 100 - step / 2) return `>${(100 - step).toFixed(decimals)}%`;
  return `${percent.toFixed(decimals)}%`;
}

/** `+1.2 pts`, `−0.4 pts`, `±0`: the difference of two shares. */
export function formatPoints(difference: number, decimals = 1): string {
  const points = (Math.abs(difference) * 100).toFixed(decimals);
  if (Number(points) === 0) return "±0";
  return `${difference < 0 ? "−" : "+"}${points} pts`;
}

/** `1.5 MB`, in powers of 1,000. */
export function formatBytes(bytes: number | Missing): string {
  if (bytes === null || bytes === undefined) return NONE;
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** `350 ms`, `4.2 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number | Missing): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NONE;
  if (seconds < 0) return formatDuration(0);
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return join(Math.floor(s / 60), "min", s % 60, "s");
  const min = Math.round(s / 60);
  if (min < 24 * 60) return join(Math.floor(min / 60), "h", min % 60, "min");
  const hours = Math.round(s / 3600);
  return join(Math.floor(hours / 24), "d", hours % 24, "h");
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `3 minutes ago`, as seen at `now` (milliseconds). */
export function formatRelative(time: string | Missing, now: number = Date.now()): string {
  if (!time) return NONE;
  const seconds = (Date.parse(time) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 10) return "just now";
  if (size < 60) return relative.format(Math.round(seconds), "second");
  if (size < 3570) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 23.5 * 3600) return relative.format(Math.round(seconds / 3600), "hour");
  if (size < 26 * 86400) return relative.format(Math.round(seconds / 86400), "day");
  if (size < 320 * 86400) return relative.format(Math.round(seconds / (30.4 * 86400)), "month");
  return relative.format(Math.round(seconds / (365.25 * 86400)), "year");
}

/** `Nov 26, 2026, 20:51:35 UTC`, in the reader's time zone. */
export function formatTime(time: string | Missing): string {
  return time ? absolute.format(new Date(time)) : NONE;
}

/** Seconds between two times; up to `now` (milliseconds) while the second is missing, null while the first is. */
export function secondsBetween(
  start: string | Missing,
  end: string | Missing,
  now: number = Date.now(),
): number | null {
  if (!start) return null;
  return Math.max(0, ((end ? Date.parse(end) : now) - Date.parse(start)) / 1000);
}

/** `1 row`, `2 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The first eight characters of an id: enough to tell two apart on one screen. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** The last six characters of a job's or dataset's id: the first ones tell the time, and are alike for neighbours. */
export function idTail(id: string): string {
  return id.slice(-6);
}

// Controls that turn the text after them around, and those that have no shape at all; tabs and line ends are spaces.
const UNSEEN = /(?![\t\n\r])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text of data, cut to `max` characters, with control characters written as `⟨202E⟩`: none can disguise another text. */
export function clip(text: string, max = 200): string {
  const points = text.length > max ? Array.from(text.slice(0, 2 * max + 2)) : null;
  const cut = points && points.length > max ? `${points.slice(0, max).join("")}…` : text;
  return cut.replace(UNSEEN, (one) => `⟨${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}
