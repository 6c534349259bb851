/** Calls about datasets: upload, wait until they are profiled, look at them, say what their columns are. */

import type { Api } from "./api.js";
import { DatasetFailedError } from "./errors.js";
import { LONG_POLL_SECONDS } from "./options.js";
import { type Listing, listing } from "./pages.js";
import { isInParts, type PartsOptions, sendInParts } from "./parts.js";
import type { Transport } from "./transport.js";
import type {
  CallOptions,
  ColumnOverride,
  Dataset,
  DatasetFindings,
  DatasetPreview,
  DatasetProfile,
  QueryOf,
  SeriesOptions,
} from "./types.js";
import { nameOf, sendFile, type UploadOptions, type UploadSource } from "./upload.js";

export interface DatasetUploadOptions extends UploadOptions, PartsOptions {
  /** Name shown for the dataset; the file's own by default. */
  name?: string | undefined;
  encoding?: "auto" | "utf-8" | "utf-16" | "latin-1" | undefined;
  delimiter?: "," | ";" | "\t" | "|" | undefined;
  missing_values?: readonly string[] | undefined;
  overrides?: Record<string, ColumnOverride> | undefined;
  /** How the rows of a long table become series. */
  series?: SeriesOptions | undefined;
  /** Answer once the dataset is profiled (the default), or at once with `status: "profiling"`. */
  wait?: boolean | undefined;
}

export interface DatasetCalls extends Listing<Dataset, QueryOf<"list_datasets">> {
  /**
   * The new dataset. A file of more than 32 MiB goes in parts, and after a lost connection or a restart of the server on
   * from where it stood. Throws `DatasetFailedError` when the file cannot be used, with `wait` only.
   */
  upload(source: UploadSource, options?: DatasetUploadOptions): Promise<Dataset>;
  get(id: string, options?: CallOptions): Promise<Dataset>;
  /** The dataset once it is ready. Throws `DatasetFailedError`. */
  wait(id: string, options?: CallOptions): Promise<Dataset>;
  /** Counts, ranges, quantiles and top categories of every column. */
  profile(id: string, options?: CallOptions): Promise<DatasetProfile>;
  /** The first rows as they were understood. */
  preview(id: string, query?: QueryOf<"get_dataset_preview">, options?: CallOptions): Promise<DatasetPreview>;
  /** What the data says that a person should know before training. */
  findings(
    id: string,
    query?: Omit<QueryOf<"get_dataset_findings">, "format">,
    options?: CallOptions,
  ): Promise<DatasetFindings>;
  /** The dataset, profiling again with these kinds and roles. */
  override(id: string, overrides: Record<string, ColumnOverride>, options?: CallOptions): Promise<Dataset>;
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function datasetCalls(api: Api, transport: Transport): DatasetCalls {
  const path = (dataset_id: string) => ({ path: { dataset_id } });

  async function profiled(found: Dataset, { signal }: CallOptions): Promise<Dataset> {
    let dataset = found;
    while (dataset.status === "profiling") {
      const params = { ...path(dataset.id), query: { wait: `${LONG_POLL_SECONDS}` } };
      dataset = await api.GET("/v1/datasets/{dataset_id}", { params, signal: signal ?? null });
    }
    if (dataset.status === "failed") throw new DatasetFailedError(dataset);
    return dataset;
  }

  const get: DatasetCalls["get"] = (id, { signal } = {}) =>
    api.GET("/v1/datasets/{dataset_id}", { params: path(id), signal: signal ?? null });

  return {
    ...listing((query, { signal }) => api.GET("/v1/datasets", { params: { query }, signal: signal ?? null })),
    get,
    async upload(source, options = {}) {
      const { wait = true, signal } = options;
      const query = {
        name: options.name ?? nameOf(source),
        encoding: options.encoding,
        delimiter: options.delimiter,
        missing_values: options.missing_values,
        overrides: options.overrides && JSON.stringify(options.overrides),
        series: options.series && JSON.stringify(options.series),
      };
      const dataset = isInParts(source, options)
        ? await sendInParts(transport, query, source, options)
        : await sendFile<Dataset>(transport, "/v1/datasets", query, source, options);
      return wait ? profiled(dataset, { signal }) : dataset;
    },
    wait: async (id, options = {}) => profiled(await get(id, options), options),
    profile: (id, { signal } = {}) =>
      api.GET("/v1/datasets/{dataset_id}/profile", { params: path(id), signal: signal ?? null }),
    preview: (id, query = {}, { signal } = {}) =>
      api.GET("/v1/datasets/{dataset_id}/preview", { params: { ...path(id), query }, signal: signal ?? null }),
    findings: (id, query = {}, { signal } = {}) =>
      api.GET("/v1/datasets/{dataset_id}/findings", { params: { ...path(id), query }, signal: signal ?? null }),
    override: (id, overrides, { signal } = {}) =>
      api.PATCH("/v1/datasets/{dataset_id}", { params: path(id), body: { overrides }, signal: signal ?? null }),
    async delete(id, { signal } = {}) {
      await api.DELETE("/v1/datasets/{dataset_id}", { params: path(id), signal: signal ?? null });
    },
  };
}
