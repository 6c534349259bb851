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
    expect(["br", "gzip"]).toContain(headers["content-encoding"]);
  }
});
