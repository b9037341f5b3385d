/** Contract text, names and library text are hostile: whatever they hold, they come out as text. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../src/report.ts";
import { copyElsewhere, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { PAYLOADS, strangers } from "../kit/payloads.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Every text of a report made hostile, but for the words that the page switches on and the ids that hold it together. */
function poisoned(payload: string): Report {
  const fixed = new Set(["decision", "op", "kind", "mode", "paper", "extent", "schema"]);
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return fixed.has(key) ? value : `${value}${payload}`;
    if (Array.isArray(value)) return value.map((one) => poison(one, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
  };
  return poison(sampleReport(), "") as Report;
}

test("every field of a report is text to the page", async () => {
  const { page, faults, close } = await open(browser, {
    reports: PAYLOADS.map(poisoned),
    reducedMotion: "reduce",
  });
  await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
  for (const payload of PAYLOADS) {
    await trySample(page);
    await expect.poll(() => page.locator("redline-document").getAttribute("aria-busy")).toBeNull();
    await page.evaluate(() => {
      for (const toggle of document.querySelectorAll<HTMLElement>(".card-toggle")) toggle.click();
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await strangers(page), payload).toEqual([]);
    // As text it is there to read: in the document, in the cards, in the banner.
    const shown = payload.replace("\u0000", "");
    for (const place of ["redline-document", "finding-list", "verdict-banner", ".source"]) {
      expect((await page.locator(place).textContent())?.replaceAll("\u0000", ""), place).toContain(shown);
    }
    await page.getByRole("button", { name: "Check another" }).click();
  }
  expect(faults).toEqual([]);
  await close();
});

test("pasted HTML never enters the document", async () => {
  const { page, faults, close } = await open(browser, { reports: [sampleReport()] });
  await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
  for (const payload of PAYLOADS) {
    await page.locator("#paste").focus();
    await copyElsewhere(page, `<p>Some words ${payload}</p>`, `Some words ${payload}`);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+V");
    await page.locator(".verdict-sentence").waitFor();
    expect(await strangers(page), payload).toEqual([]);
    await page.getByRole("button", { name: "Check another" }).click();
  }
  expect(faults).toEqual([]);
  await close();
});

test("a file's name is text too", async () => {
  const { page, faults, close } = await open(browser, { reports: [sampleReport()] });
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "<img src=x onerror=alert(1)>.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("words"),
    });
  await page.locator(".verdict-sentence").waitFor();
  expect(await page.locator(".source strong").textContent()).toBe("<img src=x onerror=alert(1)>.txt");
  expect(await strangers(page)).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});
