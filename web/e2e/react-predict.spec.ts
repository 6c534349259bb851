/** The example app, built as its README says and served beside a real server. */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, ROOT, test, until } from "./harness";

const APP = join(ROOT, "examples", "react-predict");
const ran = promisify(execFile);
const PORT = 4173 + (process.pid % 1000);
const PAGE = `http://127.0.0.1:${PORT}/`;

test.use({ serverName: "react predict" });

let preview: ChildProcess | undefined;

test.beforeAll(async ({ server }) => {
  test.setTimeout(240_000);
  // Copies of the packages as they are now, beside what the lock file names.
  await ran("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: APP });
  await ran("npm", ["run", "build"], { cwd: APP });
  const dataset = await server.uploadRice();
  const job = await server.train(dataset.id, { target: "Class", preset: "fast", training: { epochs: 3 } });
  await server.ended(job, "succeeded");
  preview = spawn(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "preview", "--host", "127.0.0.1", "--port", String(PORT), "--strictPort"],
    {
      cwd: APP,
      env: { ...process.env, DISCERN_URL: server.url, DISCERN_KEY: server.key },
      stdio: "ignore",
    },
  );
  await until("the example app", 20_000, async () => (await fetch(PAGE).catch(() => undefined)) && true);
});

test.afterAll(() => {
  preview?.kill();
});

test("the probabilities follow what one types, and the model in the page gives the server's within 1e-5", async ({
  browser,
}) => {
  test.slow();
  // A context of its own: this page is not one of the server's.
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(PAGE);
  const first = page.locator("p output").first();
  await expect(first).toHaveText(/^\d+\.\d\d %$/, { timeout: 40_000 }); // the first prediction loads torch
  const before = await first.textContent();

  await page.getByLabel("Area", { exact: true }).fill("17500");
  await expect(first).not.toHaveText(before ?? "");

  await page.getByLabel("in this browser").check();
  const largest = page.getByText("Largest difference from the server").locator("output");
  const differences: number[] = [];
  for (const area of ["9000", "13000", "15500", ""]) {
    await expect(largest).toBeVisible({ timeout: 30_000 });
    const shown = await first.textContent();
    await page.getByLabel("Area", { exact: true }).fill(area);
    await expect(first).not.toHaveText(shown ?? "");
    await expect(largest).toBeVisible();
    differences.push(Number(await largest.textContent()));
  }
  expect(differences).toHaveLength(4);
  expect(Math.max(...differences)).toBeLessThanOrEqual(1e-5);

  // The model needs no server: with the network gone it still answers.
  await page.context().setOffline(true);
  const shown = await first.textContent();
  await page.getByLabel("Perimeter").fill("380");
  await expect(first).not.toHaveText(shown ?? "");
  await page.context().setOffline(false);
  expect(errors.filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  await page.close();
});
