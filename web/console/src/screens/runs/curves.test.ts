import type { Epoch, TrainingMetrics } from "@discern/client";
import { patchedMetrics } from "@discern/react";
import { describe, expect, it } from "vitest";
import { aligned, bestOf, curvesOf, linesOf, meanOf, thinned } from "./curves.js";

function anEpoch(epoch: number, member = 0, given: Partial<Epoch> = {}): Epoch {
  return {
    member,
    epoch,
    train_loss: 1 / (epoch + 1),
    train_accuracy: 0.5,
    validation_loss: 1 / (epoch + 1),
    validation_accuracy: 0.5,
    learning_rate: 0.001,
    gradient_norm: epoch === 0 ? null : 1,
    seconds: 0.1,
    attempt: 1,
    ...given,
  };
}

const run = (length: number, member = 0) => Array.from({ length }, (_, epoch) => anEpoch(epoch, member));

describe("curves", () => {
  it("are one for each network, in order of its number", () =>
    expect(curvesOf([...run(2, 1), ...run(3, 0)]).map(({ member, epochs }) => [member, epochs.length])).toEqual([
      [0, 3],
      [1, 2],
    ]));
  it("of epochs that ran again are in order", () => {
    const again = [anEpoch(0), anEpoch(2), anEpoch(1), anEpoch(3)];
    expect(curvesOf(again)[0]?.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  });
  it("know their best epoch by its validation loss", () => {
    const epochs = [anEpoch(0), anEpoch(1, 0, { validation_loss: 0.1 }), anEpoch(2, 0, { validation_loss: 0.3 })];
    expect(bestOf({ member: 0, epochs })?.epoch).toBe(1);
  });
});

describe("thinning", () => {
  it("leaves short curves alone", () => {
    const curve = { member: 0, epochs: run(1000) };
    expect(thinned(curve)).toBe(curve);
  });
  it("keeps the first, the last and the best epoch", () => {
    const epochs = run(10_000);
    epochs[777] = anEpoch(777, 0, { validation_loss: -1 });
    const kept = thinned({ member: 0, epochs }).epochs.map(({ epoch }) => epoch);
    expect(kept.length).toBeLessThanOrEqual(1002);
    expect([kept[0], kept.includes(777), kept.at(-1)]).toEqual([0, true, 9999]);
  });
  it("leaves the points of a growing curve where they are", () => {
    const shorter = thinned({ member: 0, epochs: run(5000) }).epochs.slice(0, -1);
    const longer = new Set(thinned({ member: 0, epochs: run(5500) }).epochs.map(({ epoch }) => epoch));
    expect(shorter.filter(({ epoch }) => epoch % 8 === 0).every(({ epoch }) => longer.has(epoch))).toBe(true);
  });
});

describe("lines", () => {
  it("of one network have a value at every epoch", () =>
    expect(linesOf(curvesOf(run(3)), "gradient_norm")).toEqual({ x: [0, 1, 2], lines: [[null, 1, 1]] }));
  it("of several networks share an axis and end where their network did", () => {
    const { x, lines } = linesOf(curvesOf([...run(3, 0), ...run(1, 1)]), "validation_accuracy");
    expect(x).toEqual([0, 1, 2]);
    expect(lines).toEqual([
      [0.5, 0.5, 0.5],
      [0.5, null, null],
    ]);
  });
  it("of nothing are none", () => expect(linesOf([], "train_loss")).toEqual({ x: [], lines: [] }));
});

describe("the mean of several networks", () => {
  it("holds the last value of one that ended early", () => {
    const [long, short] = [run(3, 0), run(2, 1).map((epoch) => ({ ...epoch, validation_loss: 0 }))];
    expect(meanOf(curvesOf([...long, ...short]), "validation_loss")).toEqual({
      x: [0, 1, 2],
      values: [0.5, 0.25, 1 / 6],
    });
  });
  it("is missing where no network has a value yet", () =>
    expect(meanOf(curvesOf(run(2)), "gradient_norm").values).toEqual([null, 1]));
});

describe("several runs on one axis", () => {
  it("have gaps where only others were measured", () =>
    expect(
      aligned([
        { x: [0, 2], values: [1, 3] },
        { x: [0, 1], values: [5, 6] },
      ]),
    ).toEqual({
      x: [0, 1, 2],
      lines: [
        [1, null, 3],
        [5, 6, null],
      ],
    }));
});

describe("curves that grow by events", () => {
  const metrics = { epochs: run(3), num_epochs: 3 } as unknown as TrainingMetrics;
  const event = (id: number, epoch: Epoch) => ({ id, type: "metric", data: epoch }) as const;

  it("have the new epochs after those that were fetched", () => {
    const grown = patchedMetrics(metrics, [event(7, anEpoch(3)), event(8, anEpoch(4))]);
    expect(linesOf(curvesOf(grown.epochs), "learning_rate").x).toEqual([0, 1, 2, 3, 4]);
  });
  it("have an epoch that ran again once, with its new values", () => {
    const again = patchedMetrics(metrics, [event(9, anEpoch(2, 0, { train_loss: 9, attempt: 2 }))]);
    expect(linesOf(curvesOf(again.epochs), "train_loss").lines[0]).toEqual([1, 1 / 2, 9]);
  });
});
