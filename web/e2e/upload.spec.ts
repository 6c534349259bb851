import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Dataset, expect, expectAccessible, type Server, test, until } from "./harness";

test.use({ serverName: "upload" });
test.describe.configure({ timeout: 240_000 });

const ROWS = 240_000;
const RECEIVED_BYTES = 8 * 2 ** 20; // Every part is of these.
const folder = mkdtempSync(join(tmpdir(), "discern-e2e-file-"));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** A CSV above the size from which files go in parts, 32 MiB; its name is in it, so that no two are the same. */
function tableOf(name: string): string {
  const words = ["morning", "evening", name].map((word) => `${word} `.repeat(20).trim());
  const row = (_: unknown, at: number) =>
    `${at},${((at * 7919) % 100_003) / 7},${words[at % 3]},${at % 2 === 0 ? "yes" : "no"}`;
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `row,size,words,label\n${Array.from({ length: ROWS }, row).join("\n")}\n`);
  expect(statSync(path).size).toBeGreaterThan(32 * 2 ** 20);
  return path;
}

const chooser = (page: Page) => page.getByLabel("Drop a file here, or choose one");
const percent = async (page: Page) => Number(await page.getByRole("progressbar").getAttribute("aria-valuenow"));

/** Makes the network slow enough to see the file leave, in bytes a second upwards; the answer sets another speed, -1 for any. */
async function slow(page: Page, uploadThroughput: number) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const set = (bytes: number) =>
    session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes,
    });
  await set(uploadThroughput);
  return set;
}

test("a large file goes on after the API was killed in the middle, and is whole", async ({ page, server, watch }) => {
  watch.expect(/\/v1\/uploads\/.*(ERR_|status of 409)/);
  const patches: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") patches.push(Number(request.headers()["upload-offset"]));
  });
  const table = tableOf("killed");
  await page.goto("/datasets");
  await slow(page, 12 * 2 ** 20);
  await chooser(page).setInputFiles(table);

  const seen: number[] = [];
  await until("two parts", 60_000, async () => {
    seen.push(await percent(page));
    return patches.some((offset) => offset >= 2 * RECEIVED_BYTES) || undefined;
  });
  expect(new Set(seen.filter((now) => now > 0)).size).toBeGreaterThan(3);
  const before = patches.length;
  await server.restartApi(1_500);

  await expect(page.getByRole("heading", { name: "killed.csv" })).toBeVisible({ timeout: 120_000 });
  expect(patches.length).toBeGreaterThan(before);
  expect(patches.filter((offset) => offset === 0)).toHaveLength(1); // It did not begin anew.
  await expectWhole(page, server, table);
});

test("a large file goes on after a reload when it is chosen again, and says so", async ({ page, server, watch }) => {
  watch.expect(/\/v1\/uploads\/.*status of 409/); // The server may still hold the part that the reload cut off.
  const table = tableOf("reloaded");
  await page.goto("/datasets");
  const line = await slow(page, 8 * 2 ** 20);
  await chooser(page).setInputFiles(table);
  await until("a part", 60_000, async () => ((await percent(page)) > 40 ? true : undefined));
  await page.reload();

  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await line(4 * 2 ** 20);
  await chooser(page).setInputFiles(table);
  await expect(page.getByRole("status").getByText("Going on with the upload that was begun before")).toBeVisible();
  await expectAccessible(page);
  await line(-1);

  await expect(page.getByRole("heading", { name: "reloaded.csv" })).toBeVisible({ timeout: 120_000 });
  expect(offsets[0]).toBeGreaterThanOrEqual(RECEIVED_BYTES);
  await expectWhole(page, server, table);
});

/** Expects the dataset of the page to have every row and byte. */
async function expectWhole(page: Page, server: Server, table: string) {
  const id = page.url().split("/").at(-1);
  const dataset = await until("the profile", 120_000, async () => {
    const now = await server.api<Dataset>("GET", `/v1/datasets/${id}?wait=5`);
    return now.status === "profiling" ? undefined : now;
  });
  expect(dataset.status).toBe("ready");
  expect(dataset.num_rows).toBe(ROWS);
  const sha256 = createHash("sha256").update(readFileSync(table)).digest("hex");
  expect(existsSync(join(server.data, "blobs", sha256.slice(0, 2), sha256)), "a file with these very bytes").toBe(true);
}
