import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Signs the browser in by a cookie session, as the console's own form does; leaves it on an empty page. */
export async function signIn(page: Page, key: string): Promise<void> {
  await page.goto("/");
  const status = await page.evaluate(async (key) => {
    const body = JSON.stringify({ key });
    return (await fetch("/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body }))
      .status;
  }, key);
  expect(status, "POST /v1/session").toBe(201);
  await page.goto("about:blank");
}

/** Fails on anything that axe finds on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  );
  expect(told, "axe").toEqual([]);
}

/** Fails when the page is wider than its window: at 390 px everything must fit. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content, "width of the content").toBeLessThanOrEqual(window_ ?? 0);
}

/** Milliseconds of every long task of the pages that `page` opens from now on; call it before `goto`, read it with `longTasks`. */
export async function recordLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const found: { start: number; ms: number }[] = [];
    Object.assign(window, { discernLongTasks: found });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) found.push({ start: startTime, ms: duration });
    }).observe({ type: "longtask", buffered: true });
  });
}

/** The recorded tasks that began at or after `since` (`performance.now()` of the page), in milliseconds, longest first. */
export async function longTasks(page: Page, since = 0): Promise<number[]> {
  return page.evaluate((since) => {
    const found = (window as unknown as { discernLongTasks: { start: number; ms: number }[] }).discernLongTasks;
    return found
      .filter(({ start }) => start >= since)
      .map(({ ms }) => ms)
      .sort((a, b) => b - a);
  }, since);
}
