import { expect, longTasks, recordLongTasks, test, Watch } from "./harness";

test.describe("what fails a test", () => {
  // The watch of these tests is their own: the other one would fail them, as it should.
  const seen = async (page: import("@playwright/test").Page, url: string, act: () => Promise<unknown>) => {
    const watch = new Watch(url);
    watch.add(page.context());
    await page.goto("/");
    await act();
    await expect.poll(() => watch.unexpected().length).toBeGreaterThan(0);
    return watch.unexpected().join("\n");
  };

  test("an error in the browser's console does", async ({ visitor, server, watch }) => {
    watch.expect(/on purpose/);
    const found = await seen(visitor, server.url, () => visitor.evaluate(() => console.error("on purpose")));
    expect(found).toContain("on purpose");
  });

  test("an exception that nobody catches does", async ({ visitor, server, watch }) => {
    watch.expect(/on purpose/);
    const throwing = () => setTimeout(() => Promise.reject(new Error("on purpose")));
    expect(await seen(visitor, server.url, () => visitor.evaluate(throwing))).toContain("on purpose");
  });

  for (const [what, act] of Object.entries({
    "an inline script": () =>
      document.head.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" })),
    "an inline style sheet": () =>
      document.head.append(Object.assign(document.createElement("style"), { textContent: "a{}" })),
    "a style attribute": () => document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>"),
    "an event handler in HTML": () =>
      document.body.insertAdjacentHTML("beforeend", "<img src='x:' onerror='window.ran = 1'>"),
  })) {
    test(`${what} does, and has no effect`, async ({ visitor, server, watch }) => {
      watch.expect(/Content Security Policy/);
      expect(await seen(visitor, server.url, () => visitor.evaluate(act))).toContain("Content Security Policy");
      expect(await visitor.evaluate(() => "ran" in window)).toBe(false);
    });
  }

  test("a request to another host does", async ({ visitor, server, watch }) => {
    watch.expect(/127\.0\.0\.2/);
    const asked = () => void fetch("http://127.0.0.2:9/").catch(() => {});
    expect(await seen(visitor, server.url, () => visitor.evaluate(asked))).toContain("127.0.0.2");
  });
});

test("styles that scripts set on elements are let through", async ({ visitor }) => {
  await visitor.goto("/");
  const shown = await visitor.evaluate(() => {
    const made = document.createElement("div");
    made.style.setProperty("color", "rgb(1, 2, 3)");
    document.body.append(made);
    return getComputedStyle(made).color;
  });
  expect(shown).toBe("rgb(1, 2, 3)");
});

test("a long task is recorded with its length", async ({ visitor }) => {
  await recordLongTasks(visitor);
  await visitor.goto("/");
  const since = await visitor.evaluate(() => performance.now());
  // What the driver itself evaluates is no task of the page: a timer's callback is.
  await visitor.evaluate(() => {
    setTimeout(() => {
      const end = performance.now() + 120;
      while (performance.now() < end);
    });
  });

  await expect.poll(async () => (await longTasks(visitor, since))[0] ?? 0).toBeGreaterThanOrEqual(119);
});

test("the API dies and comes back on the same port with its data", async ({ server }) => {
  const dataset = await server.uploadRice("kept");
  expect(dataset.status).toBe("ready");

  await server.killApi();
  expect(await server.answers()).toBe(false);
  await server.startApi();

  expect(await server.api("GET", `/v1/datasets/${dataset.id}`)).toMatchObject({ name: "kept", num_rows: 3810 });
});
