/** The page with the real engine: real files and pastes in, findings out, and nothing sent anywhere. */

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe, copyElsewhere, drop, titles, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { WORD_HTML, WORD_TEXT } from "../kit/word.ts";

const DOCX = new URL("../../../tests/fixtures/docx/saas-redline.docx", import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("the engine loads under the page's policy, and says what it cannot read", async () => {
  const { page, faults, close } = await open(browser);
  await drop(page, [
    { name: "picture.docx", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff]) },
  ]);
  const alert = page.getByRole("alert").locator("p");
  await alert.waitFor();
  const said = (await alert.textContent()) ?? "";
  // A sentence of the reader's own: not a failure of the engine or of the page.
  expect(said).toMatch(/^[A-Z].*[.!?]$/);
  expect(said).not.toMatch(/fault of the checker|did not start|check failed/);
  expect(faults).toEqual([]);
  await close();
});

describe("with verdicts", () => {
  const card = (page: Page, title: string) =>
    page.locator(".card", { has: page.locator(".card-title", { hasText: title }) });

  test("the sample shows a finding for each clause that it touches", async () => {
    const { page, requests, faults, close } = await open(browser);
    await trySample(page);
    expect(await page.locator("h1:visible").textContent()).toMatch(
      /^Don't sign: 1 clause is past the walk-away point/,
    );
    const shown = await titles(page);
    expect(shown).toHaveLength(11);
    expect(shown.at(-1)).toMatch(/Governing Law/i);
    expect(await axe(page)).toEqual([]);
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test("a dropped .docx is judged, and no request leaves the page", async () => {
    const { page, requests, faults, close } = await open(browser);
    await drop(page, [{ name: "saas-redline.docx", bytes: readFileSync(DOCX) }]);
    await page.locator(".verdict-sentence").waitFor();
    expect(await page.locator("h1:visible").textContent()).toMatch(/^Don't sign/);
    expect(await page.locator(".card").count()).toBeGreaterThan(0);
    expect(await page.locator("redline-document ins").count()).toBeGreaterThan(0);
    expect(await page.locator("redline-document del").count()).toBeGreaterThan(0);
    expect(await page.locator("redline-document .flag").count()).toBeGreaterThan(0);
    for (const toggle of await page.locator(".card-toggle").all()) await toggle.click();
    await page.getByLabel("Annual value").fill("300,000");
    await page.waitForTimeout(500);
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test("the engine works with the network gone", async () => {
    const { page, close } = await open(browser);
    await page.context().setOffline(true);
    await trySample(page);
    expect(await page.locator(".card").count()).toBeGreaterThan(0);
    await close();
  });

  test("a paste from Word keeps its tracked changes", async () => {
    const { page, requests, faults, close } = await open(browser);
    await page.locator("#paste").focus();
    await copyElsewhere(page, WORD_HTML, WORD_TEXT);
    await page.keyboard.press("Control+V");
    await page.locator(".verdict-sentence").waitFor();
    expect(await page.locator("h1:visible").textContent()).toBe(
      "Don't sign yet: finance must approve 1 clause.",
    );
    const payment = card(page, "Payment Terms");
    expect(await payment.locator("del").first().textContent()).toMatch(/thirty\s\(30\)/);
    expect(await payment.locator("ins").first().textContent()).toBe("sixty (60)");
    expect(await page.locator(".source").innerText()).toContain("Dana Reyes");
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test("a paste through the asynchronous clipboard works anywhere on the page", async () => {
    const { page, close } = await open(browser);
    await page.evaluate(async () => {
      const html =
        "<p>Customer shall pay each invoice within <del>30</del><ins>60</ins> days after the invoice date.</p>";
      const type = "text/html";
      await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([html], { type }) })]);
    });
    await page.locator("main").focus();
    await page.keyboard.press("Control+V");
    await page.locator(".verdict-sentence").waitFor();
    expect(await card(page, "Payment Terms").locator(".card-ask").innerText()).toBe("Needs finance");
    await close();
  });

  test("two versions are compared word by word", async () => {
    const { page, close } = await open(browser);
    const text = (days: string) =>
      new TextEncoder().encode(`Customer shall pay each invoice within ${days} days after the invoice date.`);
    await drop(page, [
      { name: "sent.txt", bytes: text("thirty (30)") },
      { name: "back.txt", bytes: text("ninety (90)") },
    ]);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.locator(".verdict-sentence").waitFor();
    expect(await page.locator("h1:visible").textContent()).toBe(
      "Don't sign yet: the CFO must approve 1 clause.",
    );
    await close();
  });

  test("the annual value changes what a liability cap needs", async () => {
    const { page, close } = await open(browser);
    await trySample(page);
    const text =
      "Each party's total liability arising out of this Agreement shall not exceed the fees paid or payable in the {~~twelve (12)~>twenty-four (24)~~} months before the event giving rise to the claim.";
    await page.getByRole("button", { name: "Check another" }).click();
    await page.locator("#paste").fill(text);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("Don't sign yet: legal must review 1 clause.").first().waitFor();
    await page.getByLabel("Annual value").fill("300,000");
    await page.getByText("Don't sign yet: the deal desk must approve 1 clause.").first().waitFor();
    await close();
  });

  test("hostile text in a real redline comes out as text", async () => {
    const { page, faults, close } = await open(browser);
    const hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    await page.locator("#paste").fill(`Customer shall pay each invoice within {~~30~>60 ${hostile}~~} days.`);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.locator(".verdict-sentence").waitFor();
    expect(await page.locator("img, main script").count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});
