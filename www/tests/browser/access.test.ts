/** The page for everybody: axe finds nothing, the keyboard reaches all of it, zoom and themes do not break it. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, tabTo, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const windows = [
  { colorScheme: "light", viewport: { width: 1360, height: 860 } },
  { colorScheme: "dark", viewport: { width: 1360, height: 860 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

test.each(windows)("axe finds nothing: $colorScheme, $viewport.width wide", async (options) => {
  const { page, close } = await open(browser, {
    reports: [sampleReport()],
    reducedMotion: "reduce",
    ...options,
  });
  expect(await axe(page)).toEqual([]);
  await page.getByRole("tab", { name: "Two versions" }).click();
  expect(await axe(page)).toEqual([]);
  await trySample(page);
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Deal and facts" }).click();
  for (const toggle of await page.locator(".card-toggle").all()) await toggle.click();
  for (const term of await page.locator(".term").all()) await term.dispatchEvent("click");
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  expect(await axe(page)).toEqual([]);
  if (options.viewport.width < 500) {
    await page.getByRole("button", { name: "Document", exact: true }).click();
    expect(await axe(page)).toEqual([]);
  }
  await close();
});

test("an error is announced and passes axe", async () => {
  const { page, close } = await open(browser, {
    reports: [{ failure: "input", message: "it is a picture" }],
  });
  await page.getByRole("button", { name: "A heavy redline" }).click();
  await page.getByRole("alert").getByText("It is a picture.").waitFor();
  expect(await axe(page)).toEqual([]);
  await close();
});

test("from the address bar to an answer without a mouse", async () => {
  const { page, close } = await open(browser, { reports: [sampleReport()] });
  await tabTo(page, /^Skip to the page$/);
  await tabTo(page, /^A heavy redline/);
  await page.keyboard.press("Enter");
  await page.locator(".verdict-sentence").waitFor();
  expect(await page.locator("check-page > [role=status]").textContent()).toMatch(/^Don't sign/);
  await tabTo(page, /^Legal review: 3 clauses$/);
  await page.keyboard.press("Space");
  await tabTo(page, /^3Finding 3: Limitation of Liability/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Show in the document$/);
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toBe("Finding 3, Limitation of Liability: Legal review");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-toggle");
  await close();
});

test("at twice the size nothing is cut off sideways", async () => {
  // 200 % of a window of 1280 by 800 leaves 640 by 400.
  const { page, close } = await open(browser, {
    reports: [sampleReport()],
    viewport: { width: 640, height: 400 },
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await trySample(page);
  await page.getByRole("button", { name: "Deal and facts" }).click();
  await page.locator(".card", { hasText: "Payment Terms" }).locator(".card-toggle").click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await page.getByRole("button", { name: "Take it along" }).click();
  const dialog = page.getByRole("dialog");
  for (const name of ["Deal brief", "Messages", "For the customer", "Report"]) {
    await dialog.getByRole("button", { name, exact: true }).click();
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth), name).toBe(0);
  }
  await close();
});

test("the theme can be turned by hand, and stays", async () => {
  const { page, close } = await open(browser, { reports: [sampleReport()], colorScheme: "light" });
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await colour();
  await page.getByRole("button", { name: "Use dark colours" }).click();
  expect(await colour()).not.toBe(light);
  await page.reload();
  await page.getByRole("button", { name: "Use light colours" }).waitFor();
  expect(await colour()).not.toBe(light);
  await close();
});
