/** Each adapter's example: built from the packed tarball, opened in a real browser, and typed into. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { flatOpc } from "../kit/flat-opc.ts";
import { install } from "./install.ts";
import { serve } from "./site.ts";
import { stage, watch } from "./stage.ts";

const set = stage();

/** Word's API, as a task pane loads it; the test answers in its place. */
const OFFICE = "https://appsforoffice.microsoft.com";

/** Builds an example, opens it under the strict policy, and expects that nothing went wrong in it. */
async function open(name: string, use: (page: Page) => Promise<void>, office?: string): Promise<void> {
  const root = install(name, set.folder, set.packed.tarball);
  if (name !== "element") await build({ root, logLevel: "error" });
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${OFFICE}; connect-src 'self'; worker-src 'self'`;
  const site = await serve(name === "element" ? root : join(root, "dist"), office ? policy : undefined);
  const context = await set.browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const isOffice = (url: string) => office !== undefined && url === `${OFFICE}/lib/1/hosted/office.js`;
  const faults = await watch(page, (url) => isOffice(url) || url.startsWith(site.address));
  await page.route(`${OFFICE}/**`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: office ?? "" }),
  );
  await page.goto(site.address);
  await use(page);
  if (process.env.CLAUSECHECK_SHOTS) {
    await page.screenshot({ path: join(process.env.CLAUSECHECK_SHOTS, `${name}.png`) });
  }
  expect(faults).toEqual([]);
  await context.close();
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

test("the element shows what is typed, tells the page, and is themed by it", async () => {
  await open("element", async (page) => {
    await decided(page, "approve");
    const element = page.locator("clause-check");
    const finding = element.locator("li", { hasText: "Payment Terms" });
    expect(await element.getByRole("status").textContent()).toMatch(/^Don't sign yet: finance must approve/);
    expect(await element.locator("del").allTextContents()).toEqual(["thirty (30)"]);
    expect(await element.locator("ins").allTextContents()).toEqual(["sixty (60)"]);
    expect(await finding.textContent()).toMatch(/60 days.*Standard says:.*thirty \(30\)/);
    const colour = (of: string) =>
      element
        .locator(of)
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    expect(await colour(".ask")).toBe("rgb(0, 60, 120)");
    expect(await element.getByRole("status").evaluate((node) => getComputedStyle(node).fontSize)).toBe(
      "20px",
    );

    // By the keyboard alone.
    await finding.getByRole("button").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#selected").textContent()).toBe("payment-terms/1");
    expect(await finding.getByRole("button").first().getAttribute("aria-pressed")).toBe("true");
    expect((await element.locator("mark[data-selected]").allTextContents()).join("")).toBe(
      "thirty (30)sixty (60)",
    );
    const axe = await new AxeBuilder({ page }).analyze();
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

    // Typed text is text, whatever it looks like.
    const field = page.getByRole("textbox");
    await field.press("Control+End");
    await page.keyboard.type("\n\nCustomer may {++\\<img src=x onerror=alert(1)\\> set off++} any amount.");
    await decided(page, "legal_review");
    const shown = element.getByRole("region", { name: "Redline" });
    await shown.filter({ hasText: "may <img src=x onerror=alert(1)> set off any" }).waitFor();
    expect(await element.locator("img").count()).toBe(0);

    await field.fill("");
    await element.getByRole("listitem").first().waitFor({ state: "detached" });
    await element.evaluate((node) => {
      (node as HTMLElement & { deal: unknown }).deal = { annual_value: "much" };
      (node as HTMLElement & { redline: string }).redline = "Fees are {++not++} due.";
    });
    await page.locator("#decision").filter({ hasText: "annual_value" }).waitFor();
    expect(await element.getByRole("status").textContent()).toMatch(/^Not checked: /);
  });
});

/** Enough of Word for a pane: one document, and a list of what was asked of it. */
function standIn(flat: string): string {
  return `
    const asked = [];
    const place = (on) => ({
      select: () => asked.push("select " + on),
      insertComment: (text) => asked.push("comment on " + on + ": " + text),
      insertText: (text) => asked.push(context.document.changeTrackingMode + " " + on + ": " + text),
      delete: () => asked.push("delete " + on),
    });
    const texts = ["Customer shall pay each undisputed invoice within sixty (60) days after the invoice date."];
    const items = texts.map((text) => ({
      getReviewedText: () => ({ value: text }),
      getRange: () => place("paragraph"),
      search: (words) => ({ load() {}, items: text.includes(words) ? [place(words)] : [] }),
    }));
    const context = {
      document: {
        changeTrackingMode: "Off",
        load() {},
        body: { getOoxml: () => ({ value: ${JSON.stringify(flat)} }), paragraphs: { load() {}, items } },
      },
      sync: async () => {},
    };
    globalThis.asked = asked;
    globalThis.Word = { run: (batch) => batch(context) };
    globalThis.Office = { onReady: async () => ({ host: "Word" }) };
  `;
}

test("the task pane checks what Word holds, and asks it to select, to comment and to track the wording", async () => {
  const fixture = new URL("../../../tests/fixtures/docx/saas-redline.docx", import.meta.url);
  const use = async (page: Page) => {
    await page.getByLabel("Annual value of the deal").fill("300000");
    await page.getByRole("button", { name: "Check this document" }).click();
    const payment = page.getByRole("listitem").filter({ hasText: "Payment Terms" });
    await payment.waitFor({ timeout: 20_000 });
    expect(await page.getByRole("status").textContent()).toMatch(/^Don't sign yet: legal must review/);
    expect(await payment.textContent()).toMatch(/Needs finance/);
    await payment.getByRole("button").first().click();
    await payment.getByRole("button", { name: "Comment for colleagues" }).click();
    await payment.getByRole("button", { name: "Use Standard" }).click();
    await page.getByRole("status").filter({ hasText: "as a tracked change" }).waitFor();
    const asked = await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    expect(asked).toEqual([
      "select sixty (60)",
      expect.stringMatching(/^comment on sixty \(60\): Internal\. Needs finance\. .*60 days/),
      expect.stringMatching(/^TrackAll paragraph: Customer shall pay each invoice within thirty \(30\) days/),
    ]);
    // A passage that Word no longer has is not touched.
    const law = page.getByRole("listitem").filter({ hasText: "Governing Law" });
    await law.getByRole("button").first().click();
    await page.getByRole("status").filter({ hasText: "was not found" }).waitFor();
    const axe = await new AxeBuilder({ page }).analyze();
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  await open("word", use, standIn(flatOpc(new Uint8Array(readFileSync(fixture)))));
});
