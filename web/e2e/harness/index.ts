import { test as base, type Page } from "@playwright/test";
import { signIn } from "./page";
import { Server } from "./server";
import { Watch } from "./watch";

export { expect } from "@playwright/test";
export { expectAccessible, expectNoSidewaysScroll, longTasks, recordLongTasks, signIn } from "./page";
export { type Dataset, type Job, ROOT, Server, until } from "./server";
export { Watch } from "./watch";

interface OfWorker {
  /** Tests of the same name share a server: `test.use({ serverName: "first use" })` at the top of a file gives it one of its own. */
  serverName: string;
  server: Server;
}

interface OfTest {
  /** A page that is signed in. Playwright's own `page`, in place of which it comes. */
  page: Page;
  /** A page that is not signed in; a test asks for this one or for `page`. */
  visitor: Page;
  /** Fails the test when a page logs an error, throws, or asks another host; `watch.expect(/…/)` lets one pass. */
  watch: Watch;
}

/** Playwright's `test` with a real server behind it. */
export const test = base.extend<OfTest, OfWorker>({
  serverName: ["shared", { scope: "worker", option: true }],
  server: [
    async ({ serverName }, use) => {
      const server = await Server.start(serverName);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  watch: [
    async ({ context, server }, use, info) => {
      const watch = new Watch(server.url);
      watch.add(context);
      await use(watch);
      if (info.status !== info.expectedStatus) await info.attach("server.log", { body: server.log() });
      const unexpected = watch.unexpected();
      if (unexpected.length > 0) throw new Error(`the pages did what they may not:\n${unexpected.join("\n")}`);
    },
    { auto: true },
  ],
  visitor: async ({ context }, use) => use(await context.newPage()),
  page: async ({ page, server }, use) => {
    await signIn(page, server.key);
    await use(page);
  },
});
