/** The client: one server, one key, every call. */

import { type Api, createApi } from "./api.js";
import { type DatasetCalls, datasetCalls } from "./datasets.js";
import {
  type AnyJobCalls,
  jobCalls,
  type ScoringJobCalls,
  scoringJobCalls,
  type TrainingJobCalls,
  trainingJobCalls,
} from "./jobs.js";
import { type ModelCalls, modelCalls } from "./models.js";
import { type CreateOptions, keyed } from "./options.js";
import { type ModelHandle, modelHandle, type Which } from "./predict.js";
import { Transport } from "./transport.js";
import type {
  ApiKey,
  CallOptions,
  CellValue,
  Dataset,
  FindingKind,
  KeyRequest,
  Limits,
  Me,
  ModelFamily,
  NewApiKey,
  Preset,
  Queue,
  Sample,
  Session,
  TrainSpecSchema,
  Worker,
} from "./types.js";
import { type UploadCalls, uploadCalls } from "./uploads.js";

export interface DiscernOptions {
  /** The server's address; by default the page's own origin, and `http://127.0.0.1:8000` outside of browsers. */
  url?: string | undefined;
  /** An API key. Without one the page's session cookie goes along, to its own origin only. */
  key?: string | undefined;
  /** Used instead of the global `fetch`, for every request. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Requests of one call that may be repeated, the first included; 5 by default. */
  attempts?: number | undefined;
}

/** A connection to one server. It holds no state besides the key, and nothing needs closing. */
export interface Discern {
  readonly url: string;
  /** Every operation by its path, for what has no method here. */
  readonly api: Api;
  readonly datasets: DatasetCalls;
  /** Files that come in parts, step by step; `datasets.upload` takes these steps by itself. */
  readonly uploads: UploadCalls;
  /** Jobs of every kind; needs the scopes of all of them. */
  readonly jobs: AnyJobCalls;
  readonly trainingJobs: TrainingJobCalls;
  readonly scoringJobs: ScoringJobCalls;
  readonly models: ModelCalls;
  /** A model to predict with; `Row` and `Label` come from `discern codegen`. */
  model<Row extends object = Record<string, CellValue>, Label extends string = string>(
    name: string,
    which?: Which,
  ): ModelHandle<Row, Label>;
  modelFamilies(options?: CallOptions): Promise<ModelFamily[]>;
  presets(options?: CallOptions): Promise<Preset[]>;
  /** JSON Schema of a training job's spec, for forms. */
  trainSpecSchema(options?: CallOptions): Promise<TrainSpecSchema>;
  findingKinds(options?: CallOptions): Promise<FindingKind[]>;
  limits(options?: CallOptions): Promise<Limits>;
  /** Whose key this is, and what it may do. */
  me(options?: CallOptions): Promise<Me>;
  /** Who is signed in, or whose key came along; `needs_key` is false where keys are off. */
  session(options?: CallOptions): Promise<Session>;
  /** Signs a page of the server's own origin in: its cookie stands for the key from then on. */
  signIn(key: string, options?: CallOptions): Promise<Session>;
  signOut(options?: CallOptions): Promise<void>;
  /** Every API key, the oldest first, without their secrets (scope `admin`). */
  keys(options?: CallOptions): Promise<ApiKey[]>;
  /** A new key; its secret is `key`, told only now. */
  createKey(request: KeyRequest, options?: CallOptions): Promise<NewApiKey>;
  revokeKey(id: string, options?: CallOptions): Promise<void>;
  /** Data that every server has, to try it with. */
  samples(options?: CallOptions): Promise<Sample[]>;
  /** A sample as a dataset, still profiling: `datasets.wait` waits for it. */
  createSampleDataset(name: string, options?: CreateOptions): Promise<Dataset>;
  /** How many jobs wait and run, and who runs them. */
  queue(options?: CallOptions): Promise<Queue>;
  /** The live workers (scope `admin`). */
  workers(options?: CallOptions): Promise<Worker[]>;
}

export function createDiscern(options: DiscernOptions = {}): Discern {
  const transport = new Transport({
    url: options.url ?? pageOrigin() ?? "http://127.0.0.1:8000",
    key: options.key,
    fetch: options.fetch,
    attempts: options.attempts ?? 5,
  });
  const api = createApi(transport);
  const models = modelCalls(api, transport);
  return {
    url: transport.url,
    api,
    models,
    datasets: datasetCalls(api, transport),
    uploads: uploadCalls(api, transport),
    jobs: jobCalls(api, transport),
    trainingJobs: trainingJobCalls(api, transport),
    scoringJobs: scoringJobCalls(api, transport),
    model: (name, which = {}) => modelHandle(api, transport, models, name, which),
    modelFamilies: async ({ signal } = {}) => (await api.GET("/v1/model-families", { signal: signal ?? null })).data,
    presets: async ({ signal } = {}) => (await api.GET("/v1/presets", { signal: signal ?? null })).data,
    trainSpecSchema: ({ signal } = {}) => api.GET("/v1/train-spec/schema", { signal: signal ?? null }),
    findingKinds: async ({ signal } = {}) => (await api.GET("/v1/finding-kinds", { signal: signal ?? null })).data,
    limits: ({ signal } = {}) => api.GET("/v1/limits", { signal: signal ?? null }),
    me: ({ signal } = {}) => api.GET("/v1/me", { signal: signal ?? null }),
    session: ({ signal } = {}) => api.GET("/v1/session", { signal: signal ?? null }),
    signIn: (key, { signal } = {}) => api.POST("/v1/session", { body: { key }, signal: signal ?? null }),
    async signOut({ signal } = {}) {
      await api.DELETE("/v1/session", { signal: signal ?? null });
    },
    keys: async ({ signal } = {}) => (await api.GET("/v1/keys", { signal: signal ?? null })).data,
    createKey: (body, { signal } = {}) => api.POST("/v1/keys", { body, signal: signal ?? null }),
    async revokeKey(key_id, { signal } = {}) {
      await api.DELETE("/v1/keys/{key_id}", { params: { path: { key_id } }, signal: signal ?? null });
    },
    samples: async ({ signal } = {}) => (await api.GET("/v1/samples", { signal: signal ?? null })).data,
    createSampleDataset: (name, { signal, idempotencyKey } = {}) =>
      api.POST("/v1/samples/{name}", {
        params: { path: { name }, header: keyed(idempotencyKey) },
        signal: signal ?? null,
      }),
    queue: ({ signal } = {}) => api.GET("/v1/queue", { signal: signal ?? null }),
    workers: async ({ signal } = {}) => (await api.GET("/v1/workers", { signal: signal ?? null })).data,
  };
}

function pageOrigin(): string | undefined {
  const origin = globalThis.location?.origin;
  return origin === undefined || origin === "null" ? undefined : origin;
}
