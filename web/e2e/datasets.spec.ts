import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./harness";

const PROFILED = 120_000; // The first file waits for the worker to start.
test.describe.configure({ timeout: 200_000 });

const COLORS = ["red", "green", "blue"];

/** A small table with a number, a category that looks like a number, gaps and a label. */
function table(rows = 120): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    [row % 9 === 0 ? "" : (row * 0.37).toFixed(2), row % 5, COLORS[row % 3], row % 2 === 0 ? "yes" : "no"].join(","),
  );
  return `size,group,color,label\n${lines.join("\n")}\n`;
}

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const chooser = (page: Page) => page.getByLabel("Drop a file here, or choose one");
const columnRow = (page: Page, name: string): Locator =>
  page
    .getByRole("region", { name: "Columns" })
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Details of ${name}` }) });

test("a file that is chosen becomes a dataset with its profile", async ({ page }) => {
  await page.goto("/datasets");
  await chooser(page).setInputFiles(file("colors.csv", table()));

  await expect(page.getByRole("heading", { name: "colors.csv" })).toBeVisible();
  await expect(page.getByText("120 rows · 4 columns")).toBeVisible({ timeout: PROFILED });
  await expect(columnRow(page, "size").getByRole("img", { name: "Histogram of size" })).toBeVisible();
  await expect(columnRow(page, "size")).toContainText("11.7%");
  await expect(columnRow(page, "color")).toContainText("red");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Details of size" }).click();
  const details = page.getByRole("dialog");
  await expect(details.getByText("empty cell (14)")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();
  await expect(page.getByRole("button", { name: "Details of size" })).toBeFocused();
});

test("a file that is dropped is taken too", async ({ page }) => {
  await page.goto("/datasets");
  const transfer = await page.evaluateHandle((text) => {
    const held = new DataTransfer();
    held.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return held;
  }, table(40));
  await page.getByText("Drop a file here, or choose one").dispatchEvent("drop", { dataTransfer: transfer });

  await expect(page.getByRole("heading", { name: "dropped.csv" })).toBeVisible();
});

test("a file whose format nobody can tell is refused before it is sent", async ({ page }) => {
  await page.goto("/datasets");
  await chooser(page).setInputFiles(file("data.xlsx", "x"));

  await expect(page.getByRole("alert")).toContainText("format");
});

test("a file that cannot be read says in which line", async ({ page }) => {
  await page.goto("/datasets");
  await chooser(page).setInputFiles(file("broken.csv", "a,b\n1,2\n3,4,5\n"));

  await expect(page.getByText("Failed")).toBeVisible({ timeout: PROFILED });
  await expect(page.getByRole("alert")).toContainText("Line 3");
  await expectAccessible(page);
});

test("an upload shows how far it is, and stops when it is told to", async ({ page, server }) => {
  await page.goto("/datasets");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });
  await chooser(page).setInputFiles(file("slow.csv", table(60_000)));

  const bar = page.getByRole("progressbar", { name: "slow.csv" });
  await expect(bar).toBeVisible();
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByRole("alert")).toBeHidden();
  const { data } = await server.api<{ data: { name: string }[] }>("GET", "/v1/datasets");
  expect(data.map(({ name }) => name)).not.toContain("slow.csv");
});

test("type and use of columns are changed in place, and the file is profiled again", async ({ page, server }) => {
  const dataset = await server.upload(table(), "in place");
  await page.goto(`/datasets/${dataset.id}`);

  await page.getByRole("button", { name: "Use as target" }).click();
  await expect(page.getByLabel("Target column")).toHaveValue("label", { timeout: PROFILED });
  await expect(page.getByText("Always answering the largest class is right 50.0% of the time.")).toBeVisible();

  await columnRow(page, "group").getByLabel("Type of group").selectOption("categorical");
  await columnRow(page, "size").getByLabel("Use of size").selectOption("ignored");
  await expect(page.getByText("2 columns changed")).toBeVisible();
  await page.getByRole("button", { name: "Apply and profile again" }).click();
  await expect(page.getByText("2 columns changed")).toBeHidden();
  await expect(columnRow(page, "size").getByLabel("Use of size")).toHaveValue("ignored", { timeout: PROFILED });
  await expect(columnRow(page, "group").getByLabel("Type of group")).toHaveValue("categorical");
  const { schema } = await server.api<{ schema: { columns: { name: string; kind: string; role: string }[] } }>(
    "GET",
    `/v1/datasets/${dataset.id}`,
  );
  expect(schema.columns.map(({ name, kind, role }) => [name, kind, role])).toEqual([
    ["size", "numeric", "ignored"],
    ["group", "categorical", "feature"],
    ["color", "categorical", "feature"],
    ["label", expect.any(String), "target"],
  ]);
});

test("rows are shown as they were understood, only those in view, and sort by a column", async ({ page, server }) => {
  const dataset = await server.uploadRice("rows of rice");
  await page.goto(`/datasets/${dataset.id}`);
  await page.getByRole("tab", { name: "Rows" }).click();

  const rows = page.getByRole("region", { name: "First rows" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("15,231");
  expect(await rows.count()).toBeLessThan(60);
  await page.getByRole("button", { name: "Area", exact: true }).click();
  await page.getByRole("button", { name: "Area", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Area", exact: true })).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/tab=preview/);
  await expectAccessible(page);
});

test("a dataset is deleted after a question", async ({ page, server }) => {
  const dataset = await server.upload(table(30), "to be deleted");
  await page.goto(`/datasets/${dataset.id}`);
  await page.getByRole("button", { name: "Delete dataset" }).click();
  await expect(page.getByRole("dialog")).toContainText("Delete to be deleted?");
  await page.getByRole("dialog").getByRole("button", { name: "Delete dataset" }).click();

  await expect(page).toHaveURL(/\/datasets$/);
  await expect(page.getByRole("link", { name: "to be deleted" })).toBeHidden();
});

test("names and values of data are text, whatever they say", async ({ page, server }) => {
  const evil = ["<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "\u202Eevil\u202C", "__proto__"];
  const long = "y".repeat(10_000);
  const lines = Array.from({ length: 60 }, (_, row) =>
    [
      row % 2 ? "<svg onload=alert(1)>" : "a",
      "javascript:alert(1)",
      `\u200Fמימין${row % 3}`,
      row,
      row === 0 ? long : `z${row % 4}`,
      row % 2 ? "<b>no</b>" : "\u202Esey",
    ].join(","),
  );
  const dataset = await server.upload(
    `${evil.join(",")},long,label <i>\n${lines.join("\n")}\n`,
    "<img src=x onerror=alert(0)>",
  );
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const tab of ["profile", "preview", "findings"]) {
    await page.goto(`/datasets/${dataset.id}?tab=${tab}`);
    await expect(page.getByRole("heading", { name: "<img src=x onerror=alert(0)>" })).toBeVisible();
    await expect(page.getByRole("tabpanel")).not.toBeEmpty();
    if (tab === "profile") await expect(columnRow(page, "<img src=x onerror=alert(1)>")).toBeVisible();
    if (tab === "preview") await expect(page.getByText("<svg onload=alert(1)>").first()).toBeVisible();
    await expectAccessible(page);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSidewaysScroll(page);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.goto("/datasets");
  await expect(page.getByRole("link", { name: "<img src=x onerror=alert(0)>" })).toBeVisible();
  // A text that turns what follows it around is shown with that made visible.
  await page.goto(`/datasets/${dataset.id}`);
  await expect(page.getByRole("button", { name: "Details of ⟨202E⟩evil⟨202C⟩" })).toBeVisible();
  expect(dialogs).toEqual([]);
  expect(await page.locator("main img, main script, main svg[onload]").count()).toBe(0);
});

test("the screens fit 390 px", async ({ page, server }) => {
  const dataset = await server.uploadRice("narrow rice");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/datasets", `/datasets/${dataset.id}`, `/datasets/${dataset.id}?tab=preview`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/narrow rice/).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
