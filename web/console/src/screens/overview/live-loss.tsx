import type { TrainingMetrics } from "@discern/client";
import { useMemo } from "react";
import { LineChart } from "../../charts/line-chart.js";
import { firstUse as text } from "../../text/overview.js";

/** The loss of the first network as it is trained, with what knowing nothing would cost. */
export function LiveLoss({ metrics }: { metrics: TrainingMetrics }) {
  const { x, series } = useMemo(() => {
    const epochs = metrics.epochs.filter((epoch) => epoch.member === 0);
    return {
      x: epochs.map((epoch) => epoch.epoch),
      series: [
        { label: text.training, values: epochs.map((epoch) => epoch.train_loss) },
        { label: text.validation, values: epochs.map((epoch) => epoch.validation_loss) },
      ],
    };
  }, [metrics.epochs]);
  const base = metrics.base_rate_entropy;
  return (
    <LineChart
      title={text.loss}
      unit={text.nats}
      xLabel={text.epochs}
      x={x}
      series={series}
      reference={base === null ? undefined : { label: text.baseRate, value: base }}
      height={180}
    />
  );
}
