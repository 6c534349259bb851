import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { components } from "@discern/client";
import type { Locator } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, ROOT, test } from "./harness";

type Answer = components["schemas"]["PredictAnswer"];
const run = promisify(execFile);
const textOf = async (place: Locator) => (await place.textContent()) ?? "";

test.beforeAll(async ({ server }) => {
  test.setTimeout(180_000);
  const dataset = await server.uploadRice("rice to try");
  const spec = { target: "Class", preset: "fast", training: { epochs: 3 } };
  await server.ended(await server.train(dataset.id, spec, "to-try"), "succeeded");
  // A server's first prediction loads torch, which takes longer than a test should wait for an answer.
  const { example } = await server.api<components["schemas"]["InputSchema"]>(
    "GET",
    "/v1/models/to-try/versions/1/schema",
  );
  await server.api("POST", "/v1/models/to-try/predict", { rows: [example] });
});

test("the answer follows what is typed, and is the API's", async ({ page, server }) => {
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/predict")) asked += 1;
  });
  await page.goto("/models/to-try?tab=try");
  const answer = page.getByTestId("answer");
  await expect(answer).toContainText("%");
  const before = await textOf(answer);

  await page.getByLabel("Major_Axis_Length").fill("");
  await page.getByLabel("Major_Axis_Length").pressSequentially("230.5", { delay: 15 });
  await expect.poll(() => textOf(answer)).not.toBe(before);
  // The row as it stands, from the code beside it; the answer must be the API's own of that row.
  const code = await textOf(page.getByRole("region", { name: "The same from code" }).locator("code"));
  const { rows } = JSON.parse(/-d '(.*)'$/.exec(code)?.[1] ?? "") as { rows: Record<string, number>[] };
  expect(rows[0]).toMatchObject({ Major_Axis_Length: 230.5 });
  const own = await server.api<Answer>("POST", "/v1/models/to-try/predict", { rows });
  await expect(answer).toContainText(own.predictions[0]?.label ?? "none");
  for (const probability of Object.values(own.predictions[0]?.probabilities ?? {})) {
    if (probability < 0.001 || probability > 0.999) continue;
    await expect(answer).toContainText(`${(probability * 100).toFixed(1)}%`);
  }
  expect(asked, "one request for a burst of keys, not one for each").toBeLessThan(6);

  const explanation = page.getByTestId("explanation");
  await expect(explanation.getByText("Major_Axis_Length")).toBeVisible();
  await expect(explanation).toContainText(/[+−]\d/);
  await expectAccessible(page);
});

test("a value that is missing is assumed, and that is said", async ({ page }) => {
  await page.goto("/models/to-try?tab=try");
  await page.getByLabel("Area", { exact: true }).fill("");
  await expect(page.getByText("What had to be assumed")).toBeVisible();
  await page.getByRole("button", { name: "Back to the example" }).click();
  await expect(page.getByText("What had to be assumed")).toBeHidden();
});

test("a row that cannot be read is refused beside its field", async ({ page, watch }) => {
  watch.expect(/predict.*422|explain.*422/);
  await page.goto("/models/to-try?tab=try");
  await page.getByRole("button", { name: "As JSON" }).click();
  await page.getByLabel("The row as JSON").fill('{"Area": "many"}');
  await expect(page.getByRole("alert").first()).toContainText("Area");
});

test("the code beside it runs as it is shown, and gives the same answer", async ({ page, server }, info) => {
  await page.goto("/models/to-try?tab=try");
  await page.getByLabel("Extent").fill("0.7");
  const answer = page.getByTestId("answer");
  const code = page.getByRole("region", { name: "The same from code" });
  await expect(code).toContainText("0.7");
  const label = (await textOf(answer.locator("bdi").first())).trim();
  const environment = { ...process.env, DISCERN_KEY: server.key, PYTHONPATH: ROOT };

  const curl = await textOf(code.locator("code"));
  const told = await run("sh", ["-c", curl], { env: environment });
  expect((JSON.parse(told.stdout) as Answer).predictions[0]?.label).toBe(label);

  await code.getByRole("button", { name: "Python" }).click();
  const python = info.outputPath("snippet.py");
  writeFileSync(python, await textOf(code.locator("code")));
  const printed = await run(join(ROOT, ".venv/bin/python"), [python], { env: environment });
  expect(printed.stdout).toContain(label);

  await code.getByRole("button", { name: "TypeScript" }).click();
  // Beside the packages, so that the import is found; the code has no types in it, so Node runs it as it is.
  const typescript = join(ROOT, "web/e2e", `.snippet-${process.pid}.mjs`);
  writeFileSync(typescript, await textOf(code.locator("code")));
  try {
    expect((await run(process.execPath, [typescript], { env: environment })).stdout).toContain(label);
  } finally {
    rmSync(typescript, { force: true });
  }
});

test("the form fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/models/to-try?tab=try");
  await expect(page.getByTestId("answer")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("a pasted sequence is answered", async ({ page, server }) => {
  test.setTimeout(180_000);
  const rows = Array.from({ length: 60 }, (_, at) =>
    JSON.stringify({
      beat: Array.from({ length: 12 }, (_, step) => Math.sin(step * (at % 2 ? 0.4 : 1.3))),
      kind: at % 2 ? "slow" : "fast",
    }),
  );
  const made = await server.api<components["schemas"]["DatasetOut"]>(
    "POST",
    "/v1/datasets?name=beats&wait=30",
    rows.join("\n"),
    {
      "Content-Type": "application/x-ndjson",
    },
  );
  if (made.profile_job_id) await server.ended(made.profile_job_id, "succeeded");
  const spec = { target: "kind", preset: "fast", training: { epochs: 2 } };
  await server.ended(await server.train(made.id, spec, "beats"), "succeeded");
  await page.goto("/models/beats?tab=try");
  const answer = page.getByTestId("answer");
  await expect(answer).toContainText("%");
  const before = await textOf(answer);
  await page
    .getByRole("textbox")
    .fill(Array.from({ length: 12 }, (_, step) => Math.sin(step * 1.3).toFixed(4)).join("\n"));
  await expect.poll(() => textOf(answer)).not.toBe(before);
});
