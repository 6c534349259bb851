import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  longTasks,
  ROOT,
  recordLongTasks,
  type Server,
  test,
  until,
} from "./harness";

const PYTHON = process.env.DISCERN_PYTHON ?? join(ROOT, ".venv/bin/python");
const ONE_MEMBER = { target: "Class", split: { folds: null } };
/** As many epochs as the server allows, of small batches: minutes, of which a test sees the first seconds. */
const LONG = { ...ONE_MEMBER, training: { epochs: 1_000, batch_size: 16 } };
const SHORT = { ...ONE_MEMBER, training: { epochs: 3 } };
const SOON = 120_000; // a training starts in a process of its own, which may have to share its core

// Several trainings one after another, by one worker that may share its core with others.
test.describe.configure({ timeout: 300_000 });

/** What is drawn of a chart. */
const drawn = (page: Page, title: string) =>
  page.locator(`[data-chart="${title}"] canvas`).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

/** The epoch that the charts show last. */
async function epochShown(page: Page): Promise<number> {
  const text = await page
    .locator('[data-chart="Loss"]')
    .getByText(/^Epoch /)
    .textContent();
  return Number(text?.replace(/\D/g, ""));
}

/** A run that has measured a few epochs and goes on; cancelled after `use`. */
async function withLiveRun(server: Server, use: (id: string) => Promise<void>): Promise<void> {
  const { id: dataset } = await server.uploadRice("live rice");
  const id = await server.train(dataset, LONG, "live");
  try {
    await until("the first epochs", SOON, async () => ((await server.job(id)).progress.epoch ?? 0) > 2 || undefined);
    await use(id);
  } finally {
    const { terminal } = await server.job(id);
    if (!terminal) await server.api("POST", `/v1/jobs/${id}/cancel`);
    await server.ended(id);
  }
}

test("the curve of a run moves while it trains, and cancelling stops it", async ({ page, server }) => {
  await withLiveRun(server, async (id) => {
    await page.goto(`/runs/${id}`);
    await expect(page.getByText("Majority class")).toBeVisible(); // the base rates have come: from here only epochs draw anew
    const first = { loss: await drawn(page, "Loss"), accuracy: await drawn(page, "Accuracy") };
    const before = await epochShown(page);

    await expect.poll(() => epochShown(page), { timeout: SOON }).toBeGreaterThan(before + 1);

    expect(await drawn(page, "Loss")).not.toBe(first.loss);
    expect(await drawn(page, "Accuracy")).not.toBe(first.accuracy);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();

    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel run" }).click();

    await expect(page.locator('[data-status="cancelled"]')).toBeVisible({ timeout: SOON });
    expect((await server.job(id)).status).toBe("cancelled");
    const stopped = await drawn(page, "Loss");
    await page.waitForTimeout(1_000);
    expect(await drawn(page, "Loss"), "nothing is drawn after the end").toBe(stopped);
  });
});

test("a run is followed again after the API was killed and started", async ({ page, server, watch }) => {
  watch.expect(/\/v1\/.*(ERR_|Failed to fetch|status of 50)/);
  await withLiveRun(server, async (id) => {
    await page.goto(`/runs/${id}`);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));

    await server.killApi();
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    const before = await epochShown(page);
    await server.startApi();

    await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: SOON });
    await expect.poll(() => epochShown(page), { timeout: SOON }).toBeGreaterThan(before);
    expect(await page.evaluate(() => "sameDocument" in window), "the page was not loaded anew").toBe(true);
    // Nothing is missing in between: the charts' last epoch is that of the log, and the table has every one of them.
    const epoch = await epochShown(page);
    const { epochs } = await server.api<{ epochs: { epoch: number }[] }>(
      "GET",
      `/v1/training-jobs/${id}/metrics?max_points=10000`,
    );
    expect(epochs.map((one) => one.epoch).slice(0, epoch + 1)).toEqual(
      Array.from({ length: epoch + 1 }, (_, at) => at),
    );
  });
});

test("applying a finding's fix starts the run anew with the patch, and goes there", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("stuck rice");
  const id = await server.train(dataset, { ...SHORT, optimizer: { learning_rate: 1e-12 } }, "stuck");
  await server.ended(id, "succeeded");
  await page.goto(`/runs/${id}`);
  await expectAccessible(page);

  const finding = page
    .locator("article", { hasText: "learning rate" })
    .filter({ hasText: 'optimizer.learning_rate = "auto"' });
  await finding.first().getByRole("button", { name: "Apply fix" }).click();

  await expect(page.getByText(/^Made from .* with the fix of/)).toBeVisible();
  expect(page.url()).not.toContain(id);
  const made = await server.job(page.url().split("/").at(-1) ?? "");
  expect(made.parent_id).toBe(id);
  expect((made.spec.spec as Record<string, { learning_rate: unknown }>).optimizer?.learning_rate).toBe("auto");
  await server.ended(made.id, "succeeded");
  await expect(page.locator('[data-status="succeeded"]')).toBeVisible();
  await expect(page.getByRole("link", { name: /^Open stuck v/ })).toBeVisible();
});

test("a run that has ended is run again", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("rice again");
  const id = await server.train(dataset, SHORT, "again");
  await server.ended(id, "succeeded");
  await page.goto(`/runs/${id}`);

  await page.getByRole("button", { name: "Run again", exact: true }).click();

  await expect(page.getByText("Made from")).toBeVisible();
  const made = await server.ended(page.url().split("/").at(-1) ?? "", "succeeded");
  expect(made.parent_id).toBe(id);
  expect(made.result?.version).toBe(2);
});

test("a curve of 10,000 epochs stays smooth", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("long rice");
  const like = await server.train(dataset, SHORT, "long");
  await server.ended(like, "succeeded");
  const write = [
    "import sys",
    "from benchmarks.long_run import write_long_run",
    "from store.session import open_database",
    "database = open_database(f'sqlite:///{sys.argv[1]}/discern.db', pool_size=1)",
    "print(write_long_run(database, sys.argv[2], 10_000))",
  ].join("\n");
  const id = execFileSync(PYTHON, ["-c", write, server.data, like], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: ROOT },
  })
    .toString()
    .trim();
  await recordLongTasks(page);
  await page.goto(`/runs/${id}`);
  await expect(page.locator("canvas")).toHaveCount(4);
  await page.waitForLoadState("networkidle");
  expect(await epochShown(page)).toBe(10_000);
  const loaded = await page.evaluate(() => performance.now());

  for (const canvas of await page.locator("canvas").all()) {
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error("a chart is not on the page");
    for (let step = 0; step <= 30; step++) await page.mouse.move(box.x + (box.width * step) / 30, box.y + 40);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(300);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('[data-chart="Loss"]').getByRole("button", { name: "Log" }).click();
  await page.locator('[data-chart="Loss"]').getByRole("button", { name: "Table" }).click();
  await page.waitForTimeout(300);

  expect((await longTasks(page, loaded))[0] ?? 0, "milliseconds of the longest task after the load").toBeLessThan(200);
});

test("a run is started from the form, and its programs run as they are shown", async ({ page, server, watch }) => {
  watch.expect(/training-jobs:validate.*status of 422/);
  const { id: dataset } = await server.uploadRice("rice of the form");
  await page.goto(`/runs/new?dataset=${dataset}`);
  await expect(page.getByLabel("Target")).toHaveValue("Class"); // suggested by the profile
  await page.getByLabel("Preset").selectOption("fast");
  await page.getByRole("combobox", { name: "Epochs" }).selectOption({ label: "whole number" });
  await page.getByRole("textbox", { name: "Epochs" }).first().fill("0");
  await expect(page.getByText("Cannot run like this")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start run" })).toBeDisabled();
  await page.getByRole("textbox", { name: "Epochs" }).first().fill("3");
  await page.getByText("Publishing and queue").click();
  await page.getByLabel("Model name").fill("by-form");
  await expect(page.getByText("Ready to run")).toBeVisible();
  await expect(page.getByText("Training rows", { exact: true })).toBeVisible();
  await expectAccessible(page);

  const code = page.getByRole("region", { name: "This run as a program" });
  const shown = async (language: string) => {
    await code.getByRole("button", { name: language, exact: true }).click();
    return (await code.locator("pre").textContent()) ?? "";
  };
  const request = JSON.parse(await shown("JSON"));
  expect(request).toEqual({
    dataset_id: dataset,
    spec: { target: "Class", preset: "fast", training: { epochs: 3 } },
    model_name: "by-form",
  });
  const env = { ...process.env, DISCERN_KEY: server.key, PYTHONPATH: ROOT, FORCE_COLOR: "0" };
  const folder = join(import.meta.dirname, "test-results");
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "shown.mjs");
  writeFileSync(program, await shown("TypeScript"));
  const answers = [
    JSON.parse(
      execFileSync("bash", ["-c", await shown("curl")], { env, stdio: ["ignore", "pipe", "ignore"] }).toString(),
    ).id,
    execFileSync(PYTHON, ["-c", await shown("Python")], { env, cwd: ROOT })
      .toString()
      .trim(),
    execFileSync("node", [program], { env }).toString().trim(),
  ];
  const [byCurl] = answers;
  await server.ended(byCurl, "succeeded");
  expect(answers.slice(1)).toEqual(["by-form 2", "by-form 3"]); // curl's was the first

  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\/job_/);
  const made = await server.ended(page.url().split("/").at(-1) ?? "", "succeeded");
  expect(made.result?.version).toBe(4);
  expect(made.spec).toEqual((await server.job(byCurl)).spec);

  await page.getByRole("link", { name: "Change and run again" }).click();
  await expect(page.getByRole("textbox", { name: "Epochs" }).first()).toHaveValue("3");
  // With what the preset said spelled out: the stored config does not tell the two apart.
  expect(JSON.parse(await shown("JSON"))).toMatchObject(request);
});

test("the list shows every run with what came of it, by status, and ticked ones are compared", async ({
  page,
  server,
}) => {
  const { id: dataset } = await server.uploadRice("listed rice");
  const ids = [await server.train(dataset, SHORT, "listed"), await server.train(dataset, SHORT, "listed")];
  const [{ result }] = [await server.ended(ids[0] ?? "", "succeeded"), await server.ended(ids[1] ?? "", "succeeded")];
  await page.goto("/runs");
  await expect(page.getByText("listed rice").first()).toBeVisible();
  await expectAccessible(page);
  const row = page.getByRole("row", { name: new RegExp(ids[0]?.slice(-6) ?? "") });
  const { accuracy } = (result as { metrics: { test: { accuracy: number } } }).metrics.test;
  await expect(row).toContainText(`${(accuracy * 100).toFixed(1)}%`);

  await page.getByLabel("Status").selectOption("failed");
  await expect(row).toBeHidden();
  await page.getByLabel("Status").selectOption("succeeded");
  await expect(page).toHaveURL(/status=succeeded/);
  for (const id of ids) await page.getByRole("checkbox", { name: new RegExp(id.slice(-6)) }).click();
  await page.getByRole("link", { name: "Compare 2" }).click();

  await expect(page).toHaveURL(new RegExp(`runs=${ids[0]}`));
});

test("the screens of runs fit a phone", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("rice on a phone");
  const id = await server.train(dataset, { target: "Class", training: { epochs: 2 } }, "phone"); // five members
  await server.ended(id, "succeeded");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/runs", "/runs/new", `/runs/new?from=${id}`, `/runs/${id}`]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await expect(page.locator("h1")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});

test("a run that is not there is not found", async ({ page, watch }) => {
  watch.expect(/status of 404|ProblemError: there is no train job/);
  await page.goto("/runs/job_0000000000000000000000000");
  await expect(page.getByRole("heading", { name: "Page not found", level: 2 })).toBeVisible();
});

test("names from the data stay text on every screen of a run", async ({ page, server }) => {
  const evil = `<img src=x onerror="window.ran=1">`;
  const rows = Array.from(
    { length: 80 },
    (_, at) => `${at},${at % 7},"${at % 2 ? "</script><script>window.ran=1</script>" : "no"}"`,
  );
  const { id: dataset } = await server.upload(
    `a,b,"${evil.replaceAll('"', '""')}"\n${rows.join("\n")}\n`,
    `${evil} file`,
  );
  const id = await server.train(dataset, { target: evil, split: { folds: null }, training: { epochs: 2 } }, "evil");
  await server.ended(id);
  for (const path of [
    `/runs/new?dataset=${dataset}`,
    `/runs/new?from=${id}`,
    `/runs/${id}`,
    "/runs",
    `/compare?runs=${id}`,
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await page.locator("body").textContent(), path).toContain("<img src=x");
    expect(await page.locator("main img, main script").count(), path).toBe(0);
    expect(await page.evaluate(() => "ran" in window), path).toBe(false);
  }
});
