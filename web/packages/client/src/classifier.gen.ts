/** Made by `npm run generate`; never edited. */

// @ts-nocheck
// A trained classifier in a web page: needs onnxruntime-web (or onnxruntime-node) and the bundle's bytes, nothing else.

const TOLERANCE = 1e-5; // of a probability: other processors round otherwise
const ROWS_AT_ONCE = 512;
const text = (bytes) => new TextDecoder().decode(bytes);

export class Classifier {
  // `ort`: the module of onnxruntime-web; `zip`: an ArrayBuffer or Uint8Array of the bundle.
  static async open(ort, zip, options = {}) {
    const files = unzipped(zip instanceof Uint8Array ? zip : new Uint8Array(zip));
    const manifest = JSON.parse(text(files.get("manifest.json")));
    await check(files, manifest);
    const session = await ort.InferenceSession.create(files.get(manifest.graph), { executionProviders: ["wasm"], ...options });
    return new Classifier(ort, manifest, JSON.parse(text(files.get("golden.json"))), session);
  }

  constructor(ort, manifest, golden, session) {
    Object.assign(this, { ort, manifest, golden, session, classes: manifest.classes });
  }

  // For each row, an object with a value or null for each column, its label (null where it is refused) and probabilities.
  async predict(rows) {
    const answers = [];
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const some = rows.slice(start, start + ROWS_AT_ONCE);
      const found = await this.session.run(this.feeds(some), ["label", "probabilities", "refused"]);
      const width = this.classes.length;
      for (let i = 0; i < some.length; i++) {
        const refused = Boolean(found.refused.data[i]);
        answers.push({
          label: refused ? null : found.label.data[i],
          probabilities: refused ? null : Array.from(found.probabilities.data.slice(i * width, (i + 1) * width)),
        });
      }
    }
    return answers;
  }

  // The largest difference of a probability over the golden rows; throws where an answer is another.
  async verify() {
    const answers = await this.predict(this.golden.rows);
    let largest = 0;
    answers.forEach((answer, i) => {
      if (answer.label !== this.golden.labels[i]) throw new Error(`golden row ${i} has another label: ${answer.label}`);
      answer.probabilities.forEach((p, c) => {
        largest = Math.max(largest, Math.abs(p - this.golden.probabilities[i][c]));
      });
    });
    if (!(largest <= TOLERANCE)) throw new Error(`the golden rows are answered by ${largest} otherwise`);
    return largest;
  }

  feeds(rows) {
    const feeds = {};
    for (const column of this.manifest.columns) {
      const values = rows.map((row, i) => {
        if (!(column.name in row)) throw new Error(`row ${i} has no column ${JSON.stringify(column.name)}`);
        return row[column.name];
      });
      try {
        Object.assign(feeds, this.tensors(column, values));
      } catch (error) {
        throw new Error(`column ${JSON.stringify(column.name)}: ${error.message}`);
      }
    }
    return feeds;
  }

  tensors(column, values) {
    const { Tensor } = this.ort;
    const name = column.input;
    if (column.kind === "categorical") {
      return { [name]: new Tensor("string", values.map((value) => (value === null ? "" : String(value))), [values.length, 1]) };
    }
    if (column.kind === "image") {
      const pixels = Float32Array.from(values.flat(Infinity));
      return { [name]: new Tensor("float32", pixels, [values.length, ...column.shape]) };
    }
    if (column.kind !== "sequence") {
      const read = column.kind === "datetime" ? seconds : number;
      return { [name]: new Tensor("float64", Float64Array.from(values, (value) => read(value, column)), [values.length, 1]) };
    }
    const channels = column.shape[1];
    const steps = Math.max(1, ...values.map((value) => (value ?? []).length));
    const cells = new Float64Array(values.length * steps * channels);
    values.forEach((value, n) =>
      (value ?? []).forEach((step, t) =>
        [step].flat().forEach((cell, f) => {
          cells[(n * steps + t) * channels + f] = cell === null ? NaN : cell;
        }),
      ),
    );
    return {
      [name]: new Tensor("float64", cells, [values.length, steps, channels]),
      [column.length_input]: new Tensor("int32", Int32Array.from(values, (value) => (value ?? []).length), [values.length]),
    };
  }
}

function number(value, column) {
  if (value === null || (typeof value === "string" && column.missing.includes(value.trim()))) return NaN;
  const found = Number(value);
  if (!Number.isFinite(found)) throw new Error(`${JSON.stringify(value)} is no number`);
  return found;
}

// Since 1970-01-01 UTC, which is meant where no zone is said.
function seconds(value, column) {
  if (value === null || (typeof value === "string" && column.missing.includes(value.trim()))) return NaN;
  const isPlain = typeof value === "string" && /\d{2}:\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const found = value instanceof Date ? value.getTime() : Date.parse(isPlain ? `${value}Z` : value);
  if (Number.isNaN(found)) throw new Error(`${JSON.stringify(value)} is no time`);
  return found / 1000;
}

async function check(files, manifest) {
  if (!globalThis.crypto?.subtle) return; // a page that is not served over https or from localhost
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", files.get(name)));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== sha256) throw new Error(`${name} is not the file that was exported`);
  }
}

// The files of a zip whose entries are not compressed, by name. Source: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16.
function unzipped(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - 22; // our archives have no comment
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Error("this is no bundle");
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    const [size, nameSize] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const [extra, comment] = [view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    files.set(text(bytes.subarray(at + 46, at + 46 + nameSize)), bytes.subarray(start, start + size));
    at += 46 + nameSize + extra + comment;
  }
  return files;
}
