/** The page on reports that are known: what it shows, and that both sides keep in step. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drop, titles, trySample } from "../kit/actions.ts";
import { launch, type OpenOptions, open } from "../kit/browser.ts";
import { asked } from "../kit/fake-worker.ts";
import { report } from "../kit/reports.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function opened(options: OpenOptions = {}) {
  const one = await open(browser, { reports: [sampleReport()], ...options });
  return { ...one, asked: () => asked(one.page) };
}

test("the verdict stands first, then the findings, the most severe first", async () => {
  const { page, faults, close } = await opened();
  await trySample(page);
  expect(await page.locator("h1:visible").textContent()).toBe(
    "Don't sign: 1 clause is past the walk-away point, legal must review 3, 5 more need approval.",
  );
  expect(await titles(page)).toEqual([
    "Most-Favoured Customer",
    "Breach Notification",
    "Limitation of Liability",
    "Assignment",
    "Payment Terms",
    "Discount",
    "Late Interest",
    "Service Levels",
    "Termination for Convenience",
    "Governing Law",
  ]);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  expect(faults).toEqual([]);
  await close();
});

test("a card says what changed, why, who decides and what to offer", async () => {
  const { page, close } = await opened();
  await trySample(page);
  const card = page.locator(".card", { hasText: "Payment Terms" });
  expect(await card.locator("del").first().textContent()).toBe("thirty (30)");
  expect(await card.locator("ins").first().textContent()).toBe("sixty (60)");
  expect(await card.locator(".standing").innerText()).toMatch(/Standard[\s\S]*Fallback 2/);
  await card.locator(".card-toggle").click();
  const body = await card.locator(".card-body").innerText();
  expect(body).toContain("60 days to pay is Fallback 2 (<= 60 days), which finance approves.");
  expect(body).toContain("30 days");
  expect(body).toContain(
    "Finance. Ask finance@vendor.example. Answers within 1 business day. Escalates: finance, then the CFO.",
  );
  expect(body).toContain("longer terms need our finance team");
  await card.getByRole("button", { name: "Copy wording" }).click();
  await card.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "Customer shall pay each invoice within thirty (30) days after the invoice date.",
  );
  await close();
});

test("choosing on either side finds the other", async () => {
  const { page, close } = await opened();
  await trySample(page);
  await page.locator(".card", { hasText: "Governing Law" }).locator(".card-toggle").click();
  const marks = page.locator(".mark.chosen");
  expect((await marks.allTextContents()).join("")).toBe("DelawareNew York");
  await expect
    .poll(() => marks.first().evaluate((mark) => mark.getBoundingClientRect().top < innerHeight))
    .toBe(true);

  await page.locator(".mark", { hasText: "99.9%" }).click();
  const current = page.locator(".card[aria-current=true]");
  expect(await current.locator(".card-title").innerText()).toContain("Service Levels");
  expect(await current.locator(".card-body").isVisible()).toBe(true);
  await expect
    .poll(() => current.evaluate((card) => card.getBoundingClientRect().top < innerHeight))
    .toBe(true);
  await close();
});

test("the document reads as the redline, with each finding flagged by shape and number", async () => {
  const { page, close } = await opened();
  await trySample(page);
  const line = page.locator("redline-document .block", { hasText: "pay each invoice" });
  expect(await line.locator("del").textContent()).toBe("thirty (30)");
  expect(await line.locator("ins").getAttribute("title")).toBe("Inserted by Dana Reyes, 2026-03-02");
  const flag = line.getByRole("button", { name: "Finding 5, Payment Terms: Needs finance" });
  expect(await flag.textContent()).toBe("5");
  expect(await flag.locator("svg").getAttribute("data-decision")).toBe("approve");
  await close();
});

test("findings can be filtered by verdict and walked by keyboard", async () => {
  const { page, close } = await opened();
  await trySample(page);
  await page.getByRole("button", { name: "Legal review: 3 clauses" }).click();
  expect(await titles(page)).toEqual(["Breach Notification", "Limitation of Liability", "Assignment"]);
  const current = () => page.locator(".card[aria-current=true] .card-title").innerText();
  await page.keyboard.press("j");
  expect(await current()).toContain("Breach Notification");
  await page.keyboard.press("j");
  await page.keyboard.press("Alt+ArrowDown");
  expect(await current()).toContain("Assignment");
  await page.keyboard.press("j");
  expect(await current()).toContain("Breach Notification");
  await page.keyboard.press("k");
  expect(await current()).toContain("Assignment");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-toggle");
  await close();
});

test("the annual value judges again at once", async () => {
  const first = sampleReport();
  const second = report("A {++b++}.", [{ id: "x", title: "Only One", decision: "accept" }]);
  const { page, close, asked } = await opened({ reports: [first, second] });
  await trySample(page);
  await page.getByLabel("Annual value").fill("300.000");
  await page.getByText("Write an amount").waitFor();
  await page.getByLabel("Annual value").fill("300,000");
  await page.getByText("You can sign").first().waitFor();
  expect((await asked()).map((one) => one.options.deal)).toEqual([undefined, { "annual value": "300000" }]);
  // The reader is still typing; the page must not take the keyboard away.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("annual-value");
  await close();
});

test("two dropped files are two versions, and can be swapped", async () => {
  const { page, close, asked } = await opened();
  const file = (name: string) => ({ name, bytes: new TextEncoder().encode(`the text of ${name}`) });
  await drop(page, [file("sent.txt"), file("back.txt")]);
  expect(await page.locator(".slot-file").allTextContents()).toEqual(["sent.txt", "back.txt"]);
  await page.getByRole("button", { name: "Swap the two versions" }).click();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator(".verdict-sentence").waitFor();
  expect(await asked()).toEqual([
    { text: "the text of sent.txt", base: "the text of back.txt", options: { blocks: true } },
  ]);
  expect(await page.locator(".source").innerText()).toContain("sent.txt, against back.txt");
  await close();
});

test("what could not be checked is listed, and found in the document", async () => {
  const { page, close } = await opened();
  await trySample(page);
  const unchecked = page.getByRole("region", { name: "Not checked, or in doubt: 1 passage" });
  await unchecked.getByRole("button", { name: /^Show/ }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^6\.3 Notices/);
  expect(await page.locator(".unchecked-mark").innerText()).toBe(
    "Notices under this Agreement must be in writing",
  );
  await close();
});

test("a clean text with unread passages is not called clean", async () => {
  const clean = report("Some words.", [{ id: "x", title: "X", decision: "accept" }], {
    problems: [{ message: "The party “Bidder” is on no known side.", span: null }],
  });
  const { page, close } = await opened({ reports: [clean] });
  await trySample(page);
  expect(await page.locator("h1:visible").innerText()).toBe(
    "Nothing to escalate in what was read, but 1 passage could not be checked.",
  );
  await page.getByText("Bidder").waitFor();
  await close();
});

test("a narrow window shows one pane at a time", async () => {
  const { page, close } = await opened({ viewport: { width: 390, height: 844 } });
  await trySample(page);
  expect(await page.locator("redline-document").isVisible()).toBe(false);
  await page.locator(".card", { hasText: "Assignment" }).locator(".card-toggle").click();
  await page.locator(".card.open").getByRole("button", { name: "Show in the document" }).click();
  expect(await page.locator("finding-list").isVisible()).toBe(false);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("4");
  await page.keyboard.press("Enter");
  expect(await page.locator(".card[aria-current=true] .card-title").innerText()).toContain("Assignment");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await close();
});

test("a long document is laid out in full, and its last finding is found", async () => {
  const filler = Array.from(
    { length: 1500 },
    (_, index) =>
      `${index}. The Vendor shall {~~promptly~>without undue delay~~} provide the services that the order form describes, in a professional manner and with the care that is usual in the trade, and shall correct any fault that the Customer reports within a reasonable time.`,
  );
  const text = [...filler, "Law. This Agreement is governed by the laws of {~~Delaware~>New York~~}."].join(
    "\n\n",
  );
  const long = report(text, [
    { id: "early", title: "Early", decision: "legal_review", at: "0. The Vendor" },
    { id: "late", title: "Late", decision: "accept", at: "governed by the laws" },
  ]);
  const { page, close } = await opened({ reports: [long] });
  await trySample(page);
  await expect
    .poll(() => page.locator("redline-document").getAttribute("aria-busy"), { timeout: 20_000 })
    .toBeNull();
  expect(await page.locator("redline-document .block").count()).toBe(1501);
  await page.locator(".card", { hasText: "Late" }).locator(".card-toggle").click();
  const chosen = page.locator(".mark.chosen").first();
  await expect
    .poll(() =>
      chosen.evaluate((mark) => {
        const { top, bottom } = mark.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;
      }),
    )
    .toBe(true);
  await close();
});
