import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { components } from "@discern/client";
import { expect, expectAccessible, expectNoSidewaysScroll, ROOT, test } from "./harness";

type Schemas = components["schemas"];
const run = promisify(execFile);
const RICE = readFileSync(join(ROOT, "examples/data/rice.csv"), "utf8");

test.beforeAll(async ({ server }) => {
  test.setTimeout(180_000);
  const dataset = await server.uploadRice("rice to score");
  const spec = { target: "Class", preset: "fast", training: { epochs: 3 } };
  await server.ended(await server.train(dataset.id, spec, "to-score"), "succeeded");
});

test("a dropped file is scored, and its download is byte for byte what the command line writes", async ({
  page,
  server,
}, info) => {
  test.setTimeout(120_000);
  await page.goto("/scoring?model=to-score");
  await expect(page.getByLabel("Model")).toHaveValue("to-score");
  await expectAccessible(page);
  const csv = join(ROOT, "examples/data/rice.csv");
  await page.locator('input[type="file"]').setInputFiles(csv);
  await expect(page).toHaveURL(/\/scoring\/job_/);
  await expect(page.locator('[data-status="succeeded"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("3,810").first()).toBeVisible();
  await expectAccessible(page);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download output" }).click();
  const shown = readFileSync(await (await downloading).path());

  const written = info.outputPath("scored.csv");
  const environment = { ...process.env, DISCERN_URL: server.url, DISCERN_KEY: server.key, PYTHONPATH: ROOT };
  const command = ["-m", "discern", "score", "to-score", csv, "--output", written];
  await run(join(ROOT, ".venv/bin/python"), command, { cwd: ROOT, env: environment });
  const own = readFileSync(written);
  expect(own.length).toBeGreaterThan(100_000);
  expect(shown.equals(own)).toBe(true);
});

test("rows that do not fit are listed with their numbers", async ({ page }) => {
  test.setTimeout(90_000);
  const lines = RICE.split("\n").slice(0, 20);
  lines.push(`<img src=x onerror=window.ran=1>,1,2,3,4,5,6,Cammeo`);
  await page.goto("/scoring?model=to-score");
  const file = { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page).toHaveURL(/\/scoring\/job_/);
  const errors = page.getByRole("region", { name: "Rows left out" });
  await expect(errors.getByRole("row", { name: /19 21 Area/ })).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all (NDJSON)" }).click();
  const told = readFileSync(await (await downloading).path(), "utf8").trim();
  expect(JSON.parse(told)).toMatchObject({ row: 19, column: "Area" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("a dataset is scored by a chosen version into another format", async ({ page, server }) => {
  test.setTimeout(90_000);
  await page.goto("/scoring?model=to-score");
  await page.getByLabel("Answered by").selectOption("version:1");
  await page.getByLabel("Output", { exact: true }).selectOption("ndjson");
  await page.getByText("Options", { exact: false }).first().click();
  await page.getByLabel("Only the likeliest").fill("1");
  await page.getByRole("button", { name: "From a dataset" }).click();
  await page.getByLabel("Dataset", { exact: true }).selectOption({ label: "rice to score" });
  await page.getByRole("button", { name: "Score", exact: true }).click();
  await expect(page).toHaveURL(/\/scoring\/job_/);
  await expect(page.locator('[data-status="succeeded"]')).toBeVisible({ timeout: 60_000 });
  const job = await server.job(page.url().split("/").at(-1) ?? "");
  expect(job.spec).toMatchObject({ model: "to-score", version: 1, output: { format: "ndjson", top_k: 1 } });
  await expect(page.getByRole("link", { name: "rice to score" })).toBeVisible();
});

test("a job that is cancelled says so, and keeps what it has", async ({ page, server }) => {
  test.setTimeout(120_000);
  const body = RICE.split("\n").slice(1).join("\n");
  const large = Buffer.from(`${RICE.split("\n")[0]}\n${`${body.trim()}\n`.repeat(150)}`);
  const query = "/v1/scoring-jobs/file?model=to-score";
  const job = await server.api<Schemas["JobOut"]>("POST", query, new Uint8Array(large));
  await page.goto(`/scoring/${job.id}`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel job" }).click();
  await expect(page.locator('[data-status="cancelled"]')).toBeVisible({ timeout: 60_000 });
  const ended = await server.job(job.id);
  expect(ended.status).toBe("cancelled");
  // Cancelled before its first rows it has no result; after them the page offers what there is.
  const offered = page.getByText("Cancelled on its way");
  if (ended.result) await expect(offered).toBeVisible();
  else await expect(offered).toBeHidden();
});

test("the list and the form fit a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/scoring");
  await expect(page.getByRole("region", { name: "Scoring jobs" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
