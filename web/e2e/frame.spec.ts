import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./harness";

const NO_SESSION = /\/v1\/session.*status of 401/; // The browser itself logs every answer of 4xx.

test.describe("signing in", () => {
  test("asks for a key, refuses a wrong one with words, and opens the console with a right one", async ({
    visitor,
    server,
    watch,
  }) => {
    watch.expect(NO_SESSION);
    await visitor.goto("/datasets");
    await expect(visitor.getByRole("heading", { name: "Sign in to Discern" })).toBeVisible();
    await expectAccessible(visitor);

    await visitor.getByLabel("API key").fill("disc_00000000_wrong");
    await visitor.getByRole("button", { name: "Sign in" }).click();
    await expect(visitor.getByText("This key is not valid")).toBeVisible();

    await visitor.getByLabel("API key").fill(server.key);
    await visitor.getByRole("button", { name: "Sign in" }).click();
    await expect(visitor.getByRole("heading", { name: "Datasets", level: 1 })).toBeVisible();
    const cookies = await visitor.context().cookies();
    expect(cookies.map(({ name, httpOnly, secure }) => [name, httpOnly, secure])).toEqual([
      [expect.stringMatching(/^__Host-/), true, true],
    ]);
    const kept = await visitor.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain("disc_");
  });

  test("takes the key of the address that the server printed, and takes it out of the address", async ({
    visitor,
    server,
  }) => {
    await visitor.goto(`/datasets#key=${server.key}`);

    await expect(visitor.getByRole("heading", { name: "Datasets", level: 1 })).toBeVisible();
    expect(visitor.url()).not.toContain("key");
    await visitor.reload();
    await expect(visitor.getByRole("heading", { name: "Datasets", level: 1 })).toBeVisible();
  });

  test("ends by signing out", async ({ page, watch }) => {
    watch.expect(NO_SESSION);
    await page.goto("/datasets");
    await page.getByRole("button", { name: "Sign out" }).click();

    await expect(page.getByRole("heading", { name: "Sign in to Discern" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Sign in to Discern" })).toBeVisible();
  });
});

test.describe("the frame", () => {
  test("leads to every screen by the keyboard, and says where one is", async ({ page }) => {
    await page.goto("/settings");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Datasets" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveTitle("Datasets · Discern");
    await expect(page.getByRole("link", { name: "Datasets" })).toHaveAttribute("aria-current", "page");
  });

  test("keeps the theme that was chosen, before anything is drawn", async ({ page }) => {
    await page.goto("/datasets");
    const theme = page.getByRole("button", { name: /^Theme/ });
    await theme.click();
    await theme.click();
    await expect(theme).toHaveAccessibleName("Theme: Dark");

    await page.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => {
        document.documentElement.dataset.atFirst = document.documentElement.dataset.theme ?? "none";
      });
    });
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.atFirst)).toBe("dark");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });

  test("has its navigation at the bottom of a small screen, and the rest of it under More", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/datasets");
    await expectNoSidewaysScroll(page);

    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("link", { name: "Scoring" }).click();
    await expect(page).toHaveURL(/\/scoring$/);
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  test("says so where there is no page, or no such thing", async ({ page, watch }) => {
    watch.expect(/\/v1\/datasets\/ds_nothing.*status of 404/);
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: "Page not found" }).last()).toBeVisible();
    await expectAccessible(page);

    await page.goto("/datasets/ds_nothing");
    await expect(page.getByText(/ds_nothing/)).toBeVisible();
    await page.getByRole("link", { name: "Go to the overview" }).click();
    await expect(page).toHaveURL(/\/$/);
  });
});
