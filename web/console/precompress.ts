import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import type { Plugin } from "vite";

/** Smaller files only grow, or save less than a packet. */
const LEAST_BYTES = 1_000;

/** Writes each text of a build also as gzip and Brotli at their best, so that the API sends it without any work. */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          const text = Buffer.from(file.type === "chunk" ? file.code : file.source);
          if (!/\.(css|html|js|json|svg)$/.test(fileName) || text.length < LEAST_BYTES) continue;
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(text, { level: 9 }) });
          const params = { [zlib.BROTLI_PARAM_SIZE_HINT]: text.length };
          this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotliCompressSync(text, { params }) });
        }
      },
    },
  };
}
