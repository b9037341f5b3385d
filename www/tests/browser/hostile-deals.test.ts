/** Names of deals, owners and approvers, and every text of an imported deal, come out as text. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeDeal } from "../../src/rounds/file.ts";
import { cleanName } from "../../src/rounds/model.ts";
import { trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { dealOf } from "../kit/deals.ts";
import { PAYLOADS, strangers } from "../kit/payloads.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("what is typed of a deal is text to the page", async () => {
  const { page, faults, close } = await open(browser, { reports: [sampleReport()], reducedMotion: "reduce" });
  await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
  for (const payload of PAYLOADS) {
    const name = cleanName(payload);
    await trySample(page);
    await page.getByRole("button", { name: "Keep as a round" }).click();
    await page.getByRole("radio", { name: "A new deal" }).check();
    await page.getByRole("textbox", { name: "Name of the new deal" }).fill(payload);
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
    const card = page.locator(".card", { hasText: "Payment Terms" });
    if (!(await card.locator(".card-body").isVisible())) await card.locator(".card-toggle").click();
    await card.getByRole("textbox", { name: "Owner" }).fill(payload);
    await page.keyboard.press("Enter");
    await card.getByRole("textbox", { name: "Approved by" }).fill(payload);
    await card.getByRole("button", { name: "Record approval" }).click();
    await expect.poll(() => card.locator(".approved").textContent()).toContain(`Approved by ${name} on`);
    expect(await page.locator(".watch-head a:visible").textContent()).toBe(name);
    expect(await strangers(page), payload).toEqual([]);
    await page.getByRole("button", { name: "Kept as round 1" }).click();
    await page.locator("deal-sheet .approved-list").waitFor();
    expect(await page.locator("deal-sheet h1").textContent()).toBe(name);
    expect(await page.locator("deal-sheet .approved-list").textContent()).toContain(`approved by ${name} on`);
    expect(await page.getByRole("textbox", { name: "Owner of Payment Terms" }).inputValue()).toBe(name);
    expect(await strangers(page), payload).toEqual([]);
    await page.getByRole("button", { name: "Delete…" }).click();
    expect(await page.locator("deals-page dialog h2").textContent()).toBe(`Delete ${name}?`);
    expect(await strangers(page), payload).toEqual([]);
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("No deal is kept yet.").waitFor();
    await page.getByRole("link", { name: "Check", exact: true }).click();
    await page.getByRole("button", { name: "Check another" }).click();
  }
  expect(faults).toEqual([]);
  await close();
});

test("every text of an imported deal is text to the page", async () => {
  const { page, faults, close } = await open(browser, { reports: [sampleReport()], reducedMotion: "reduce" });
  await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
  const fixed = new Set(["schema", "id", "date", "on", "closes", "value", "bytes", "base", "format"]);
  const switches = new Set([
    "decision",
    "op",
    "kind",
    "mode",
    "paper",
    "extent",
    "clause",
    "print",
    "findings",
  ]);
  for (const payload of PAYLOADS) {
    const poison = (value: unknown, key: string): unknown => {
      if (typeof value === "string")
        return fixed.has(key) || switches.has(key) ? value : `${value}${payload}`;
      if (Array.isArray(value)) return value.map((one) => poison(one, key));
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
    };
    const [first, second] = [sampleReport(), sampleReport()];
    for (const finding of second.findings) finding.print = "other";
    const deal = dealOf([first, second], {
      closes: "2000-01-01",
      owners: [{ clause: "payment-terms", name: "Ann" }],
      approvals: [
        {
          clause: "payment-terms",
          title: "Payment Terms",
          print: "0",
          final: "Words.",
          original: "Old words.",
          position: "Fallback 2",
          by: "Dana",
          on: "2026-03-02",
        },
      ],
    });
    await page.getByRole("link", { name: "Deals" }).click();
    await page.locator("deals-page input[type=file]").setInputFiles({
      name: "deal.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(poison(JSON.parse(writeDeal(deal)), ""))),
    });
    await page.locator("deal-sheet .rounds").waitFor();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await strangers(page), payload).toEqual([]);
    const shown = cleanName(payload);
    expect(await page.locator("deal-sheet h1").textContent()).toContain(shown);
    for (const place of [".warnings", ".owners", ".approved-list", ".rounds"]) {
      expect(
        cleanName((await page.locator(`deal-sheet ${place}`).textContent()) ?? "").length,
        place,
      ).toBeGreaterThan(0);
      expect((await page.locator(`deal-sheet ${place}`).innerHTML()).includes("<img"), place).toBe(false);
    }
    expect(await page.locator("deal-sheet .warning[data-kind=lapsed]").textContent()).toContain(shown);
    await page.getByRole("button", { name: "Open round 2" }).click();
    await page.locator(".verdict-sentence").waitFor();
    await page.locator(".watch-head a:visible").waitFor();
    expect(await strangers(page), payload).toEqual([]);
    await page.getByRole("link", { name: "Deals" }).click();
    await page.getByRole("button", { name: /^Delete: / }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("No deal is kept yet.").waitFor();
  }
  expect(faults).toEqual([]);
  await close();
});
