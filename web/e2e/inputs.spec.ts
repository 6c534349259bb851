import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, expectAccessible, expectNoSidewaysScroll, ROOT, type Server, test } from "./harness";

const run = promisify(execFile);
const PYTHON = join(ROOT, ".venv/bin/python");

/** Forty small pictures of each of two tones in a ZIP, and one more of each. */
const PICTURES = `
import io, sys, zipfile
from pathlib import Path
import numpy as np
from PIL import Image
folder, draw = Path(sys.argv[1]), np.random.default_rng(0)
def picture(tone):
    file = io.BytesIO()
    Image.fromarray(np.clip(draw.normal(tone, 25, (12, 12)), 0, 255).astype("uint8")).save(file, "PNG")
    return file.getvalue()
with zipfile.ZipFile(folder / "tones.zip", "w") as whole:
    for name, tone in (("dark", 60), ("light", 190)):
        for number in range(40):
            whole.writestr(f"{name}/{number}.png", picture(tone))
        (folder / f"{name}.png").write_bytes(picture(tone))
`;

/** Series of eight steps that rise or fall, a step in each line. */
function ramps(): string {
  const lines = ["id,step,v,label"];
  for (let id = 0; id < 80; id += 1) {
    const rises = id % 2 === 0;
    for (let step = 0; step < 8; step += 1) {
      const noise = Math.sin(id * 12.9898 + step * 78.233);
      lines.push(`${id},${step},${((rises ? step : 7 - step) + noise).toFixed(3)},${rises ? "rises" : "falls"}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

async function train(server: Server, ...told: string[]): Promise<void> {
  const environment = { ...process.env, DISCERN_URL: server.url, DISCERN_KEY: server.key, PYTHONPATH: ROOT };
  const usual = ["--target", "label", "--set", "training.epochs=12"];
  await run(PYTHON, ["-m", "discern", "train", ...told, ...usual], { cwd: ROOT, env: environment });
}

test("a dropped image is answered", async ({ page, server }, info) => {
  test.setTimeout(240_000);
  const folder = info.outputPath();
  await run(PYTHON, ["-c", PICTURES, folder]);
  await train(server, join(folder, "tones.zip"), "--name", "tones");
  await page.goto("/models/tones?tab=try");
  const answer = page.getByTestId("answer");
  await expect(answer).toContainText("%", { timeout: 60_000 });
  for (const tone of ["light", "dark", "light"]) {
    await page.locator('input[type="file"]').setInputFiles(join(folder, `${tone}.png`));
    await expect(answer.locator("bdi").first()).toHaveText(tone);
    await expect(page.getByText(/^Image of/)).toBeVisible();
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("a pasted sequence is answered", async ({ page, server }, info) => {
  test.setTimeout(240_000);
  const csv = info.outputPath("ramps.csv");
  writeFileSync(csv, ramps());
  await train(server, csv, "--name", "ramps", "--series", "id=id,time=step,label=label,channels=v");
  await page.goto("/models/ramps?tab=try");
  const answer = page.getByTestId("answer");
  await expect(answer).toContainText("%", { timeout: 60_000 });
  for (const [text, label] of [
    ["0, 1, 2, 3, 4, 5, 6, 7", "rises"],
    ["7 6 5 4 3 2 1 0", "falls"],
  ] as const) {
    await page.getByRole("textbox").first().fill(text);
    await expect(answer.locator("bdi").first()).toHaveText(label);
  }
  await expectAccessible(page);
});
