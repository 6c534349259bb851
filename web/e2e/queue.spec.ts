import { expect, expectAccessible, expectNoSidewaysScroll, test, until } from "./harness";

test.describe.configure({ timeout: 300_000 });

const LONG = { target: "Class", split: { folds: null }, training: { epochs: 1_000, batch_size: 16 } };

test("the queue shows what runs where, what waits in which order, and the workers", async ({ page, server }) => {
  const { id: dataset } = await server.uploadRice("queued rice");
  const ids = [];
  for (const priority of [5, 5, 0]) {
    const body = { dataset_id: dataset, spec: LONG, model_name: "queued", priority };
    ids.push((await server.api<{ id: string }>("POST", "/v1/training-jobs", body)).id);
    if (ids.length === 1) {
      const [running = ""] = ids;
      await until(
        "the start of the first",
        60_000,
        async () => (await server.job(running)).status === "running" || undefined,
      );
    }
  }
  const [running = "", later = "", urgent = ""] = ids;
  try {
    await page.goto("/queue");
    const row = page.getByRole("region", { name: "Running" }).getByRole("row", { name: new RegExp(running.slice(-6)) });
    await expect(row).toBeVisible();
    await expect(row.getByRole("progressbar")).toBeVisible();
    await expect(row).toContainText(/ago/); // the heartbeat's age
    const waiting = page.getByRole("region", { name: "Waiting" }).getByRole("row");
    await expect(waiting.nth(1)).toContainText(urgent.slice(-6)); // priority 0 goes first
    await expect(waiting.nth(2)).toContainText(later.slice(-6));
    await expect(page.getByRole("region", { name: "Workers" }).getByRole("row")).toHaveCount(2); // its head, and one worker
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await server.api("POST", `/v1/jobs/${later}/cancel`);
    await expect(waiting).toHaveCount(2); // seen without loading the page anew

    await row.getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/runs/${running}$`));
  } finally {
    for (const id of [urgent, later, running]) {
      const { terminal } = await server.job(id);
      if (!terminal) await server.api("POST", `/v1/jobs/${id}/cancel`);
      await server.ended(id);
    }
  }
});
