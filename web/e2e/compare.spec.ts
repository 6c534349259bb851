import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./harness";

// Two trainings, by one worker that may share its core with others.
test.describe.configure({ timeout: 300_000 });

const SPEC = { target: "Class", split: { folds: null } };

test("runs are drawn over each other, and of their configs only what differs is shown", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("compared rice");
  const slow = await server.train(
    dataset,
    { ...SPEC, training: { epochs: 2 }, optimizer: { learning_rate: 1e-5 } },
    "slow",
  );
  const usual = await server.train(dataset, { ...SPEC, training: { epochs: 4 } }, "usual");
  const [, { result }] = [await server.ended(slow, "succeeded"), await server.ended(usual, "succeeded")];
  await page.goto(`/compare?runs=${slow},${usual}`);

  const chart = page.locator('[data-chart="Validation loss"]');
  await expect(chart.getByRole("button", { name: new RegExp(`slow ${slow.slice(-6)}`) })).toBeVisible();
  await expect(chart.getByRole("button", { name: new RegExp(`usual ${usual.slice(-6)}`) })).toBeVisible();
  await expect(chart.getByText("Epoch 4")).toBeVisible(); // the axis is that of the longer one
  const drawn = () => chart.locator("canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const both = await drawn();
  await chart.getByRole("button", { name: new RegExp(`slow ${slow.slice(-6)}`) }).click(); // its line is hidden
  expect(await drawn()).not.toBe(both);

  const config = page.getByRole("region", { name: "Config" });
  await expect(config.getByRole("row", { name: /optimizer\.learning_rate/ })).toContainText("0.00001");
  await expect(config.getByRole("row", { name: /training\.epochs/ })).toContainText("4");
  await expect(config.getByRole("row", { name: /^target/ })).toHaveCount(0);
  await page.getByLabel("Only what differs").click();
  await expect(config.getByRole("row", { name: /^target/ })).toHaveCount(1);

  const { accuracy } = (result as { metrics: { test: { accuracy: number } } }).metrics.test;
  await expect(page.getByRole("row", { name: /^Accuracy/ })).toContainText(accuracy.toFixed(4));
  await page.getByLabel("Measure", { exact: true }).selectOption("Training accuracy");
  await expect(page.locator('[data-chart="Training accuracy"] canvas')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /Remove slow/ }).click();
  await expect(page).toHaveURL(new RegExp(`\\?runs=${usual}$`));
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("without runs the comparison says how to pick some", async ({ page }) => {
  await page.goto("/compare");
  await expect(page.getByText("Nothing to compare yet")).toBeVisible();
  await expectAccessible(page);
});
