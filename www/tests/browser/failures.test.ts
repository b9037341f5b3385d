/** When a check gives no report: the page says so, and what to do, and goes on working. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { sampleReport } from "../kit/sample-report.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const sample = { name: "A heavy redline" };

test("an unreadable input is explained in the engine's words", async () => {
  const reports = [
    { failure: "input", message: "the file is a legacy .doc; save it as .docx" },
    sampleReport(),
  ];
  const { page, close } = await open(browser, { reports });
  await page.getByRole("button", sample).click();
  expect(await page.getByRole("alert").locator("p").textContent()).toBe(
    "The file is a legacy .doc; save it as .docx.",
  );
  await page.getByRole("button", { name: "Dismiss" }).click();
  await trySample(page);
  expect(await page.getByRole("alert").isVisible()).toBe(false);
  await close();
});

test("after a trap the page says that nothing was judged, and the next check works", async () => {
  const { page, close } = await open(browser, {
    reports: [{ failure: "trap", message: "unreachable" }, sampleReport()],
  });
  await page.getByRole("button", sample).click();
  await page.getByRole("alert").getByText("treat the document as unchecked").waitFor();
  await trySample(page);
  await close();
});

test("a long check shows that it runs, and can be cancelled", async () => {
  const { page, close } = await open(browser, {
    reports: [{ failure: "never", message: "" }, sampleReport()],
  });
  await page.getByRole("button", sample).click();
  const progress = page.getByRole("progressbar", { name: "Checking every edit of A heavy redline…" });
  await progress.waitFor();
  expect(await axe(page)).toEqual([]);
  // There is no share of the work to tell, so none is made up; what can be told is the time.
  expect(await progress.getAttribute("aria-valuenow")).toBeNull();
  await page.getByText(/^Checking every edit of A heavy redline… [34] seconds so far$/).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Cancel" }).isVisible()).toBe(false);
  expect(await page.locator("check-page > [role=status]").textContent()).toBe("Cancelled.");
  await trySample(page);
  await close();
});

test("an engine that cannot start is told apart from a bad document", async () => {
  const { page, close } = await open(browser, { reports: [{ failure: "broken", message: "no memory" }] });
  await page.getByRole("button", sample).click();
  await page.getByRole("alert").getByText("The engine did not start (no memory).").waitFor();
  await close();
});

test("nothing to check is said, not checked", async () => {
  const { page, close } = await open(browser, { reports: [sampleReport()] });
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByRole("alert").getByText("nothing to check yet").waitFor();
  await close();
});
