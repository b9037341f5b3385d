/** Contract text, names and library text are hostile: whatever they hold, they come out as text. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyElsewhere, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { PAYLOADS, strangers } from "../kit/payloads.ts";
import { sampleLibrary } from "../kit/sample-library.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Every text of a report made hostile, but for the words that the page switches on and the ids that hold it together. */
function poisoned<T>(matter: T, payload: string, kept: readonly string[] = []): T {
  // `term` is a word that must still be found in a text; what it means is poisoned.
  const fixed = new Set([
    "decision",
    "op",
    "kind",
    "mode",
    "paper",
    "extent",
    "schema",
    "position",
    "term",
    "row",
    ...kept,
  ]);
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return fixed.has(key) ? value : `${value}${payload}`;
    if (Array.isArray(value)) return value.map((one) => poison(one, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
  };
  return poison(matter, "") as T;
}

test("every field of a report is text to the page", async () => {
  const used = { deal: { "annual value": "300000" }, facts: { "uptime.supported": "99.95 %" } };
  const matter = sampleReport({ used, desk: "a clause is beyond its walk-away point" });
  const { page, faults, close } = await open(browser, {
    reports: PAYLOADS.map((payload) => poisoned(matter, payload)),
    library: poisoned(sampleLibrary(), PAYLOADS[0] ?? ""),
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
    await page.locator("#customer").evaluate((input: HTMLInputElement, name) => {
      input.value = name;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, payload);
    await page.getByRole("button", { name: "Take it along" }).click();
    for (const name of ["Messages", "For the customer", "Report", "Deal brief"]) {
      await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
      expect(await strangers(page), `${name}: ${payload}`).toEqual([]);
    }
    expect((await page.locator(".sheet").textContent())?.replaceAll("\u0000", "")).toContain(shown);
    // On paper too.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await strangers(page), `on paper: ${payload}`).toEqual([]);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Check another" }).click();
  }
  expect(faults).toEqual([]);
  await close();
});

test("the library's words are text too: the ladder, the reasons, the glossary", async () => {
  for (const payload of PAYLOADS) {
    const { page, faults, close } = await open(browser, {
      reports: [sampleReport()],
      library: poisoned(sampleLibrary(), payload, ["id", "name", "position"]),
      reducedMotion: "reduce",
    });
    await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
    await trySample(page);
    await page.locator(".card", { hasText: "Payment Terms" }).locator(".card-toggle").click();
    for (const term of await page.locator(".term").all()) await term.click();
    expect(await strangers(page), payload).toEqual([]);
    const shown = payload.replace("\u0000", "").trim();
    for (const place of [".ladder", ".clause-why", ".gloss"]) {
      const text = (await page.locator(place).first().textContent())?.replaceAll("\u0000", "");
      expect(text, `${place}: ${payload}`).toContain(shown);
    }
    expect(faults).toEqual([]);
    await close();
  }
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
