import { expect, test } from "./harness";

test("the API serves the console at / and at the address of every page, under a policy without exceptions", async ({
  visitor,
}) => {
  for (const path of ["/", "/datasets/ds_1", "/models/rice"]) {
    const answer = await visitor.goto(path);

    expect(answer?.status(), path).toBe(200);
    const policy = answer?.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    await expect(visitor).toHaveTitle(/Discern/);
    await expect(visitor.locator("#root")).not.toBeEmpty();
  }
});

test("files with a hash in their name are kept for ever, and come compressed", async ({ visitor }) => {
  const files: Record<string, string>[] = [];
  visitor.on("response", async (response) => {
    if (response.url().includes("/assets/")) files.push(await response.allHeaders());
  });
  await visitor.goto("/");
  await visitor.waitForLoadState("networkidle");

  expect(files.length).toBeGreaterThan(0);
  for (const headers of files) {
    expect(headers["cache-control"]).toContain("immutable");
    // Fonts are compressed already, and the smallest scripts would only grow.
    const grows = headers["content-type"] === "font/woff2" || Number(headers["content-length"]) < 1_000;
    if (!grows) expect(["br", "gzip"]).toContain(headers["content-encoding"]);
  }
});

test("a page of a test is signed in by a cookie that scripts cannot read", async ({ page }) => {
  await page.goto("/");

  const seen = await page.evaluate(async () => ({
    session: await (await fetch("/v1/session")).json(),
    cookie: document.cookie,
  }));
  expect(seen.session).toMatchObject({ object: "session", needs_key: true });
  expect(seen.cookie).toBe("");
});
