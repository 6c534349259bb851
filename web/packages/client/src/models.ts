/** Calls about the registry: models, their versions, aliases, decisions, reports and exports. */

import type { Api } from "./api.js";
import { type Download, type DownloadOptions, download } from "./download.js";
import { isProblem } from "./errors.js";
import { type Listing, listing } from "./pages.js";
import type { Transport } from "./transport.js";
import type {
  Alias,
  AliasRequest,
  CallOptions,
  Change,
  Decision,
  DecisionRequest,
  DescriptionPatch,
  ExportFormat,
  InputSchema,
  Model,
  ModelExport,
  ModelReport,
  ModelVersion,
  QueryOf,
  ServingFindings,
  ServingMonitoring,
} from "./types.js";

export interface ChangeOptions extends CallOptions {
  /**
   * `etag` of the state that the change was made for; when somebody else has changed it meanwhile, it throws `ProblemError`
   * with code `precondition_failed`. Without it the change is made to whatever is there.
   */
  etag?: string | undefined;
}

export interface DeleteOptions extends CallOptions {
  /** Kept in the audit log. */
  why?: string | undefined;
}

export interface ModelCalls extends Listing<Model, QueryOf<"list_models">> {
  get(name: string, options?: CallOptions): Promise<Model>;
  /** The model with another description and tags; a tag of `null` goes. */
  update(name: string, patch: DescriptionPatch, options?: CallOptions): Promise<Model>;
  delete(name: string, options?: DeleteOptions): Promise<void>;
  /** Every change of a model, newest first. */
  changes(name: string): Listing<Change, QueryOf<"list_model_changes">>;

  /** A model's versions, newest first. */
  versions(name: string): Listing<ModelVersion, QueryOf<"list_model_versions">>;
  version(name: string, version: number, options?: CallOptions): Promise<ModelVersion>;
  updateVersion(name: string, version: number, patch: DescriptionPatch, options?: CallOptions): Promise<ModelVersion>;
  deleteVersion(name: string, version: number, options?: DeleteOptions): Promise<void>;
  /** JSON Schema of one row, an example of one, and both as TypeScript. */
  schema(name: string, version: number, options?: CallOptions): Promise<InputSchema>;
  /** Confusion matrix, curves and baselines of the test rows. */
  report(name: string, version: number, options?: CallOptions): Promise<ModelReport>;
  /** What the rows predicted lately say: drift, unseen categories, rows that do not fit. */
  findings(
    name: string,
    version: number,
    query?: QueryOf<"get_model_version_findings">,
    options?: CallOptions,
  ): Promise<ServingFindings>;
  monitoring(
    name: string,
    version: number,
    query?: QueryOf<"get_model_version_monitoring">,
    options?: CallOptions,
  ): Promise<ServingMonitoring>;

  aliases(name: string, options?: CallOptions): Promise<Alias[]>;
  alias(name: string, alias: string, options?: CallOptions): Promise<Alias>;
  /** The alias, made or moved. */
  setAlias(name: string, alias: string, to: AliasRequest, options?: ChangeOptions): Promise<Alias>;
  deleteAlias(name: string, alias: string, options?: ChangeOptions & DeleteOptions): Promise<void>;

  /** How a version's probabilities become labels. */
  decision(name: string, version: number, options?: CallOptions): Promise<Decision>;
  setDecision(name: string, version: number, to: DecisionRequest, options?: ChangeOptions): Promise<Decision>;
  /** Back to what was trained. */
  resetDecision(name: string, version: number, options?: ChangeOptions & DeleteOptions): Promise<Decision>;

  /** Each format: whether it is available and if not why. */
  exports(name: string, version: number, options?: CallOptions): Promise<ModelExport[]>;
  /** A version as a file to carry away. */
  export(name: string, version: number, format: ExportFormat, options?: DownloadOptions): Promise<Download>;
}

export function modelCalls(api: Api, transport: Transport): ModelCalls {
  const of = (name: string) => ({ path: { name } });
  const at = (name: string, version: number) => ({ path: { name, version } });
  const alias: ModelCalls["alias"] = (name, word, { signal } = {}) =>
    api.GET("/v1/models/{name}/aliases/{alias}", { params: { path: { name, alias: word } }, signal: signal ?? null });
  const decision: ModelCalls["decision"] = (name, version, { signal } = {}) =>
    api.GET("/v1/models/{name}/versions/{version}/decision", { params: at(name, version), signal: signal ?? null });

  return {
    ...listing((query, { signal }) => api.GET("/v1/models", { params: { query }, signal: signal ?? null })),
    get: (name, { signal } = {}) => api.GET("/v1/models/{name}", { params: of(name), signal: signal ?? null }),
    update: (name, body, { signal } = {}) =>
      api.PATCH("/v1/models/{name}", { params: of(name), body, signal: signal ?? null }),
    async delete(name, { why, signal } = {}) {
      await api.DELETE("/v1/models/{name}", {
        params: { ...of(name), query: { why: why ?? null } },
        signal: signal ?? null,
      });
    },
    changes: (name) =>
      listing((query, { signal }) =>
        api.GET("/v1/models/{name}/audit", { params: { ...of(name), query }, signal: signal ?? null }),
      ),

    versions: (name) =>
      listing((query, { signal }) =>
        api.GET("/v1/models/{name}/versions", { params: { ...of(name), query }, signal: signal ?? null }),
      ),
    version: (name, version, { signal } = {}) =>
      api.GET("/v1/models/{name}/versions/{version}", { params: at(name, version), signal: signal ?? null }),
    updateVersion: (name, version, body, { signal } = {}) =>
      api.PATCH("/v1/models/{name}/versions/{version}", { params: at(name, version), body, signal: signal ?? null }),
    async deleteVersion(name, version, { why, signal } = {}) {
      const params = { ...at(name, version), query: { why: why ?? null } };
      await api.DELETE("/v1/models/{name}/versions/{version}", { params, signal: signal ?? null });
    },
    schema: (name, version, { signal } = {}) =>
      api.GET("/v1/models/{name}/versions/{version}/schema", { params: at(name, version), signal: signal ?? null }),
    report: (name, version, { signal } = {}) =>
      api.GET("/v1/models/{name}/versions/{version}/report", { params: at(name, version), signal: signal ?? null }),
    findings: (name, version, query = {}, { signal } = {}) =>
      api.GET("/v1/models/{name}/versions/{version}/findings", {
        params: { ...at(name, version), query },
        signal: signal ?? null,
      }),
    monitoring: (name, version, query = {}, { signal } = {}) =>
      api.GET("/v1/models/{name}/versions/{version}/monitoring", {
        params: { ...at(name, version), query },
        signal: signal ?? null,
      }),

    async aliases(name, { signal } = {}) {
      return (await api.GET("/v1/models/{name}/aliases", { params: of(name), signal: signal ?? null })).data;
    },
    alias,
    async setAlias(name, word, body, options = {}) {
      const header = await matching(options.etag, () => alias(name, word, options));
      return api.PUT("/v1/models/{name}/aliases/{alias}", {
        params: { path: { name, alias: word }, header },
        body,
        signal: options.signal ?? null,
      });
    },
    async deleteAlias(name, word, options = {}) {
      const header = { "if-match": options.etag ?? (await alias(name, word, options)).etag };
      await api.DELETE("/v1/models/{name}/aliases/{alias}", {
        params: { path: { name, alias: word }, query: { why: options.why ?? null }, header },
        signal: options.signal ?? null,
      });
    },

    decision,
    async setDecision(name, version, body, options = {}) {
      const header = { "if-match": options.etag ?? (await decision(name, version, options)).etag };
      return api.PUT("/v1/models/{name}/versions/{version}/decision", {
        params: { ...at(name, version), header },
        body,
        signal: options.signal ?? null,
      });
    },
    async resetDecision(name, version, options = {}) {
      const header = { "if-match": options.etag ?? (await decision(name, version, options)).etag };
      return api.DELETE("/v1/models/{name}/versions/{version}/decision", {
        params: { ...at(name, version), query: { why: options.why ?? null }, header },
        signal: options.signal ?? null,
      });
    },

    async exports(name, version, { signal } = {}) {
      const params = at(name, version);
      return (await api.GET("/v1/models/{name}/versions/{version}/exports", { params, signal: signal ?? null })).data;
    },
    export: (name, version, format, options) =>
      download(transport, `/v1/models/${encodeURIComponent(name)}/versions/${version}/exports/${format}`, {}, options),
  };
}

/** The precondition of a change: the state that the caller saw, else the one that is there, else that there is none. */
async function matching(etag: string | undefined, read: () => Promise<{ etag: string }>) {
  if (etag !== undefined) return { "if-match": etag };
  try {
    return { "if-match": (await read()).etag };
  } catch (error) {
    if (isProblem(error, "not_found")) return { "if-none-match": "*" };
    throw error;
  }
}
