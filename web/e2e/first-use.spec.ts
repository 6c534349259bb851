import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./harness";

test.use({ serverName: "first use" });

test("one click goes from nothing to a trained model and its first prediction", async ({ page, server }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "From a table to predictions" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Train the first model" }).click();
  const steps = page.locator("[data-step]");
  await expect(steps).toHaveCount(4);
  await expect(page.getByText("3,810 rows in 8 columns")).toBeVisible({ timeout: 90_000 });
  await expect(page.locator("[data-step=done]")).toHaveCount(4, { timeout: 120_000 });

  // What it shows is what the server says.
  const { data } = await server.api<{ data: { name: string }[] }>("GET", "/v1/models");
  expect(data.map(({ name }) => name)).toEqual(["rice"]);
  const { example } = await server.api<{ example: object }>("GET", "/v1/models/rice/versions/1/schema");
  const { predictions } = await server.api<{ predictions: { label: string; probabilities: Record<string, number> }[] }>(
    "POST",
    "/v1/models/rice/predict",
    { rows: [example] },
  );
  const [prediction] = predictions;
  if (!prediction) throw new Error("one row has one prediction");
  await expect(page.getByText(`is ${prediction.label}`)).toBeVisible();
  const share = (100 * (prediction.probabilities[prediction.label] ?? 0)).toFixed(1);
  await expect(page.getByText(`${share}%`)).toBeVisible();
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("a page that is reloaded on the way goes on, and starts nothing twice", async ({ page, server }) => {
  const { data } = await server.api<{ data: { id: string; dataset_id: string }[] }>("GET", "/v1/training-jobs");
  const [run] = data;
  if (!run) throw new Error("the first test has made a run");
  await page.goto(`/?dataset=${run.dataset_id}`);

  await expect(page).toHaveURL(new RegExp(`run=${run.id}`));
  await expect(page.locator("[data-step=done]")).toHaveCount(4);
  const after = await server.api<{ data: unknown[] }>("GET", "/v1/training-jobs");
  expect(after.data).toHaveLength(1);
});

test("afterwards the overview shows what there is", async ({ page }) => {
  await page.goto("/");

  await expect(page.getByRole("heading", { name: "Recent runs" })).toBeVisible();
  await expect(page.getByRole("link", { name: /rice · version 1/ })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});
