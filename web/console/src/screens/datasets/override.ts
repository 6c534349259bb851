import type { ColumnOverride, Dataset, DiscernError } from "@discern/client";
import { keys, useDiscern } from "@discern/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "../../components/toast.js";
import { datasetText as text } from "../../text/datasets.js";

/** Says how columns are to be read and used; the dataset is then profiled again. */
export function useOverride(id: string) {
  const client = useDiscern();
  const cache = useQueryClient();
  return useMutation<Dataset, DiscernError, Record<string, ColumnOverride>>({
    mutationFn: (overrides) => client.datasets.override(id, overrides),
    onSuccess: (dataset) => {
      // What was counted before no longer holds; the screen waits until the dataset is ready and asks again.
      cache.removeQueries({
        queryKey: keys.dataset(id),
        predicate: ({ queryKey }) => queryKey.length > keys.dataset(id).length,
      });
      cache.setQueryData(keys.dataset(id), dataset);
      toast.done(text.applied);
    },
  });
}
