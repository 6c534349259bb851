import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, test } from "./harness";
import { SCREENS, VIEWS, type World } from "./screens";

const FOLDER = join(ROOT, "docs/images");
let world: World | undefined;

test.use({ serverName: "pictures" });

test.beforeAll(async ({ server }) => {
  test.setTimeout(600_000);
  mkdirSync(FOLDER, { recursive: true });
  const dataset = await server.uploadRice();
  const jobId = await server.train(dataset.id, { target: "Class", training: { epochs: 40, seed: 0 } });
  await server.ended(jobId, "succeeded");
  const otherJobId = await server.train(dataset.id, {
    target: "Class",
    preset: "fast",
    optimizer: { learning_rate: 1e-4 },
  });
  await server.ended(otherJobId, "succeeded");
  world = { datasetId: dataset.id, jobId, otherJobId, model: "rice" };
});

for (const screen of SCREENS) {
  for (const view of screen.views ?? (["light", "dark", "narrow"] as const)) {
    test(`${screen.name}, ${view}`, async ({ page }) => {
      if (world === undefined) throw new Error("there is nothing to show");
      const { width, height, colorScheme, suffix } = VIEWS[view];
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(screen.path(world));
      await page.waitForLoadState("networkidle");
      await screen.ready?.(page, world);
      // Playwright would hide the caret and stop animations by a style sheet of its own, which the policy refuses.
      const path = join(FOLDER, `console-${screen.name}${suffix}.png`);
      await page.screenshot({ path, caret: "initial", animations: "allow" });
    });
  }
}
