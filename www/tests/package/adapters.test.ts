/** Each adapter's example: built from the packed tarball, opened in a real browser, and typed into. */

import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "../kit/browser.ts";
import { install, pack, workshop } from "./install.ts";
import { serve } from "./site.ts";

const { folder, clear } = workshop();
let packed: ReturnType<typeof pack>;
let browser: Browser;

beforeAll(async () => {
  packed = pack(folder);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  clear();
});

/** Builds an example, opens it under the strict policy, and expects that nothing went wrong in it. */
async function open(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  const root = install(name, folder, packed.tarball);
  await build({ root, logLevel: "error" });
  const site = await serve(join(root, "dist"));
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.address)) faults.push(`a request to ${request.url()}`);
  });
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(site.address);
  await use(page);
  if (process.env.CLAUSECHECK_SHOTS) {
    await page.screenshot({ path: join(process.env.CLAUSECHECK_SHOTS, `${name}.png`) });
  }
  expect(faults).toEqual([]);
  await page.close();
  site.close();
}

/** Waits for a decision to be shown. */
async function decided(page: Page, decision: string): Promise<void> {
  await page.locator("#decision").filter({ hasText: decision }).waitFor({ timeout: 20_000 });
}

test("CodeMirror shows findings while one types, and applies the wording", async () => {
  await open("codemirror", async (page) => {
    await decided(page, "approve");
    const content = page.getByRole("textbox", { name: "Redline" });
    const mark = page.locator(".cm-lintRange.clausecheck-approve");
    expect(await mark.allTextContents()).toEqual(["thirty (30)~>sixty (60)"]);
    expect(await mark.evaluate((node) => getComputedStyle(node).textDecorationStyle)).toBe("wavy");

    await content.press("Control+End");
    const typed = " Customer may withhold any amount it disputes, {++in its sole discretion++}.";
    await page.keyboard.type(typed);
    await decided(page, "legal_review");
    expect(await page.locator(".cm-lintRange-error").count()).toBeGreaterThan(0);
    for (let i = 0; i < typed.length; i += 1) await page.keyboard.press("Backspace");
    await decided(page, "approve");

    await page.keyboard.press("Control+Shift+M");
    const panel = page.locator(".cm-panel-lint");
    await panel.waitFor();
    expect(await panel.textContent()).toMatch(/Payment Terms: Needs finance\. .*60 days/);
    await panel.getByRole("button", { name: "Use Standard" }).click();
    await decided(page, "accept");
    expect(await content.textContent()).toBe(
      "Customer shall pay each invoice within thirty (30) days after the invoice date.",
    );
  });
});

test("ProseMirror tracks what is typed, and the wording is put in as a tracked change", async () => {
  await open("prosemirror", async (page) => {
    await decided(page, "approve");
    const editor = page.getByRole("textbox", { name: "Contract" });
    const marks = page.locator(".clausecheck-approve");
    expect((await marks.allTextContents()).join("")).toBe("thirty (30)sixty (60)");

    // Words typed before the finding move it; those after it are judged, as the insertion that they are.
    await editor.press("Control+Home");
    await page.keyboard.type("Part ");
    expect((await marks.allTextContents()).join("")).toBe("thirty (30)sixty (60)");
    await editor.press("Control+End");
    const typed = " Customer may set off any amount it claims.";
    await page.keyboard.type(typed);
    await decided(page, "legal_review");
    expect(await editor.locator("ins").allTextContents()).toContain(typed);
    for (let i = 0; i < typed.length; i += 1) await page.keyboard.press("Backspace");
    await decided(page, "approve");

    await page.getByRole("button", { name: "Use the approved wording" }).click();
    await decided(page, "accept");
    expect(await editor.locator("p").textContent()).toBe(
      "Customer shall pay each invoice within thirty (30) days after the invoice date.",
    );
    expect(await editor.locator("p ins, p del").count()).toBe(0);
    await editor.press("Control+z");
    await decided(page, "approve");
    expect(await editor.locator("p ins").allTextContents()).toEqual(["sixty (60)"]);
  });
});

test("Tiptap takes the plugin in an extension", async () => {
  await open("tiptap", async (page) => {
    await decided(page, "approve");
    const editor = page.getByRole("textbox", { name: "Contract" });
    await editor.press("Control+End");
    await page.keyboard.type(" Fees are exclusive of taxes.");
    expect((await page.locator(".clausecheck-approve").allTextContents()).join("")).toBe(
      "thirty (30)sixty (60)",
    );
    await page.getByRole("button", { name: "Use the approved wording" }).click();
    await editor.locator("ins").waitFor({ state: "detached" });
    expect(await editor.textContent()).toContain("within thirty (30) days after");
  });
});
