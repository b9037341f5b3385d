/** What a check leaves the page with: the brief, the messages, the customer's version, the report; on the real engine. */

import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, trySample } from "../kit/actions.ts";
import { launch, type OpenOptions, open } from "../kit/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The sample judged for a deal, with the dialog open. */
async function taken(options: OpenOptions = {}) {
  const one = await open(browser, { reducedMotion: "reduce", ...options });
  await trySample(one.page);
  await one.page.getByRole("button", { name: "Deal and facts" }).click();
  await one.page.getByLabel("Customer", { exact: true }).fill("Fairmont Clinics");
  await one.page.getByLabel("Closes").fill("2027-03-31");
  await one.page.getByLabel("Annual value").fill("300,000");
  await expect
    .poll(() => one.page.locator(".card", { hasText: "Limitation of Liability" }).innerText())
    .toContain("Legal review");
  await one.page.waitForTimeout(400);
  await one.page.getByRole("button", { name: "Take it along" }).click();
  return one;
}

async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole("dialog").getByRole("button", { name: button }).first().click();
  await page.getByRole("dialog").getByText("Copied", { exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("the brief says what is asked, what we want, where we stop, who decides, and on which numbers", async () => {
  const { page, faults, requests, close } = await taken();
  const text = await copied(page, "Copy as Markdown");
  expect(text).toContain("# Deal brief: Fairmont Clinics");
  expect(text).toContain("closes 31 March 2027");
  // Asked, objective, walk-away, owner, of one row.
  expect(text).toContain(
    "| Payment Terms | days to pay: 30 days → 60 days (Fallback 2) | Standard: days to pay up to 30 days | days to pay over 90 days | Finance |",
  );
  expect(text).toMatch(/- Finance: Payment Terms.*path: finance, then the CFO/);
  expect(text).toContain("annual value: 300,000");
  expect(text).toContain("uptime.supported: 99.95 %");
  expect(text).toContain("## Yours to accept\n\nGoverning Law");
  // What is shown is what is copied.
  expect(await page.getByRole("region", { name: "Preview" }).innerText()).toContain(
    "days to pay: 30 days → 60 days",
  );
  expect(faults).toEqual([]);
  expect(requests).toEqual([]);
  await close();
});

test("the brief prints on one page, and nothing of the rest with it", async () => {
  const { page, close } = await taken();
  await page.evaluate(() => {
    window.print = () => dispatchEvent(new Event("beforeprint"));
  });
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".paper").innerText()).toContain("Deal brief: Fairmont Clinics");
  expect(await page.locator("check-page").isVisible()).toBe(false);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await close();
});

test("each role that decides has its message, with path, wording and date", async () => {
  const { page, close } = await taken();
  await page.getByRole("button", { name: "Messages", exact: true }).click();
  const finance = page.getByRole("region", { name: "Finance", exact: true });
  const body = (await finance.locator(".message-body").innerText()) ?? "";
  expect(body).toContain("Fairmont Clinics has sent back changes");
  expect(body).toContain("close on 31 March 2027");
  expect(body).toContain(
    "They write: “1.1 Customer shall pay each invoice within sixty (60) days after the invoice date.”",
  );
  expect(body).toContain(
    "It was: “1.1 Customer shall pay each invoice within thirty (30) days after the invoice date.”",
  );
  expect(body).toContain("We could offer instead (Standard)");
  expect(body).toContain(
    "Please answer within 1 business day. After that the path is finance, then the CFO.",
  );
  expect(body).toContain("Annual value: 300,000");
  expect(await page.getByRole("region", { name: "Legal", exact: true }).innerText()).toContain(
    "please review",
  );
  expect(await page.locator(".message").count()).toBe(
    await page.evaluate(() => document.querySelectorAll(".approvals li").length),
  );
  await close();
});

test("the customer's version names no ladder", async () => {
  const { page, close } = await taken();
  await page.getByRole("button", { name: "For the customer" }).click();
  const text = await copied(page, "Copy as Markdown");
  expect(text).toContain("~~thirty (30)~~**sixty (60)**");
  expect(text).toContain("> Customer shall pay each invoice within thirty (30) days after the invoice date.");
  expect(text).not.toMatch(/fallback|walk-away|legal review|finance|deal desk|approve|CFO|matrix/i);
  expect(text).not.toContain("Fairmont");
  await close();
});

test("the report is saved as the engine wrote it", async () => {
  const { page, close } = await taken();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the report" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Fairmont-Clinics-report.json");
  const report = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(report.schema).toBe("clausecheck-report/1");
  expect(report.used.deal).toEqual({ "annual value": "300000" });
  await close();
});

test.each([
  { colorScheme: "light", viewport: { width: 1360, height: 860 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const)("axe finds nothing in the dialog: $colorScheme, $viewport.width wide", async (options) => {
  const { page, close } = await taken(options);
  for (const name of ["Deal brief", "Messages", "For the customer", "Report"]) {
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    expect(await axe(page), name).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    options.viewport.width,
  );
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").isVisible()).toBe(false);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Take it along");
  await close();
});
