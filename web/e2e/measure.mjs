// Measures the built console in a browser, for `python -m benchmarks.console`:
//   node measure.mjs BROWSER URL LOADS [RUN_PATH]
// One JSON object goes to standard output: the addresses of the first page's files, milliseconds until it could be used at each
// load, and of the page of a long run, where one is given, every long task after its load event.
import { chromium } from "@playwright/test";

const [executablePath, url, loads, runPath] = process.argv.slice(2);
const QUIET_MS = 2_000;
const USABLE = "#root a[href], #root button, #root input";

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

/** Runs in the page before anything of it: notes long tasks, and when its first control has been painted. */
function observe(selector) {
  const seen = { tasks: [], usableAt: null };
  Object.assign(window, { discernSeen: seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ start: startTime, ms: duration });
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector(selector) === null) requestAnimationFrame(look);
    // After the next frame, in a task of its own: then the main thread has time for whoever clicks.
    else requestAnimationFrame(() => setTimeout(() => (seen.usableAt = performance.now())));
  };
  requestAnimationFrame(look);
}

/** A page in a context of its own, whose cache is empty; its long tasks and the addresses of its answers are noted. */
async function open(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const files = [];
  page.on("response", (response) => files.push(response.url()));
  await page.addInitScript(observe, USABLE);
  await page.goto(url + path);
  await page.waitForFunction(() => window.discernSeen.usableAt !== null);
  return { context, page, files };
}

/** The long tasks after the load event of the page of a run whose charts are pointed at and made narrow and wide again. */
async function longRun() {
  const { context, page } = await open(runPath);
  await page.locator("canvas").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(QUIET_MS);
  const loaded = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
  const charts = await page.locator("canvas").all();
  for (const canvas of charts) {
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (box === null) continue;
    for (let step = 0; step <= 40; step++) {
      await page.mouse.move(box.x + (box.width * step) / 40, box.y + box.height / 2);
    }
  }
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(QUIET_MS);
  }
  const { tasks } = await page.evaluate(() => window.discernSeen);
  await context.close();
  return { tasks: tasks.filter(({ start }) => start >= loaded), canvases: charts.length };
}

try {
  const usable = [];
  let files = [];
  for (let n = -1; n < Number(loads); n++) {
    const { context, page, files: seen } = await open("/"); // the first starts the browser's processes
    await page.waitForTimeout(QUIET_MS);
    const { tasks, usableAt } = await page.evaluate(() => window.discernSeen);
    // A task that keeps the main thread busy after the first paint keeps the reader waiting as well.
    const busyUntil = Math.max(0, ...tasks.map(({ start, ms }) => start + ms));
    if (n >= 0) usable.push(Math.max(usableAt, busyUntil));
    files = seen;
    await context.close();
  }

  const run = runPath ? await longRun() : { tasks: [], canvases: 0 };
  process.stdout.write(JSON.stringify({ browser: browser.version(), files, usable, ...run }));
} finally {
  await browser.close();
}
