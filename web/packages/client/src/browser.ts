/**
 * A model in the page itself: the exported ONNX bundle under onnxruntime-web, with the server's probabilities.
 *
 * `import * as ort from "onnxruntime-web/wasm"` and pass it in; this package does not load it. What reads rows and bundles
 * is the bundle's own module, built into this one, so that a page whose CSP forbids downloaded code can use it.
 */

import { Classifier } from "./classifier.gen.js";
import type { Discern } from "./client.js";
import type { Which } from "./predict.js";
import type { CallOptions, CellValue } from "./types.js";

/** What is used of the module `onnxruntime-web/wasm`. */
export interface Ort {
  InferenceSession: { create(model: Uint8Array, options?: object): Promise<unknown> };
  Tensor: unknown;
}

export interface LocalPrediction<Label extends string = string> {
  /** Null where the model refuses the row: a category never seen, a sequence without a step. */
  label: Label | null;
  /** Null where it is refused. */
  probabilities: Record<Label, number> | null;
}

/** A model of one version that answers without the server. */
export interface LocalModel<Row extends object = Record<string, CellValue>, Label extends string = string> {
  readonly classes: readonly Label[];
  /** The answers in order. Throws `Error` naming row and column that cannot be read. */
  predict(rows: readonly Row[]): Promise<LocalPrediction<Label>[]>;
  /** Asks the bundle's golden rows: the largest difference of a probability. Throws where it is more than 1e-5. */
  verify(): Promise<number>;
}

/** The model of a bundle, `GET .../exports/onnx`. Throws `Error` when its files are not those that were exported. */
export async function openBundle<Row extends object = Record<string, CellValue>, Label extends string = string>(
  ort: Ort,
  bundle: ArrayBuffer | Uint8Array,
): Promise<LocalModel<Row, Label>> {
  const classifier = (await Classifier.open(ort, bundle)) as unknown as Bundled;
  const classes = classifier.classes as Label[];
  return {
    classes,
    verify: () => classifier.verify(),
    async predict(rows) {
      const answers = await classifier.predict(rows);
      return answers.map(({ label, probabilities }) => ({
        label: label as Label | null,
        probabilities: probabilities && byClass(classes, probabilities),
      }));
    },
  };
}

/** The version that answers now, carried into the page; needs the scopes `model:read` and `data:read`. */
export async function loadInBrowser<Row extends object = Record<string, CellValue>, Label extends string = string>(
  client: Discern,
  name: string,
  { ort, signal, ...which }: { ort: Ort } & Which & CallOptions,
): Promise<LocalModel<Row, Label>> {
  const version = await client.model(name, which).resolveVersion({ signal });
  const bundle = await client.models.export(name, version, "onnx", { signal });
  return openBundle<Row, Label>(ort, await bundle.bytes());
}

/** What the bundle's module, which is plain JavaScript, has. */
interface Bundled {
  classes: string[];
  predict(rows: readonly object[]): Promise<{ label: string | null; probabilities: number[] | null }[]>;
  verify(): Promise<number>;
}

function byClass<Label extends string>(classes: readonly Label[], probabilities: readonly number[]) {
  return Object.fromEntries(classes.map((name, index) => [name, probabilities[index]])) as Record<Label, number>;
}
