/** The page "Library" without a mouse: from the matrix to a clause, into the editor, out of it, and saved. */

import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tabTo } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { examplesRun } from "../kit/library.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("matrix, clause, editor, what changes, save, use, and back, by keyboard alone", async () => {
  const { page, faults, close } = await open(browser, { reducedMotion: "reduce", acceptDownloads: true });
  const heading = () => page.evaluate(() => document.activeElement?.closest("h1")?.textContent ?? "");
  await tabTo(page, /^Library$/);
  await page.keyboard.press("Enter");
  await page.locator(".matrix").first().waitFor();
  // The search narrows the matrix, and says to how many.
  await tabTo(page, /^Search$/);
  await page.keyboard.type("payment terms net");
  await expect
    .poll(() => page.locator("library-page > [role=status]").textContent())
    .toMatch(/^\d+ clauses?$/);
  await tabTo(page, /^Payment Terms$/);
  await page.keyboard.press("Enter");
  await page.getByText("✓ as it must be").first().waitFor();
  expect(await heading()).toBe("Payment Terms");
  await tabTo(page, /^Edit this clause$/);
  await page.keyboard.press("Enter");
  await page.locator(".cm-content").waitFor();
  await examplesRun(page);
  expect(await heading()).toBe("commercial/payment-terms.md");

  // Into the editor, to the row, and a digit in place of another.
  await tabTo(page, /^Text of commercial\/payment-terms\.md$/);
  const at = await page.evaluate(() => {
    const content = document.querySelector(".editor-host")?.shadowRoot?.querySelector(".cm-content");
    const view = (content as unknown as { cmTile: { view: { state: { doc: { toString(): string } } } } })
      .cmTile.view;
    const before = view.state.doc.toString().split("<= 60 days")[0]?.split("\n") ?? [];
    return { line: before.length, column: before.at(-1)?.length ?? 0 };
  });
  await page.keyboard.press("Control+Home");
  // Long lines are wrapped, so the lines are counted from their ends.
  for (let line = 1; line < at.line; line += 1) {
    await page.keyboard.press("End");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
  }
  for (let letter = 0; letter < at.column + "<= 60".length; letter += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("59");
  await page.locator(".preview td", { hasText: "up to 59 days" }).waitFor();
  const fault = page.locator(".faults li", { hasText: "This example must get" }).first();
  await fault.waitFor();
  expect(await page.locator(".editor-state").getAttribute("role")).toBe("status");

  // Tab leaves the editor; a fault leads back to its line.
  const line = /^Line \d+$/;
  await tabTo(page, line);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("editor-host");
  await tabTo(page, /^What changes$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "What changes" }).waitFor();
  await expect.poll(heading).toBe("What changes");
  await tabTo(page, /^Judge the samples/);
  await page.keyboard.press("Enter");
  await page.locator("library-changes [role=status]", { hasText: "would change in 3 texts" }).waitFor();
  const downloading = page.waitForEvent("download");
  await tabTo(page, /^Download the changed files$/);
  await page.keyboard.press("Enter");
  const files = unzipSync(await readFile(await (await downloading).path()));
  expect(new TextDecoder().decode(files["commercial/payment-terms.md"])).toContain("<= 59 days");
  await tabTo(page, /^Use this library for checks$/);
  await page.keyboard.press("Enter");
  await page.getByText("Checks are made by the edited library").waitFor();
  await tabTo(page, /^All clauses$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".matrix.whole").waitFor();
  await expect.poll(heading).toBe("The fallback matrix");
  expect(faults).toEqual([]);
  await close();
});
