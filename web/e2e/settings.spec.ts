import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./harness";

const HOSTILE = `<img src=x onerror="window.ran=1">`;

test("a key is made, shown once, used, and refused once it is revoked", async ({ page, server }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("nightly scoring");
  await dialog.getByLabel(/read models/).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make key" }).click();
  const secret = await dialog.getByLabel("The key").inputValue();
  expect(secret).toMatch(/^disc_\w{8}_[\w-]{43}$/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(await page.content(), "the secret is nowhere once the dialog is closed").not.toContain(secret);

  const ask = (path: string) =>
    fetch(server.url + path, { headers: { Authorization: `Bearer ${secret}` } }).then((answer) => answer.status);
  expect(await ask("/v1/models")).toBe(200);
  expect(await ask("/v1/datasets")).toBe(403);

  const row = page.getByRole("row", { name: /nightly scoring/ });
  await expect(row).toContainText("model:read");
  await row.getByRole("button", { name: "Revoke nightly scoring" }).click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(row).toBeHidden();
  await expect.poll(() => ask("/v1/models")).toBe(401);
  await page.getByLabel("Show those that hold no more").check();
  await expect(row).toContainText("Revoked");
});

test("the last admin key is not revoked, and why is said", async ({ page, watch }) => {
  watch.expect(/\/v1\/keys\/.*409/);
  await page.goto("/settings");
  const row = page.getByRole("row", { name: /yours/ });
  await row.getByRole("button", { name: /Revoke/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("you will be signed out");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(row).toBeVisible();
});

test("names of keys never run", async ({ page, server }) => {
  await server.api("POST", "/v1/keys", { name: HOSTILE, scopes: ["predict"], expires_in_days: 1 });
  await page.goto("/settings");
  await expect(page.getByText(HOSTILE)).toBeVisible();
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});

test("who is signed in and every limit of the server are told", async ({ page, server }) => {
  const limits = await server.api<Record<string, unknown>>("GET", "/v1/limits");
  await page.goto("/settings");
  await expect(page.getByText("a cookie that scripts cannot read")).toBeVisible();
  for (const name of Object.keys(limits).filter((name) => typeof limits[name] === "number")) {
    await expect(page.locator(`dt[title="${name}"]`)).toBeVisible();
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
