/** Things that people do to the page, and things that tests look at. */

import { AxeBuilder } from "@axe-core/playwright";
import type { JSHandle, Page } from "playwright-core";

/** A file that is dropped. */
export interface Dropped {
  name: string;
  bytes: Uint8Array;
}

/** Drops files on the page as a file manager would. */
export async function drop(page: Page, files: Dropped[]): Promise<void> {
  await letGo(page, await carry(page, files));
}

/** Has files in hand over the page. */
export function carry(page: Page, files: Dropped[]): Promise<JSHandle<DataTransfer>> {
  const packed = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  return page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, packed);
}

/** Lets files go that are in hand. */
export async function letGo(page: Page, data: JSHandle<DataTransfer>): Promise<void> {
  await page.dispatchEvent("main", "dragover", { dataTransfer: data });
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
}

/** Puts HTML and text on the clipboard exactly as they are, as another program's copy would. */
export async function copyElsewhere(page: Page, html: string, text: string): Promise<void> {
  await page.evaluate(
    ({ html, text }) => {
      document.addEventListener(
        "copy",
        (event) => {
          event.clipboardData?.setData("text/html", html);
          event.clipboardData?.setData("text/plain", text);
          event.preventDefault();
        },
        { once: true },
      );
    },
    { html, text },
  );
  await page.keyboard.press("Control+C");
}

/** Moves the keyboard until it is at something of this name; fails where it never comes there. */
export async function tabTo(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const label = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const named = at as HTMLInputElement | null;
      return at?.getAttribute("aria-label") || named?.labels?.[0]?.textContent || at?.textContent || "";
    });
    if (name.test(label)) return;
    passed.push(label.slice(0, 40));
  }
  throw new Error(`the keyboard does not reach ${name}, only ${passed.join("; ")}`);
}

/** Has the page's sample checked. */
export async function trySample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "A heavy redline" }).click();
  await page.locator(".verdict-sentence").waitFor();
}

/** Titles of the cards that are shown, in order. */
export function titles(page: Page): Promise<string[]> {
  return page
    .locator(".card:visible .card-title")
    .evaluateAll((cards) => cards.map((card) => (card.lastChild?.textContent ?? "").trim()));
}

/** What axe finds, in one line each. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary}`),
  );
}
