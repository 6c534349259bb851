import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** `npm run screenshots`: takes the pictures of docs/images again, by the same harness as the tests. */
export default defineConfig({ ...tests, testMatch: "screenshots.ts" });
