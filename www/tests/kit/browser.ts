/** A browser with the page open in it, that lets nothing out and remembers what was asked for. */

import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import type { LibraryView } from "../../src/library.ts";
import type { Report } from "../../src/report.ts";
import { fakeWorker } from "./fake-worker.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function pageAddress(): string {
  return inject("page");
}

export function launch(): Promise<Browser> {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = process.env.CHROMIUM ?? known.find((path) => existsSync(path));
  if (!executablePath) throw new Error("no Chromium; name its program in CHROMIUM");
  return chromium.launch({ executablePath, args: FLAGS });
}

export interface Opened {
  page: Page;
  /** Addresses asked for since the page was ready. */
  requests: string[];
  /** Whatever went wrong in the page: exceptions, policy violations, dialogs, requests to elsewhere. */
  faults: string[];
  close: () => Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Reports for a stand-in engine, one a check, the last for all that follow; the real engine where absent. */
  reports?: (Report | Failure)[];
  /** What the stand-in's library says. */
  library?: LibraryView;
}

/** What the stand-in engine can answer instead of a report. */
export interface Failure {
  failure: string;
  message: string;
}

/** Opens the page in a context of its own, and waits until its engine is ready. */
export async function open(browser: Browser, options: OpenOptions = {}): Promise<Opened> {
  const { reports, library, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    permissions: ["clipboard-read", "clipboard-write"],
    // Only the tests of the service worker have one; it would ask for files past what is watched here.
    serviceWorkers: "block",
    ...rest,
  });
  const faults: string[] = [];
  const requests: string[] = [];
  let workers = 0;
  const origin = new URL(pageAddress()).origin;
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (!url.startsWith(`${origin}/`)) {
      faults.push(`a request to ${url}`);
      await route.abort();
    } else if (reports && /\/worker-[^/]*\.js$/.test(url)) {
      await route.fulfill({
        contentType: "text/javascript",
        body: fakeWorker(reports.slice(workers), library),
      });
      // Each worker after the first stands in for one that trapped or was cancelled, and goes on after its answer.
      workers = Math.min(workers + 1, reports.length - 1);
    } else {
      await route.continue();
    }
  });
  const page = await context.newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(`an exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`the console: ${message.text()}`);
  });
  await page.goto(pageAddress(), { waitUntil: "networkidle" });
  requests.length = 0;
  return { page, requests, faults, close: () => context.close() };
}
