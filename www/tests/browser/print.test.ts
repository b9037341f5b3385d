/** On paper: the brief, the customer's version, the matrix, a clause and a deal, as the browser's own PDF. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { showLibrary } from "../kit/library.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Paper {
  pages: number;
  /** Whether its first page is wider than it is high. */
  isWide: boolean;
}

/** Prints the page to PDF, as it asks to be printed. */
async function paper(page: Page): Promise<Paper> {
  const bytes = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...bytes.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  const [, width, height] = boxes[0] ?? [];
  return { pages: boxes.length, isWide: Number(width) > Number(height) };
}

/** What can be read, and what is cut off sideways, under the styles of paper of so many pixels. */
async function printed<T>(page: Page, width: number, look: () => Promise<T>): Promise<T> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 1000 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const found = await look();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
  return found;
}

/** Texts and elements that hang over their own box or over the page's edge. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((one) => one.offsetParent !== null && !one.closest(".visually-hidden"))
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 1 && (left < 0 || right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 1);
      })
      .filter((one) => getComputedStyle(one).display !== "inline")
      .map((one) => `${one.tagName} ${one.className}: ${one.textContent?.slice(0, 60)}`),
  );
}

test("the brief is one page, and nothing of the page around it is on it", async () => {
  const { page, faults, close } = await open(browser, { reducedMotion: "reduce", colorScheme: "dark" });
  await trySample(page);
  await page.getByRole("button", { name: "Deal and facts" }).click();
  await page.getByLabel("Customer", { exact: true }).fill("Fairmont Clinics");
  expect(await paper(page)).toEqual({ pages: 1, isWide: false });
  await printed(page, 718, async () => {
    const text = await page.locator("body").innerText();
    expect(text).toMatch(/^Deal brief: Fairmont Clinics\n/);
    for (const heading of ["Exceptions", "Approvals needed", "The numbers used"])
      expect(text).toContain(heading);
    expect(text).not.toContain("Take it along");
    expect(await cutOff(page)).toEqual([]);
    // Black on white, whatever the screen has.
    const ink = await page
      .locator(".paper td")
      .first()
      .evaluate((one) => getComputedStyle(one).color);
    expect(ink).toBe("rgb(0, 0, 0)");
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
  });
  // Afterwards the page is as it was.
  expect(await page.locator(".paper").isVisible()).toBe(false);
  expect(await page.locator(".card").count()).toBeGreaterThan(5);
  expect(faults).toEqual([]);
  await close();
});

test("what was asked for is what is printed: the customer's version names no ladder", async () => {
  const { page, close } = await open(browser, { reducedMotion: "reduce" });
  await trySample(page);
  await page.getByRole("button", { name: "Take it along" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "For the customer" }).click();
  // The browser's dialog is answered by looking at what it would print.
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      Object.assign(window, { printed: document.querySelector(".paper")?.textContent });
      dispatchEvent(new Event("afterprint"));
    };
  });
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  const text = await page.evaluate(() => (window as unknown as { printed: string }).printed);
  expect(text).toContain("Our comments on your draft");
  expect(text).not.toMatch(/fallback|walk-away|legal review|finance|deal desk|approve|CFO|matrix/i);
  // The next print is the brief again.
  await page.evaluate(() => print());
  expect(await page.evaluate(() => (window as unknown as { printed: string }).printed)).toMatch(
    /^Deal brief/,
  );
  await close();
});

test("the matrix is printed across, whole, and without what there is to press", async () => {
  const { page, faults, close } = await open(browser, { reducedMotion: "reduce" });
  await showLibrary(page);
  const rows = await page.locator(".matrix tbody tr").count();
  const sheet = await paper(page);
  expect(sheet.isWide).toBe(true);
  expect(sheet.pages).toBeGreaterThan(1);
  expect(sheet.pages).toBeLessThan(rows / 3);
  await printed(page, 950, async () => {
    expect(await cutOff(page)).toEqual([]);
    const main = await page.locator("main").innerText();
    expect(main).toMatch(/^The fallback matrix/);
    expect(main).not.toMatch(/New clause|Open a folder|Search/);
    expect(await page.locator(".top").isVisible()).toBe(false);
    expect(await page.locator(".matrix tbody tr:visible").count()).toBe(rows);
    // No word is broken for want of room.
    const narrow = await page
      .locator(".whole th[scope=row]")
      .evaluateAll((cells) => Math.min(...cells.map((cell) => cell.getBoundingClientRect().width)));
    expect(narrow).toBeGreaterThan(80);
  });
  // What the search left is what is printed.
  await page.getByRole("searchbox", { name: "Search" }).fill("governing law");
  const few = await page.locator(".matrix tbody tr:visible").count();
  expect(few).toBeLessThan(rows);
  await printed(page, 950, async () => {
    expect(await page.locator(".matrix tbody tr:visible").count()).toBe(few);
  });
  await page.getByRole("link", { name: "Governing Law", exact: true }).click();
  await page.getByText("✓ as it must be").first().waitFor();
  expect((await paper(page)).isWide).toBe(false);
  await printed(page, 718, async () => {
    expect(await cutOff(page)).toEqual([]);
    expect(await page.locator("main").innerText()).not.toMatch(/Edit this clause|All clauses/);
  });
  expect(faults).toEqual([]);
  await close();
});

test("a deal is printed with its owners, and without its buttons", async () => {
  const { page, close } = await open(browser, { reducedMotion: "reduce" });
  await trySample(page);
  await page.getByRole("button", { name: "Keep as a round" }).click();
  await page.getByRole("textbox", { name: "Name of the new deal" }).fill("Acme renewal");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).click();
  await page.getByRole("heading", { level: 1, name: "Acme renewal" }).waitFor();
  await printed(page, 718, async () => {
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await page.locator("main").innerText()).toContain("Exceptions and their owners");
    expect(await cutOff(page)).toEqual([]);
  });
  await close();
});
