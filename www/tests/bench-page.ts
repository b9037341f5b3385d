/**
 * How long the page takes from a dropped .docx to its findings, and how long it holds its main thread meanwhile: the
 * built page in Chromium, a new one for each run, the engine loaded. It prints figures and fails of none.
 */

import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { carry, letGo } from "./kit/actions.ts";
import { launch, open } from "./kit/browser.ts";
import { traced } from "./kit/trace.ts";

const FOLDER = process.env.REDLINES;
/** What the browser calls a long task, in milliseconds. */
const LONG = 50;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Run {
  /** From the drop until the findings are painted, and until the whole document stands beside them. */
  findings: number;
  document: number;
  longest: number;
  /** Tasks over {@link LONG}. */
  long: number;
}

test.each([
  [5, 9],
  [50, 9],
  [500, 3],
])("%i pages", async (pages, runs) => {
  if (!FOLDER) throw new Error("no REDLINES; run `cargo xtask bench-page`");
  const bytes = await readFile(join(FOLDER, `${pages}`, "redline.docx"));
  const all: Run[] = [];
  const loads: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    loads.push(loadavg()[0] ?? 0);
    all.push(await once(bytes));
  }
  const figures = (of: (run: Run) => number) => {
    const sorted = all.map(of).sort((one, other) => one - other);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
    return `${at(0)} / ${at(0.5)} / ${at(1)}`;
  };
  process.stdout.write(
    `${pages} pages, ${(bytes.length / 1000).toFixed(0)} kB, ${runs} runs, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}; min / median / max:
  drop to findings       ${figures((run) => run.findings)} ms
  drop to whole document ${figures((run) => run.document)} ms
  longest task           ${figures((run) => run.longest)} ms
  tasks over ${LONG} ms       ${figures((run) => run.long)}\n`,
  );
});

/** One drop on a page of its own. */
async function once(bytes: Uint8Array): Promise<Run> {
  const { page, faults, close } = await open(browser);
  await page.locator(".library", { hasText: "Checked against" }).waitFor({ state: "attached" });
  await noteTimes(page);
  const file = await carry(page, [{ name: "redline.docx", bytes }]);
  const tasks = await traced(browser, page, async () => {
    await letGo(page, file);
    await page.waitForFunction(() => "documentAt" in window, null, { timeout: 120_000, polling: 200 });
  });
  const { droppedAt, findingsAt, documentAt } = await page.evaluate(() => {
    const { droppedAt, findingsAt, documentAt } = window as unknown as Times;
    return { droppedAt, findingsAt, documentAt };
  });
  expect(faults).toEqual([]);
  await close();
  return {
    findings: findingsAt - droppedAt,
    document: documentAt - droppedAt,
    longest: Math.max(...tasks),
    long: tasks.filter((one) => one > LONG).length,
  };
}

/** What {@link noteTimes} leaves on the page, in milliseconds since it was opened. */
interface Times {
  droppedAt: number;
  findingsAt: number;
  documentAt: number;
}

/** Has the page note when a file is dropped, when its cards are painted, and when the document is all there. */
async function noteTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times = window as unknown as Partial<Times>;
    addEventListener("drop", () => Object.assign(times, { droppedAt: performance.now() }), { capture: true });
    const painted = (name: keyof Times) => {
      observer.disconnect();
      // The frame that shows it begins after this callback; what comes in its turn comes after that frame.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => Object.assign(times, { [name]: performance.now() });
        port2.postMessage(null);
      });
      if (name === "findingsAt") watch("documentAt");
    };
    const isThere = {
      droppedAt: () => false,
      findingsAt: () =>
        document.querySelector(".result:not([hidden]) .card") !== null &&
        document.querySelector(".verdict-sentence") !== null,
      documentAt: () => document.querySelector("redline-document:not([aria-busy]) .block") !== null,
    };
    let observer: MutationObserver;
    const watch = (name: keyof Times) => {
      observer = new MutationObserver(() => {
        if (isThere[name]()) painted(name);
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributeFilter: ["hidden", "aria-busy"],
      });
    };
    watch("findingsAt");
  });
}
