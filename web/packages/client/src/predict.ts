/** One model's predictions and explanations, typed by its own rows and labels (`discern codegen`). */

import type { Api } from "./api.js";
import type { ModelCalls } from "./models.js";
import type { Transport } from "./transport.js";
import type {
  CallOptions,
  CellValue,
  ExplainAnswer,
  ExplainRequest,
  InputSchema,
  PredictAnswer,
  PredictRequest,
  RowExplanation,
  RowPrediction,
  SeriesOptions,
} from "./types.js";
import { formatOfName, MEDIA_TYPES, nameOf } from "./upload.js";

/** Which version answers: that of the alias `default` unless said. */
export interface Which {
  version?: number | undefined;
  alias?: string | undefined;
}

export interface PredictOptions extends CallOptions {
  threshold?: number | null;
  /** Round probabilities and logits. */
  decimals?: number | null;
  /** Other parts of the answer. */
  return?: NonNullable<PredictRequest["return"]> | null;
  /** Only the likeliest classes. */
  top_k?: number | null;
  /** Refuse the request for one wrong row, or leave that row out and tell it in `errors`. */
  on_invalid?: "fail" | "skip";
  /** Where an alias shares its requests among versions, those of one key get the same. */
  routing_key?: string;
}

export interface ExplainOptions extends CallOptions, Omit<ExplainRequest, "rows" | "columns"> {
  routing_key?: string;
}

/** A row's answer as it is told unless `return` or `top_k` ask for other parts. */
export interface Prediction<Label extends string = string> extends Omit<RowPrediction, "label" | "probabilities"> {
  label: Label;
  label_index: number;
  probabilities: Record<Label, number>;
}

/** A row's answer of chosen parts. */
export interface PartialPrediction<Label extends string = string>
  extends Omit<RowPrediction, "label" | "probabilities" | "logits"> {
  label?: Label;
  probabilities?: Partial<Record<Label, number>>;
  logits?: Partial<Record<Label, number>>;
}

export interface Predictions<Row> extends Omit<PredictAnswer, "predictions"> {
  predictions: Row[];
}

export interface Explanation<Label extends string = string> extends Omit<RowExplanation, "label" | "probabilities"> {
  label: Label;
  probabilities: Record<Label, number>;
}

export interface Explanations<Label extends string = string> extends Omit<ExplainAnswer, "predictions"> {
  predictions: Explanation<Label>[];
}

/** A model by name, whose rows are `Row` and whose labels are `Label`. */
export interface ModelHandle<Row extends object = Record<string, CellValue>, Label extends string = string> {
  readonly name: string;
  readonly which: Which;
  /** Label and probabilities of each row, in order. Throws `ProblemError` with code `rows_invalid` that names each cell. */
  predict(
    rows: readonly Row[],
    options?: PredictOptions & { return?: null; top_k?: null },
  ): Promise<Predictions<Prediction<Label>>>;
  predict(rows: readonly Row[], options: PredictOptions): Promise<Predictions<PartialPrediction<Label>>>;
  /** The same of one row. */
  predictOne(row: Row, options?: PredictOptions & { return?: null; top_k?: null }): Promise<Prediction<Label>>;
  /** The same of a small file: rows as CSV, NDJSON or Parquet, arrays, or one image (PNG, JPEG). */
  predictFile(
    file: Blob,
    options?: PredictOptions & { media_type?: string; series?: SeriesOptions },
  ): Promise<Predictions<PartialPrediction<Label>>>;
  /** Each row's prediction, and what every column added to it: at most 100 rows. */
  explain(rows: readonly Row[], options?: ExplainOptions): Promise<Explanations<Label>>;
  /** The input's JSON Schema and an example row, of the version that answers. */
  schema(options?: CallOptions): Promise<InputSchema>;
  /** The version that answers now; an alias that shares its requests among several names the largest share. */
  resolveVersion(options?: CallOptions): Promise<number>;
}

export function modelHandle<Row extends object, Label extends string>(
  api: Api,
  transport: Transport,
  models: ModelCalls,
  name: string,
  which: Which,
): ModelHandle<Row, Label> {
  // The three paths of each take and answer the same; an encoded path has no braces left to fill.
  const at = (verb: "predict" | "explain") => `${pathOf(name, which)}/${verb}`;
  const params = (routing_key: string | undefined) => ({ path: { name }, header: routing(routing_key) });

  const predict = async (rows: readonly Row[], { signal, routing_key, ...asked }: PredictOptions = {}) => {
    const body: PredictRequest = { ...asked, rows: cells(rows) };
    const init = { params: params(routing_key), body, signal: signal ?? null };
    const answer = await api.POST(at("predict") as "/v1/models/{name}/predict", init);
    return answer as unknown as Predictions<Prediction<Label>>; // of rows, for no other form is ever asked
  };

  const resolveVersion = async (options: CallOptions = {}) =>
    which.version ?? (await models.alias(name, which.alias ?? "default", options)).version;

  return {
    name,
    which,
    predict: predict as ModelHandle<Row, Label>["predict"],
    async predictOne(row, options) {
      const [first] = (await predict([row], options)).predictions;
      if (first === undefined) throw new RangeError("the server answered one row with none");
      return first;
    },
    async predictFile(file, options = {}) {
      const { signal, routing_key, media_type, series, return: parts, ...query } = options;
      const type = media_type ?? (file.type || mediaTypeOfName(nameOf(file)));
      const asked = { ...query, return: parts, series: series && JSON.stringify(series) };
      const url = transport.address(at("predict"), asked);
      const headers = { ...transport.headers, ...routing(routing_key), "Content-Type": type };
      const init = { method: "POST", headers, body: file, credentials: transport.credentials, signal: signal ?? null };
      const once = () => transport.fetch(new Request(url, init));
      return (await transport.send(once, { repeatable: true, signal, whole: true })).json();
    },
    async explain(rows, { signal, routing_key, ...asked } = {}) {
      const body: ExplainRequest = { ...asked, rows: cells(rows) };
      const init = { params: params(routing_key), body, signal: signal ?? null };
      return (await api.POST(at("explain") as "/v1/models/{name}/explain", init)) as unknown as Explanations<Label>;
    },
    schema: async (options) => models.schema(name, await resolveVersion(options), options),
    resolveVersion,
  };
}

/** Rows of any interface as the API takes them: an interface has no index signature, so the compiler must be told. */
function cells(rows: readonly object[]): NonNullable<PredictRequest["rows"]> {
  return rows as NonNullable<PredictRequest["rows"]>;
}

function pathOf(name: string, which: Which): string {
  const path = `/v1/models/${encodeURIComponent(name)}`;
  if (which.version !== undefined) return `${path}/versions/${which.version}`;
  return which.alias === undefined ? path : `${path}/aliases/${encodeURIComponent(which.alias)}`;
}

function routing(key: string | undefined): { "X-Routing-Key"?: string } {
  return key === undefined ? {} : { "X-Routing-Key": key };
}

/** Without a type of the `Blob` itself; rows as CSV where no name tells more. */
function mediaTypeOfName(name = ""): string {
  if (/\.png$/i.test(name)) return "image/png";
  if (/\.jpe?g$/i.test(name)) return "image/jpeg";
  return MEDIA_TYPES[formatOfName(name).format ?? "csv"];
}
