/** The deal, its facts and who acts; the ladder and the words on a card; the samples and the pastes. The real engine. */

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, copyElsewhere, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";

const HTML = new URL("../../../tests/fixtures/html/", import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const card = (page: Page, title: string) =>
  page.locator(".card", { has: page.locator(".card-title", { hasText: title }) });

const sentence = (page: Page) => page.locator(".verdict-sentence").innerText();

test("a fact that the check used is shown, and judged anew when it changes", async () => {
  const { page, faults, close } = await open(browser);
  await trySample(page);
  expect(await card(page, "Service Levels").locator(".card-ask").innerText()).toBe("Needs operations");
  await card(page, "Service Levels").locator(".card-toggle").click();
  await page.getByRole("button", { name: "Deal and facts" }).click();
  const uptime = page.getByLabel("Uptime, supported");
  expect(await uptime.inputValue()).toBe("99.95 %");
  await uptime.fill("99.8 %");
  await expect.poll(() => card(page, "Service Levels").getAttribute("data-decision")).toBe("walk_away");
  // The card that was open is open still, wherever it stands now; the keyboard stays where it types.
  expect(await card(page, "Service Levels").locator(".card-body").isVisible()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-fact"))).toBe(
    "uptime.supported",
  );
  await uptime.fill("often");
  await page.locator("#facts-error", { hasText: /\S/ }).waitFor();
  expect(await axe(page)).toEqual([]);
  await uptime.fill("99.95 %");
  await expect.poll(() => card(page, "Service Levels").getAttribute("data-decision")).toBe("approve");
  expect(faults).toEqual([]);
  await close();
});

test("who acts may decide what their role decides, and what escalates to it", async () => {
  const { page, close } = await open(browser);
  await page.getByRole("button", { name: "A light redline" }).click();
  await page.locator(".verdict-sentence").waitFor();
  expect(await sentence(page)).toBe(
    "Don't sign yet: the sales manager must approve 1 clause, operations must approve 1.",
  );
  await page.getByRole("button", { name: "Deal and facts" }).click();
  await page.getByLabel("You act as").selectOption("operations");
  expect(await sentence(page)).toBe(
    "Don't sign yet: the sales manager must approve 1 clause; 1 clause is yours to decide.",
  );
  // The CFO stands behind the sales manager, by way of the deal desk and finance.
  await page.getByLabel("You act as").selectOption("cfo");
  expect(await sentence(page)).toBe(
    "Don't sign yet: operations must approve 1 clause; 1 clause is yours to decide.",
  );
  expect(await card(page, "Payment Terms").locator(".card-ask").innerText()).toBe(
    "Yours to decide, as the CFO",
  );
  await close();
});

test("a card shows the whole ladder, where the text stood and stands, and explains words where they are", async () => {
  const { page, close } = await open(browser);
  await trySample(page);
  const payment = card(page, "Payment Terms");
  await payment.locator(".card-toggle").click();
  const rungs = payment.locator(".rung");
  expect((await rungs.locator(".rung-head > strong").allInnerTexts()).slice(0, 4)).toEqual([
    "Standard",
    "Fallback 1",
    "Fallback 2",
    "Fallback 3",
  ]);
  expect(await payment.locator(".rung.was").innerText()).toContain("it was here");
  const now = payment.locator(".rung[aria-current=true]");
  expect(await now.innerText()).toMatch(/Fallback 2[\s\S]*it is here now[\s\S]*Finance/);
  expect(await now.locator(".rung-cells strong").innerText()).toBe("days to pay up to 60 days");
  const term = payment.getByRole("button", { name: "Fallback", exact: true });
  expect(await payment.locator(".gloss").first().isVisible()).toBe(false);
  await term.click();
  expect(await term.getAttribute("aria-expanded")).toBe("true");
  expect(await payment.locator(".gloss:visible").innerText()).toContain("A position below the standard");
  expect(await axe(page)).toEqual([]);
  await close();
});

test.each([
  ["A light redline", /^Don't sign yet: the sales manager must approve 1 clause/, "approve"],
  ["A heavy redline", /^Don't sign: 1 clause is past the walk-away point/, "walk_away"],
  ["The customer's paper", /^Don't sign: \d clauses are past the walk-away point/, "walk_away"],
])("the sample “%s” is a good one", async (name, says, decision) => {
  const { page, requests, faults, close } = await open(browser);
  await page.getByRole("button", { name }).click();
  await page.locator(".verdict-sentence").waitFor();
  expect(await sentence(page)).toMatch(says);
  expect(await page.locator("verdict-banner").getAttribute("data-decision")).toBe(decision);
  expect(await page.locator(".card").count()).toBeGreaterThan(4);
  expect(await axe(page)).toEqual([]);
  expect(requests).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

test.each(["word-desktop", "word-online", "google-docs", "outlook"])(
  "a paste from %s keeps what was struck and what was added",
  async (name) => {
    const html = readFileSync(new URL(`${name}.html`, HTML), "utf8");
    const { page, faults, requests, close } = await open(browser);
    await page.locator("#paste").focus();
    await copyElsewhere(page, html, "the same as plain text");
    await page.keyboard.press("Control+V");
    await page.locator(".verdict-sentence").waitFor();
    expect(await page.locator("redline-document ins").count()).toBeGreaterThan(0);
    expect(await page.locator("redline-document del").count()).toBeGreaterThan(0);
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  },
);
