/** From a run's epochs to lines that can be drawn: one curve for each network, on one axis, no denser than the screen. */

import type { Epoch } from "@discern/client";

export type Measure =
  | "train_loss"
  | "validation_loss"
  | "train_accuracy"
  | "validation_accuracy"
  | "learning_rate"
  | "gradient_norm";

/** More points than this show no more on a screen, and each costs time to draw. */
export const MOST_POINTS = 1_000;

/** The epochs of one network of a run, in order. */
export interface Curve {
  member: number;
  epochs: Epoch[];
}

/** Lines over one axis: `lines[i][j]` belongs to `x[j]`, null where that line has no point there. */
export interface Lines {
  x: number[];
  lines: (number | null)[][];
}

/** One curve for each network of a run, by its number. */
export function curvesOf(epochs: readonly Epoch[]): Curve[] {
  const members = new Map<number, Epoch[]>();
  for (const epoch of epochs) {
    const known = members.get(epoch.member);
    if (known) known.push(epoch);
    else members.set(epoch.member, [epoch]);
  }
  // After a restart from a checkpoint epochs come again, so that they may stand out of order.
  for (const known of members.values()) {
    if (known.some((epoch, at) => at > 0 && epoch.epoch < (known[at - 1]?.epoch ?? 0))) {
      known.sort((a, b) => a.epoch - b.epoch);
    }
  }
  return [...members].sort(([a], [b]) => a - b).map(([member, known]) => ({ member, epochs: known }));
}

/** The epoch with the lowest validation loss: the one whose weights are kept. Undefined without epochs. */
export function bestOf(curve: Curve): Epoch | undefined {
  let best: Epoch | undefined;
  for (const epoch of curve.epochs) if (!best || epoch.validation_loss < best.validation_loss) best = epoch;
  return best;
}

/**
 * At most about `most` epochs of a curve, its last and its best among them. Every 2nd, 4th, 8th… epoch is kept: while a
 * curve grows its points stay where they are, and curves of different lengths have theirs at the same epochs.
 */
export function thinned(curve: Curve, most = MOST_POINTS): Curve {
  if (curve.epochs.length <= most) return curve;
  let stride = 1;
  while (curve.epochs.length / stride > most) stride *= 2;
  const [last, best] = [curve.epochs.at(-1), bestOf(curve)];
  return {
    ...curve,
    epochs: curve.epochs.filter((epoch, at) => at % stride === 0 || epoch === last || epoch === best),
  };
}

/** Curves side by side over the epochs that any of them has. */
export function linesOf(curves: readonly Curve[], measure: Measure): Lines {
  const [only] = curves;
  if (curves.length === 1 && only) {
    return {
      x: only.epochs.map((epoch) => epoch.epoch),
      lines: [only.epochs.map((epoch) => epoch[measure])],
    };
  }
  const x = [...new Set(curves.flatMap((curve) => curve.epochs.map((epoch) => epoch.epoch)))].sort((a, b) => a - b);
  const places = new Map(x.map((epoch, at) => [epoch, at]));
  const lines = curves.map((curve) => {
    const line: (number | null)[] = new Array(x.length).fill(null);
    for (const epoch of curve.epochs) line[places.get(epoch.epoch) ?? 0] = epoch[measure];
    return line;
  });
  return { x, lines };
}

/**
 * One curve that stands for several networks: the mean of a measure at every epoch that any of them has. A network that
 * ended early counts with its last value, as it does in the model's answers.
 */
export function meanOf(curves: readonly Curve[], measure: Measure): { x: number[]; values: (number | null)[] } {
  const { x, lines } = linesOf(curves, measure);
  const held: (number | null)[] = lines.map(() => null);
  const values = x.map((_, at) => {
    let [sum, count] = [0, 0];
    lines.forEach((line, index) => {
      held[index] = line[at] ?? held[index] ?? null;
      const value = held[index];
      if (value === null) return;
      sum += value;
      count += 1;
    });
    return count === 0 ? null : sum / count;
  });
  return { x, values };
}

/** Lines that were measured at different x, over one axis. */
export function aligned(lines: readonly { x: number[]; values: (number | null)[] }[]): Lines {
  const x = [...new Set(lines.flatMap((line) => line.x))].sort((a, b) => a - b);
  const places = new Map(x.map((value, at) => [value, at]));
  return {
    x,
    lines: lines.map((line) => {
      const values: (number | null)[] = new Array(x.length).fill(null);
      line.x.forEach((value, at) => {
        values[places.get(value) ?? 0] = line.values[at] ?? null;
      });
      return values;
    }),
  };
}
