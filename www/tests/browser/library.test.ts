/** The page "Library" on the real default library with the real engine. */

import { readFile } from "node:fs/promises";
import { strToU8, unzipSync, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { editFile, examplesRun, replaceText, showLibrary } from "../kit/library.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const PAYMENT = "commercial/payment-terms.md";

async function library(options = {}) {
  const opened = await open(browser, options);
  await showLibrary(opened.page);
  return opened;
}

test.each([
  { colorScheme: "light", viewport: { width: 1360, height: 860 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const)(
  "the matrix, a clause and the editor pass axe: $colorScheme, $viewport.width wide",
  async (options) => {
    const { page, faults, close } = await library(options);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await axe(page)).toEqual([]);
    expect(await fits()).toBe(true);
    await page.getByRole("searchbox", { name: "Search" }).fill("payment terms net");
    expect(await page.locator("tbody tr:visible").count()).toBeLessThan(10);
    await page.getByRole("link", { name: "Payment Terms", exact: true }).click();
    await page.getByText("✓ as it must be").first().waitFor();
    expect(await page.locator(".got.wrong").count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    expect(await fits()).toBe(true);
    await page.getByRole("link", { name: "Edit this clause" }).click();
    await examplesRun(page);
    expect(await axe(page)).toEqual([]);
    expect(await fits()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  },
);

test("an edit shows its faults, what it changes, and is saved and used", async () => {
  const { page, faults, close } = await library();
  await editFile(page, PAYMENT);
  await replaceText(page, "<= 60 days", "<= 60 dys");
  await page.locator(".faults li", { hasText: "dys" }).first().waitFor();
  await replaceText(page, "<= 60 dys", "<= 61 days");
  await page.locator(".preview td", { hasText: "up to 61 days" }).waitFor();
  await replaceText(page, "<= 61 days", "<= 59 days");
  await page.locator(".faults li", { hasText: "This example must get" }).first().waitFor();
  await page.getByRole("link", { name: "What changes" }).click();
  await page.getByRole("button", { name: "Judge the samples" }).click();
  await page.getByText(/verdicts? would change in 3 texts/).waitFor();
  expect(await page.locator("library-changes tbody tr").allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining("Payment Terms")]),
  );
  expect(await axe(page)).toEqual([]);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the changed files" }).click();
  const files = unzipSync(await readFile(await (await downloading).path()));
  expect(Object.keys(files)).toEqual([PAYMENT]);
  expect(new TextDecoder().decode(files[PAYMENT])).toContain("<= 59 days");
  await page.getByRole("button", { name: "Use this library for checks" }).click();
  await page.getByText("Checks are made by the edited library").waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await trySample(page);
  const text = () => page.locator("finding-list").innerText();
  const edited = await text();
  await page.getByRole("button", { name: "Back to the page's own library" }).click();
  await expect.poll(text).not.toBe(edited);
  expect(await page.locator(".library-banner").isVisible()).toBe(false);
  expect(faults).toEqual([]);
  await close();
});

test("a pasted paragraph becomes a clause without errors, whose example gets its verdict", async () => {
  const { page, close } = await library();
  await page.getByRole("link", { name: "New clause" }).click();
  await page.getByLabel("Title").fill("Training Days");
  await page
    .getByLabel("Wording that we want")
    .fill("Customer shall book all training sessions within forty-five (45) days in New York.");
  await page.getByRole("button", { name: "Find its values" }).click();
  await page.getByText("2 values found.").waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Make the clause" }).click();
  await examplesRun(page);
  expect(await page.locator(".editor-state").innerText()).toContain("1 of 1 example as they must be");
  expect(await page.locator(".faults").innerText()).not.toContain("error:");
  await close();
});

test("hostile archives are refused, and hostile text stays text", async () => {
  const { page, faults, close } = await library();
  page.setDefaultTimeout(6_000);
  const zip = page.getByLabel("A library as .zip");
  const give = (files: Record<string, Uint8Array>) =>
    zip.setInputFiles({ name: "x.zip", mimeType: "application/zip", buffer: Buffer.from(zipSync(files)) });
  await zip.setInputFiles({ name: "x.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") });
  await page.getByRole("alert").getByText("could not be opened").waitFor();
  await give({ "library.md": strToU8("# A"), "../evil.md": strToU8("x") });
  await page.getByRole("alert").getByText("leads out of the library").waitFor();
  await give({ "library.md": strToU8("# A"), "big.md": new Uint8Array(40_000_000) });
  await page.getByRole("alert").getByText("larger than 1 MB").waitFor();
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const clause = `---\nid: evil\nowner: ${evil}\nrisk: low\ncoverage: strict\n---\n\n# Evil ${evil}\n\nWhy \`${evil}\`\n\n## Found by\n\n- heading: Evil\n\n## Matrix\n\n| Position | clause | Role |\n| --- | --- | --- |\n| Standard | present | seller |\n\n## Language\n\n### Standard\n\n> \`${evil}\`\n\n## Say\n\n\`${evil}\`\n`;
  await give({
    "lib/library.md": strToU8(`---\nname: "${evil}"\nversion: 1\n---\n\n# L\n`),
    "lib/evil.md": strToU8(clause),
  });
  await page.getByRole("link", { name: /Evil/ }).click();
  await page.locator(".clause-page").waitFor();
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(await page.title()).toBe("Library · clausecheck");
  expect(faults).toEqual([]);
  await close();
});
