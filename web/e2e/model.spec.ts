import type { components } from "@discern/client";
import { expect, expectAccessible, expectNoSidewaysScroll, type Server, test } from "./harness";

type Schemas = components["schemas"];

// One network and few epochs: these tests are about what is shown of a model, not about how good it is.
const QUICK = { target: "Class", preset: "fast", training: { epochs: 3 } };
const HOSTILE = [`<img src=x onerror="window.ran=1">`, `</script><script>window.ran=1</script>`];
const ROW = {
  Area: 12405.5,
  Perimeter: 448.833,
  Major_Axis_Length: 185.755,
  Minor_Axis_Length: 86.3221,
  Eccentricity: 0.889309,
  Convex_Area: 12679,
  Extent: 0.645823,
};

test.beforeAll(async ({ server }) => {
  test.setTimeout(240_000);
  const dataset = await server.uploadRice("rice for models");
  for (let version = 1; version <= 3; version += 1) {
    const job = await server.train(dataset.id, { ...QUICK, training: { epochs: version, seed: version } }, "grains");
    await server.ended(job, "succeeded");
  }
  const rows = Array.from(
    { length: 120 },
    (_, at) => `${at % 2 ? 5 + (at % 7) : -5 - (at % 5)},"${HOSTILE[at % 2]?.replaceAll('"', '""')}"`,
  );
  const hostile = await server.upload(`"<b onmouseover=window.ran=1>size</b>",label\n${rows.join("\n")}\n`, "hostile");
  const job = await server.train(hostile.id, { target: "label", preset: "fast", training: { epochs: 2 } }, "hostile");
  await server.ended(job, "succeeded");
});

const decision = (server: Server, version: number) =>
  server.api<Schemas["DecisionOut"]>("GET", `/v1/models/grains/versions/${version}/decision`);

test("the models are listed with the version that answers", async ({ page }) => {
  await page.goto("/models");
  const row = page.getByRole("row", { name: /grains/ });
  await expect(row).toContainText("Version 3");
  await expect(row).toContainText(/\d+\.\d%/);
  await expectAccessible(page);
  await row.getByRole("link", { name: "grains" }).click();
  await expect(page).toHaveURL(/\/models\/grains$/);
});

test("the evaluation shows what the report says", async ({ page, server }) => {
  const report = await server.api<Schemas["ReportOut"]>("GET", "/v1/models/grains/versions/3/report");
  await page.goto("/models/grains?version=3");
  const matrix = page.getByRole("table", { name: /Confusion matrix/ });
  for (const count of report.confusion.counts.flat()) await expect(matrix).toContainText(String(count));
  for (const chart of ["ROC", "Precision and recall", "Reliability"]) {
    await expect(page.locator(`[data-chart="${chart}"] polyline`).first()).toBeVisible();
  }
  await expect(page.locator("[data-column]").first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("a threshold changes the matrix as it is dragged, and once saved it decides the API's next prediction", async ({
  page,
  server,
}) => {
  const ask = async () => {
    const answer = await server.api<Schemas["PredictAnswer"]>("POST", "/v1/models/grains/versions/3/predict", {
      rows: [ROW],
    });
    return { label: answer.predictions[0]?.label, threshold: answer.threshold, decision: answer.decision };
  };
  const report = await server.api<Schemas["ReportOut"]>("GET", "/v1/models/grains/versions/3/report");
  const wanted = report.charts?.thresholds?.find((row) => row.threshold === 0.95);
  if (!wanted) throw new Error("0.95 is measured");
  expect((await ask()).threshold).toBe(0.5);

  await page.goto("/models/grains?version=3");
  const slider = page.getByRole("slider", { name: "Threshold" });
  await slider.focus();
  await expect(slider).toHaveAttribute("aria-valuenow", "0.5");
  const matrix = page.getByRole("table", { name: /Confusion matrix/ });
  const before = await matrix.textContent();
  await slider.press("ArrowRight");
  await slider.press("PageUp");
  await expect.poll(() => matrix.textContent()).not.toBe(before);

  await page.getByLabel("Threshold as a number").fill("0.95");
  await expect(page.getByText("At a threshold of 0.95.", { exact: true })).toBeVisible();
  const cells = [wanted.true_negative, wanted.false_positive, wanted.false_negative, wanted.true_positive];
  const shown = await matrix.locator("td > span:first-child").allInnerTexts();
  expect(shown.map(Number)).toEqual(cells);

  await page.getByLabel("Reason").fill("fewer false alarms");
  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Threshold 0.95 is saved")).toBeVisible();
  await expect(page.getByTestId("held")).toContainText("0.95");
  expect(await ask()).toMatchObject({ threshold: 0.95, decision: 1 });
  expect((await decision(server, 3)).history[0]).toMatchObject({ why: "fewer false alarms" });

  await page.getByRole("button", { name: /Back to as trained/ }).click();
  await expect(page.getByTestId("held")).toContainText("0.5");
  expect(await ask()).toMatchObject({ threshold: 0.5 });
});

test("a decision that somebody else changed meanwhile is told, and saved only when asked again", async ({
  page,
  server,
  watch,
}) => {
  watch.expect(/decision: .*412/);
  await page.goto("/models/grains?version=3");
  await page.getByLabel("Threshold as a number").fill("0.3");
  const { etag } = await decision(server, 3);
  await server.api("PUT", "/v1/models/grains/versions/3/decision", { threshold: 0.7 }, { "If-Match": etag });

  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Somebody else changed the decision meanwhile")).toBeVisible();
  await expect(page.getByText(/Now holds: Threshold 0\.7/)).toBeVisible();
  expect((await decision(server, 3)).decision).toMatchObject({ threshold: 0.7 });

  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Threshold 0.3 is saved")).toBeVisible();
  expect((await decision(server, 3)).decision).toMatchObject({ threshold: 0.3 });
});

test("a version is promoted, and the API answers by it at once", async ({ page, server }) => {
  await page.goto("/models/grains?tab=versions");
  await expect(page.getByRole("row", { name: /Version 1/ })).toContainText("pts");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make version 1 the default" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Version", { exact: true })).toHaveValue("1");
  await dialog.getByLabel("Reason").fill("it was better");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Move alias" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-alias="default"]')).toContainText("Version 1");
  const answer = await server.api<Schemas["PredictAnswer"]>("POST", "/v1/models/grains/predict", { rows: [ROW] });
  expect(answer.version).toBe(1);

  await page.getByRole("tab", { name: "Changes" }).click();
  await expect(page.getByText("it was better")).toBeVisible();
  await expectAccessible(page);
});

test("an alias that somebody else moved meanwhile is moved only when asked again", async ({ page, server, watch }) => {
  watch.expect(/aliases\/default: .*412/);
  await page.goto("/models/grains?tab=versions");
  await page.getByRole("button", { name: "Move default" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Version", { exact: true }).selectOption("3");
  const { etag } = await server.api<Schemas["AliasOut"]>("GET", "/v1/models/grains/aliases/default");
  await server.api("PUT", "/v1/models/grains/aliases/default", { version: 2 }, { "If-Match": etag });

  await dialog.getByRole("button", { name: "Move alias" }).click();
  await expect(dialog.getByText("Somebody else moved it meanwhile")).toBeVisible();
  await expect(dialog.getByText("It now points at Version 2.")).toBeVisible();
  await dialog.getByRole("button", { name: "Move it anyway" }).click();
  await expect(dialog).toBeHidden();
  const now = await server.api<Schemas["AliasOut"]>("GET", "/v1/models/grains/aliases/default");
  expect(now.version).toBe(3);
});

test("a new alias shares requests by weight and has a shadow; versions that it names are not deleted", async ({
  page,
  server,
  watch,
}) => {
  watch.expect(/versions\/1: .*409/);
  await page.goto("/models/grains?tab=versions");
  await page.getByRole("button", { name: "New alias" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("canary");
  await dialog.getByRole("button", { name: "Several, by share" }).click();
  await dialog.getByLabel(/Share of version/).fill("90");
  await dialog.getByRole("button", { name: "Add a version" }).click();
  await dialog.getByLabel("Shadow").selectOption("1");
  await dialog.getByRole("button", { name: "Make alias" }).click();
  await expect(dialog).toBeHidden();
  const made = await server.api<Schemas["AliasOut"]>("GET", "/v1/models/grains/aliases/canary");
  expect(made).toMatchObject({ weights: { "3": 0.9, "2": 0.1 }, shadow: 1 });
  await expect(page.locator('[data-alias="canary"]')).toContainText("90% version 3");

  await page.getByRole("button", { name: "Delete version 1", exact: true }).click();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("canary");
  expect(await server.api("GET", "/v1/models/grains/versions/1")).toMatchObject({ version: 1 });
});

test("a model is described, tagged, traced to its data and carried away", async ({ page, server }) => {
  await page.goto("/models/grains?tab=about&version=3");
  await page.getByRole("button", { name: "Describe the model" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Description").fill(HOSTILE[0] ?? "");
  await dialog.getByLabel("Tags").fill("owner=ml");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect(await server.api("GET", "/v1/models/grains")).toMatchObject({
    description: HOSTILE[0],
    tags: { owner: "ml" },
  });
  await expect(page.getByRole("link", { name: "rice for models" })).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download ONNX" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe("grains-v3-onnx.zip");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("what is predicted is counted under Monitoring", async ({ page, server }) => {
  await page.goto("/models/grains?tab=monitoring&version=2");
  await expect(page.getByText("Nothing asked yet")).toBeVisible();
  const rows = Array.from({ length: 30 }, () => ROW);
  await server.api("POST", "/v1/models/grains/versions/2/predict", { rows });
  await expect(page.getByText("Rows answered")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Labels given")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("labels and columns that are code are shown, and never run", async ({ page }) => {
  for (const tab of ["evaluation", "try", "versions", "monitoring", "about", "changes"]) {
    await page.goto(`/models/hostile?tab=${tab}`);
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => "ran" in window)).toBe(false);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 720 });
  }
  await page.goto("/models/hostile");
  await expect(page.getByText(HOSTILE[0] ?? "").first()).toBeVisible();
});

test("a model that is not there has a page that says so", async ({ page, watch }) => {
  watch.expect(/\/v1\/models\/nothing.*404/);
  await page.goto("/models/nothing");
  await expect(page.getByRole("heading", { name: "Page not found", level: 2 })).toBeVisible();
});
