/** What the tests of the packed package start with: the tarball, and a browser whose pages tell what went wrong. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launch } from "../kit/browser.ts";
import { pack, workshop } from "./install.ts";

export interface Stage {
  /** A folder for this run's work. */
  folder: string;
  /** The tarball and the names of what it holds; there once the tests run. */
  packed: ReturnType<typeof pack>;
  browser: Browser;
}

/** Packs the package and starts a browser before the tests of a file, and clears both away after them. */
export function stage(): Stage {
  const { folder, clear } = workshop();
  const stage = { folder } as Stage;
  beforeAll(async () => {
    stage.packed = pack(folder);
    stage.browser = await launch();
  });
  afterAll(async () => {
    await stage.browser?.close();
    clear();
  });
  return stage;
}

/** Notes what goes wrong in a page: exceptions, errors in the console, requests to elsewhere. */
export async function watch(
  page: Page,
  isOurs: (url: string) => boolean,
  isNoise: (text: string) => boolean = () => false,
): Promise<string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !isNoise(message.text())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!isOurs(request.url())) faults.push(`a request to ${request.url()}`);
  });
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  return faults;
}
