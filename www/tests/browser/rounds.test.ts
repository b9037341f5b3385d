/** Deals that are kept, through the real engine: rounds compared, approvals, export and import, and deletion. */

import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../src/report.ts";
import { axe, drop, tabTo } from "../kit/actions.ts";
import { launch, type OpenOptions, open } from "../kit/browser.ts";
import { editFile, replaceText, showLibrary } from "../kit/library.ts";
import { everythingKept } from "../kit/store.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const HEAVY = await readFile(new URL("../../src/samples/saas-agreement.md", import.meta.url), "utf8");
/** What came back next: the law that could be accepted is another now, and so is the term that finance approved. */
const NEXT = HEAVY.replace("New York", "England").replace("sixty (60)", "ninety (90)");

async function opened(options: OpenOptions = {}) {
  return open(browser, { reducedMotion: "reduce", acceptDownloads: true, ...options });
}

/** Checks a text as a file that is dropped on the page. */
async function check(page: Page, text: string, name = "redline.md"): Promise<void> {
  const another = page.getByRole("button", { name: "Check another" });
  if (await another.isVisible()) await another.click();
  await drop(page, [{ name, bytes: new TextEncoder().encode(text) }]);
  await page.locator(".verdict-sentence").waitFor();
}

/** Keeps what is checked, as the first round of a deal of this name. */
async function keepNew(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Keep as a round" }).click();
  await page.getByRole("textbox", { name: "Name of the new deal" }).fill(name);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
}

/** Keeps what is checked, as the next round of the open deal. */
async function keepNext(page: Page, number: number): Promise<void> {
  await page.getByRole("button", { name: "Keep as a round" }).click();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: `Kept as round ${number}` }).waitFor();
}

/** What is kept, with the reports read: as text their fields may stand in another order. */
function read(kept: Record<string, unknown[]>): unknown {
  return JSON.parse(JSON.stringify(kept), (key, value) =>
    key === "report" && typeof value === "string" ? JSON.parse(value) : value,
  );
}

function warning(page: Page, kind: string) {
  return page.locator(`check-page .warning[data-kind="${kind}"]`);
}

/** The card of a clause, opened. */
async function cardOf(page: Page, title: string) {
  const card = page.locator(".card", { hasText: title }).first();
  if (!(await card.evaluate((one) => one.classList.contains("open"))))
    await card.locator(".card-toggle").click();
  return card;
}

async function approve(page: Page, title: string, by: string, on: string): Promise<void> {
  const card = await cardOf(page, title);
  await card.getByRole("textbox", { name: "Approved by" }).fill(by);
  await card.getByLabel("On", { exact: true }).fill(on);
  await card.getByRole("button", { name: "Record approval" }).click();
  await card.getByText(`Approved by ${by} on`).waitFor();
}

test("the next redline is compared with the kept round: re-traded terms come first", async () => {
  const { page, faults, requests, close } = await opened();
  await check(page, HEAVY);
  expect(await page.locator(".watch:visible").count()).toBe(0);
  await keepNew(page, "Acme renewal");
  expect(await warning(page, "retrade").count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Kept as round 1");
  await page.locator(".findings-pane .pane-body").evaluate((pane) => pane.scrollTo(0, 1000));
  // The deal stays open while another text is checked.
  await page.getByRole("button", { name: "Check another" }).click();
  await page.getByText("What you check next is compared with 1 round of this deal").waitFor();
  await check(page, NEXT, "second.md");
  await page.getByText("Compared with 1 round; not kept yet").waitFor();
  // The warnings are seen, wherever the last text was left.
  expect(await page.locator(".findings-pane .pane-body").evaluate((pane) => pane.scrollTop)).toBe(0);
  const again = warning(page, "retrade");
  expect(await again.count()).toBe(1);
  expect(await again.innerText()).toContain(
    "Governing Law is re-traded: it could be accepted as it was in round 1, and now it is worse: Fallback 2 instead of Fallback 1.",
  );
  expect(await again.innerText()).toContain("New York then, ");
  await again.locator("summary").click();
  expect(await again.locator("dd").allInnerTexts()).toEqual([
    expect.stringContaining("State of New York"),
    expect.stringContaining("State of England"),
  ]);
  // From the warning to its finding.
  await again.getByRole("button", { name: "Show the finding" }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Governing Law");
  expect(await page.locator(".card.chosen .card-title").innerText()).toContain("Governing Law");
  await keepNext(page, 2);
  expect(await again.count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  // Keeping is not sending.
  expect(requests.filter((url) => !/\.(js|css|json|wasm)$/.test(url))).toEqual([]);
  await close();
});

test("an approval holds for its words, and lapses with others", async () => {
  const { page, faults, close } = await opened();
  await check(page, HEAVY);
  await keepNew(page, "Acme renewal");
  const card = await cardOf(page, "Payment Terms");
  await card.getByRole("button", { name: "Record approval" }).click();
  await card.getByText("Say who approved it.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
  expect(await axe(page)).toEqual([]);
  await approve(page, "Payment Terms", "Dana Reyes", "2026-03-02");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    "Approved by Dana Reyes on 2 March 2026, in these words.",
  );
  await check(page, HEAVY, "the same.md");
  expect(await warning(page, "lapsed").count()).toBe(0);
  await (await cardOf(page, "Payment Terms")).getByText("in these words").waitFor();
  await check(page, NEXT, "second.md");
  expect(await warning(page, "lapsed").innerText()).toContain(
    "The approval of Payment Terms no longer holds: Dana Reyes approved other words on 2 March 2026.",
  );
  expect(await warning(page, "retrade").first().innerText()).toContain("60 days then, 90 days now");
  await (await cardOf(page, "Payment Terms")).getByText("Dana Reyes approved other words").waitFor();
  // A new approval mends it.
  await approve(page, "Payment Terms", "Dana Reyes", "2026-03-09");
  await expect.poll(() => warning(page, "lapsed").count()).toBe(0);
  await (await cardOf(page, "Payment Terms")).getByRole("button", { name: "Withdraw the approval" }).click();
  await expect.poll(() => warning(page, "lapsed").count()).toBe(1);
  expect(faults).toEqual([]);
  await close();
});

test("the brief of a kept deal names owners and approvals, and asks for none that was given", async () => {
  const { page, faults, close } = await opened();
  const brief = async () => {
    await page.getByRole("button", { name: "Take it along" }).click();
    return page.locator(".sheet").innerText();
  };
  const rowOf = (title: string) => page.locator(".sheet tr", { hasText: title }).innerText();
  await check(page, HEAVY);
  await brief();
  expect(await rowOf("Payment Terms")).toMatch(/\bFinance$/);
  await page.keyboard.press("Escape");
  await keepNew(page, "Acme renewal");
  const owner = (await cardOf(page, "Payment Terms")).getByRole("textbox", { name: "Owner" });
  await owner.fill("Ann Lee");
  await owner.press("Enter");
  await approve(page, "Payment Terms", "Dana Reyes", "2026-03-02");
  const text = await brief();
  expect(await rowOf("Payment Terms")).toContain("Ann Lee; approved by Dana Reyes");
  expect(await rowOf("Discount")).toContain("No owner yet; deal desk decides");
  expect(text).toContain("Of 10 exceptions, 1 is approved in these words; see below.");
  expect(text).toMatch(
    /Approvals given\s+Payment Terms \(Fallback 2\): Dana Reyes, 2 March 2026, for “1\.1 Customer/,
  );
  expect(text).toMatch(/Finance: Termination for Convenience \(/);
  await page.getByRole("dialog").getByRole("button", { name: "Messages" }).click();
  const message = page.getByRole("region", { name: "Finance", exact: true });
  expect(await message.innerText()).toContain("Termination for Convenience");
  expect(await message.innerText()).not.toContain("Payment Terms");
  // Nothing of the deal is in what the customer gets.
  await page.getByRole("dialog").getByRole("button", { name: "For the customer" }).click();
  expect(await page.locator(".sheet").innerText()).not.toMatch(/Ann Lee|Dana Reyes|Acme|approved/);
  await page.keyboard.press("Escape");
  // The words are others now: the approval lapsed, and is asked for again.
  await check(page, NEXT, "second.md");
  const next = await brief();
  expect(await rowOf("Payment Terms")).toContain("Ann Lee; CFO decides");
  expect(next).toContain("Payment Terms: lapsed. Dana Reyes approved other words on 2 March 2026");
  expect(faults).toEqual([]);
  await close();
});

test("a kept round is judged again by other values and by another library, and updated where one says so", async () => {
  const { page, faults, close } = await opened();
  await check(page, HEAVY);
  await keepNew(page, "Acme renewal");
  const kept = async () => read(await everythingKept(page)) as Record<string, { report: Report }[]>;
  const first = (await kept())["clausecheck/rounds"]?.[0]?.report;
  expect(first?.used.deal).toEqual({});
  // From the list of deals, in a page that was loaded anew.
  await page.reload();
  await page.getByRole("link", { name: "Deals" }).click();
  await page.getByRole("link", { name: "Acme renewal" }).click();
  await page.getByRole("button", { name: "Open round 1" }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  await page.getByRole("textbox", { name: "Annual value" }).fill("900,000");
  const update = page.getByRole("button", { name: "Update round 1" });
  await update.waitFor();
  // Not until it is asked for.
  expect((await kept())["clausecheck/rounds"]?.[0]?.report.used.deal).toEqual({});
  await update.click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  const second = await kept();
  expect(second["clausecheck/rounds"]).toHaveLength(1);
  expect(second["clausecheck/rounds"]?.[0]?.report.used.deal).toEqual({ "annual value": "900000" });

  // By an edited library: first what would change, then the round itself.
  await showLibrary(page);
  await editFile(page, "commercial/payment-terms.md");
  await replaceText(page, "<= 60 days", "<= 59 days");
  await page.locator(".preview td", { hasText: "up to 59 days" }).waitFor();
  await page.getByRole("link", { name: "What changes" }).click();
  await page.getByRole("button", { name: "Judge the samples and the kept deals again" }).click();
  const row = page.locator("library-changes tbody tr", { hasText: "Acme renewal" });
  await row.waitFor();
  expect(await row.innerText()).toMatch(
    /Payment Terms\s+Needs approval · Fallback 2 · finance\s+Needs approval · Fallback 3 · CFO/,
  );
  expect((await kept())["clausecheck/rounds"]?.[0]?.report.library).toEqual(first?.library);
  await page.getByRole("button", { name: "Use this library for checks" }).click();
  await page.getByRole("link", { name: "Check", exact: true }).click();
  const card = page.locator(".card", { hasText: "Payment Terms" }).first();
  await expect.poll(() => card.innerText()).toContain("Fallback 3");
  await update.click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  const third = (await kept())["clausecheck/rounds"]?.[0]?.report;
  expect(third?.library.hash).not.toBe(first?.library.hash);
  expect(third?.clauses.find((one) => one.id === "payment-terms")?.position).toBe("Fallback 3");
  expect(faults).toEqual([]);
  await close();
});

test("owners are kept, and exceptions without one are named", async () => {
  const { page, close } = await opened();
  await check(page, HEAVY);
  await keepNew(page, "Acme renewal");
  const unowned = warning(page, "unowned");
  expect(await unowned.innerText()).toContain("10 exceptions have no owner: ");
  const owner = (await cardOf(page, "Payment Terms")).getByRole("textbox", { name: "Owner" });
  await owner.fill("Ann Lee");
  await owner.press("Enter");
  await expect.poll(() => unowned.innerText()).toContain("9 exceptions have no owner: ");
  expect(await unowned.innerText()).not.toContain("Payment Terms");
  // They are there after the page was left.
  await page.reload();
  await page.getByRole("link", { name: "Deals" }).click();
  await page.getByRole("link", { name: "Acme renewal" }).click();
  expect(await page.getByRole("textbox", { name: "Owner of Payment Terms" }).inputValue()).toBe("Ann Lee");
  await page.getByRole("textbox", { name: "Owner of Discount" }).fill("Ben");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.locator("deal-sheet .warning").innerText())
    .toContain("8 exceptions have no owner");
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)).toBe("Ben");
  // A round opens as it was kept, with what it was judged by.
  await page.getByRole("textbox", { name: "Annual value" }).fill("300,000");
  await page.keyboard.press("Tab");
  await page.getByText("Saved.").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Open round 1" }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  expect(await page.locator(".source strong").innerText()).toBe("redline.md");
  // The next one starts from what is known of the deal.
  await page.getByRole("link", { name: "Acme renewal" }).click();
  await page.getByRole("button", { name: "Check the next round" }).click();
  await page.getByText("What you check next is compared with 1 round").waitFor();
  await check(page, NEXT);
  expect(await page.getByRole("textbox", { name: "Annual value" }).inputValue()).toBe("300,000");
  await close();
});

test("exported, deleted and imported, a deal is what it was; deleted, nothing of it is left", async () => {
  const { page, faults, close } = await opened();
  await check(page, HEAVY);
  await keepNew(page, "Acme renewal");
  await approve(page, "Payment Terms", "Dana Reyes", "2026-03-02");
  await check(page, NEXT, "second.md");
  await keepNext(page, 2);
  const before = await everythingKept(page);
  expect(before["clausecheck/deals"]).toHaveLength(1);
  expect(before["clausecheck/rounds"]).toHaveLength(2);

  await page.getByRole("link", { name: "Deals" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export: Acme renewal" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("acme-renewal.deal.json");
  const file = await readFile(await download.path(), "utf8");
  expect(JSON.parse(file).schema).toBe("clausecheck-deal/1");

  const remove = page.getByRole("button", { name: "Delete: Acme renewal" });
  await remove.click();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect((await everythingKept(page))["clausecheck/rounds"]).toHaveLength(2);
  await remove.click();
  // Enter alone deletes nothing.
  await page.keyboard.press("Enter");
  expect((await everythingKept(page))["clausecheck/deals"]).toHaveLength(1);
  await remove.click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByText("No deal is kept yet.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Deals");
  expect(await everythingKept(page)).toEqual({ "clausecheck/deals": [], "clausecheck/rounds": [] });
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain("Acme");
  // Nor does the page still compare with it, or show it.
  expect(await page.locator("body").textContent()).not.toContain("Acme renewal");

  const choose = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import a deal…" }).click();
  await (await choose).setFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await page.getByRole("heading", { level: 1, name: "Acme renewal" }).waitFor();
  expect(read(await everythingKept(page))).toEqual(read(before));
  // The same file once more stands beside it.
  await page.getByRole("link", { name: "All deals" }).click();
  await page
    .locator("deals-page input[type=file]")
    .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await page.getByRole("heading", { level: 1, name: "Acme renewal (imported)" }).waitFor();
  expect((await everythingKept(page))["clausecheck/deals"]).toHaveLength(2);
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect.poll(async () => read(await everythingKept(page))).toEqual(read(before));
  expect(faults).toEqual([]);
  await close();
});

test("a file that is no deal says so, and leaves nothing", async () => {
  const { page, close } = await opened();
  await page.getByRole("link", { name: "Deals" }).click();
  for (const [text, message] of [
    ["{", "it is not JSON"],
    ['{"schema":"clausecheck-deal/9"}', "newer version"],
    ['{"schema":"clausecheck-deal/1","deal":{"id":"a"}}', "deal.name: expected something"],
  ]) {
    await page
      .locator("deals-page input[type=file]")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text ?? "") });
    await page
      .getByRole("alert")
      .getByText(message ?? "")
      .waitFor();
  }
  expect(await axe(page)).toEqual([]);
  expect((await everythingKept(page))["clausecheck/deals"]).toEqual([]);
  await close();
});

test("another window that deletes a deal closes it here, and nothing writes it back", async () => {
  const { page, close } = await opened();
  await check(page, HEAVY);
  await keepNew(page, "Acme renewal");
  const card = await cardOf(page, "Payment Terms");
  await card.getByRole("textbox", { name: "Approved by" }).fill("Dana");
  const other = await page.context().newPage();
  await other.goto(new URL("#deals", page.url()).href);
  await other.getByRole("button", { name: "Delete: Acme renewal" }).click();
  await other.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("button", { name: "Keep as a round" }).waitFor();
  expect(await card.getByRole("textbox", { name: "Approved by" }).isVisible()).toBe(false);
  expect((await everythingKept(page))["clausecheck/deals"]).toEqual([]);
  await close();
});

test("a full disk is said, and the check goes on", async () => {
  const { page, faults, close } = await opened();
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = function (): never {
      this.transaction.abort();
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await check(page, HEAVY);
  await page.getByRole("button", { name: "Keep as a round" }).click();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page
    .getByRole("alert")
    .getByText("The browser has no room left for this, and nothing was kept.")
    .waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await everythingKept(page)).toEqual({ "clausecheck/deals": [], "clausecheck/rounds": [] });
  await page.keyboard.press("Escape");
  expect(await page.locator(".card").count()).toBe(11);
  expect(faults).toEqual([]);
  await close();
});

test("deals of a newer page are left alone", async () => {
  const { page, close } = await opened();
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("clausecheck", 99);
        request.onsuccess = () => resolve(request.result.close());
      }),
  );
  await page.getByRole("link", { name: "Deals" }).click();
  await page
    .getByRole("alert")
    .getByText("A newer version of this page was used with these deals.")
    .waitFor();
  await close();
});

test.each([
  { colorScheme: "light", viewport: { width: 1360, height: 860 } },
  { colorScheme: "dark", viewport: { width: 1360, height: 860 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const)("axe finds nothing among deals: $colorScheme, $viewport.width wide", async (options) => {
  const { page, close } = await opened(options);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await page.getByRole("link", { name: "Deals" }).click();
  await page.getByText("No deal is kept yet.").waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await check(page, HEAVY);
  await page.getByRole("button", { name: "Keep as a round" }).click();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  await approve(page, "Payment Terms", "Dana Reyes", "2026-03-02");
  await check(page, NEXT);
  await cardOf(page, "Payment Terms");
  for (const summary of await page.locator(".watch summary").all()) await summary.click();
  expect(await axe(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await keepNext(page, 2);
  await page.getByRole("link", { name: "Deals" }).click();
  await page.locator(".deal-state .count").waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await page.getByRole("link", { name: "redline.md" }).click();
  await page.getByRole("heading", { name: "Approvals" }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await close();
});

test("from a check to a kept deal and away without a mouse", async () => {
  const { page, close } = await opened();
  await check(page, HEAVY);
  await page.locator(".brand").focus();
  await tabTo(page, /^Keep as a round$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Keep this as a round" }).waitFor();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Keep this as a round" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "By hand" }).waitFor();
  await tabTo(page, /^Delete…$/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("No deal is kept yet.").waitFor();
  await close();
});
