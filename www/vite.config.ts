/** How the page is built and its tests are run. */
import { defineConfig } from "vitest/config";
import { offline } from "./build-offline.ts";
import { HEADERS } from "./serving.ts";

export default defineConfig({
  base: "./",
  plugins: [offline()],
  // One page: an address that names no file is not found, rather than answered with the page.
  appType: "mpa",
  preview: { headers: HEADERS },
  build: {
    // The browsers that know `light-dark()`; nothing is rewritten for older ones.
    target: ["chrome123", "firefox120", "safari17.5"],
    // Inlined assets would be `data:` addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts"] } },
      { test: { name: "same-bytes", include: ["tests/*.test.ts"], testTimeout: 120_000 } },
      {
        test: {
          name: "package",
          include: ["tests/package/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/*.test.ts"],
          globalSetup: "tests/serve.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One Chromium at a time: two cores are soon busy, and tests that wait for pixels fail under load.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "screenshot",
          include: ["tests/screenshot.ts"],
          globalSetup: "tests/serve.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "bench-page",
          include: ["tests/bench-page.ts"],
          globalSetup: "tests/serve.ts",
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
