/** Five hundred pages: the page answers while they are read and laid out, and shows some of what is much. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drop } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { longRedline } from "../kit/long.ts";
import { longTasks, watchTasks } from "../kit/tasks.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a redline of 500 pages is judged, shown in full, and does not hold the page", async () => {
  const { page, faults, close } = await open(browser, { reducedMotion: "reduce" });
  const bytes = new TextEncoder().encode(longRedline(500));
  await watchTasks(page);
  await drop(page, [{ name: "long.md", bytes }]);
  await page.getByRole("button", { name: "Cancel" }).waitFor();
  await page.locator(".verdict-sentence").waitFor({ timeout: 120_000 });
  await expect
    .poll(() => page.locator("redline-document").getAttribute("aria-busy"), { timeout: 60_000 })
    .toBeNull();
  expect(await page.locator(".block").count()).toBeGreaterThan(4000);
  const publicity = page.locator(".card", { hasText: "Publicity" });
  expect(await publicity.locator(".change").count()).toBe(8);
  await publicity.getByRole("button", { name: /^Show 8 more changes of \d+/ }).click();
  expect(await publicity.locator(".change").count()).toBe(16);
  // The figure of the benchmark is 50 ms; a test on a busy machine asks only that nothing is done in one go.
  expect(Math.max(0, ...(await longTasks(page)))).toBeLessThan(400);
  expect(faults).toEqual([]);
  await close();
}, 240_000);

test("a long check is cancelled, and the next one works", async () => {
  const { page, close } = await open(browser);
  await drop(page, [{ name: "long.md", bytes: new TextEncoder().encode(longRedline(500)) }]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Cancel" }).isVisible()).toBe(false);
  await page.getByRole("button", { name: "A light redline" }).click();
  await page.getByText("Don't sign yet: the sales manager must approve 1 clause").first().waitFor();
  await close();
});
