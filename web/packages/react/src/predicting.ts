/** Predictions that follow a form as it is filled in. */

import type {
  CellValue,
  DiscernError,
  ExplainOptions,
  Explanation,
  ModelHandle,
  Prediction,
  PredictOptions,
} from "@discern/client";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useDiscern } from "./context.js";
import { keys } from "./keys.js";

export interface UsePredictionOptions extends Omit<PredictOptions, "signal" | "return" | "top_k"> {
  /** Milliseconds without a change before it asks; 150 by default. */
  delay?: number;
}

/** A query's result about the last row that stopped changing. */
export type SettledResult<Data> = UseQueryResult<Data, DiscernError> & {
  /** True when `data` answers the row as it is now, false while a change is still to be asked. */
  isCurrent: boolean;
};

/**
 * The prediction of one row, asked for again whenever the row changes; the last answer stays until the next is there.
 * `row: null` asks for nothing. A request that is no longer wanted is cancelled.
 */
export function usePrediction<Row extends object = Record<string, CellValue>, Label extends string = string>(
  model: string | ModelHandle<Row, Label>,
  row: NoInfer<Row> | null,
  { delay = 150, ...options }: UsePredictionOptions = {},
): SettledResult<Prediction<Label>> {
  const handle = useHandle(model);
  const [asked, isSettled] = useSettled(row, delay);
  const result = useQuery<Prediction<Label>, DiscernError>({
    queryKey: [...keys.predictions(handle.name, handle.which), asked, options],
    queryFn: ({ signal }) => handle.predictOne(asked as Row, { ...options, signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { ...result, isCurrent: isSettled && result.isSuccess && !result.isPlaceholderData };
}

/** What every column added to the prediction of one row. */
export function useExplanation<Row extends object = Record<string, CellValue>, Label extends string = string>(
  model: string | ModelHandle<Row, Label>,
  row: NoInfer<Row> | null,
  { delay = 150, ...options }: Omit<ExplainOptions, "signal"> & { delay?: number } = {},
): SettledResult<Explanation<Label>> {
  const handle = useHandle(model);
  const [asked, isSettled] = useSettled(row, delay);
  const result = useQuery<Explanation<Label>, DiscernError>({
    queryKey: [...keys.predictions(handle.name, handle.which), "explanation", asked, options],
    queryFn: async ({ signal }) => {
      const [first] = (await handle.explain([asked as Row], { ...options, signal })).predictions;
      if (first === undefined) throw new RangeError("the server answered one row with none");
      return first;
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { ...result, isCurrent: isSettled && result.isSuccess && !result.isPlaceholderData };
}

function useHandle<Row extends object, Label extends string>(model: string | ModelHandle<Row, Label>) {
  const client = useDiscern();
  return useMemo(() => (typeof model === "string" ? client.model<Row, Label>(model) : model), [client, model]);
}

/** The value once it has stopped changing, and whether that is the present one; compared by content, for a form makes a new object at every render. */
function useSettled<Value>(value: Value, delay: number): [Value, boolean] {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delay);
    return () => clearTimeout(timer);
  }, [text, delay]);
  return [useMemo(() => JSON.parse(settled) as Value, [settled]), settled === text];
}
