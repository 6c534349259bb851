import { defineConfig } from "@playwright/test";
import { installedBrowser } from "./harness/browser";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  // One worker has one server. What fails once is a bug of the console or of its test: nothing is tried again.
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: installedBrowser(),
      // Root has no sandbox in a container, and a container's /dev/shm is small.
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    },
  },
});
