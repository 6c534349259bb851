// Asks exported ONNX bundles in a headless browser: `node run.mjs CHROMIUM FOLDER`. FOLDER holds NAME.zip, NAME.mjs (the
// bundle's own module) and NAME.rows.json; the answers go to standard output as one JSON object by NAME.
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const [executablePath, folder] = process.argv.slice(2);
const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const PLACES = { ort: join(here, "node_modules/onnxruntime-web/dist"), bundles: folder, page: here };

const server = createServer((request, response) => {
  const [, place, name] = /^\/(\w+)\/([\w.-]+)$/.exec(request.url) ?? [];
  const path = place in PLACES ? join(PLACES[place], name) : "";
  if (!existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" });
  createReadStream(path).pipe(response);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

// Root has no sandbox in a container. Nothing is asked of any other host: the page must do without the internet.
const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  const elsewhere = [];
  await page.route("**", (route) => {
    if (route.request().url().startsWith(origin)) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${origin}/page/page.html`);
  const answers = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".zip"))) {
    const name = file.slice(0, -4);
    answers[name] = await page.evaluate(async (name) => {
      const ort = await import("/ort/ort.wasm.min.mjs");
      ort.env.wasm.wasmPaths = "/ort/";
      ort.env.wasm.numThreads = 1;
      const { Classifier } = await import(`/bundles/${name}.mjs`);
      const bytes = await (await fetch(`/bundles/${name}.zip`)).arrayBuffer();
      try {
        const started = performance.now();
        const classifier = await Classifier.open(ort, bytes);
        const loadMs = performance.now() - started;
        const rows = await (await fetch(`/bundles/${name}.rows.json`)).json();
        const answers = await classifier.predict(rows);
        const again = performance.now();
        for (let i = 0; i < 20; i++) await classifier.predict(rows.slice(0, 1));
        return { answers, difference: await classifier.verify(), loadMs, rowMs: (performance.now() - again) / 20 };
      } catch (error) {
        return { error: String(error) };
      }
    }, name);
  }
  process.stdout.write(JSON.stringify({ answers, elsewhere, version: browser.version() }));
} finally {
  await browser.close();
  server.close();
}
