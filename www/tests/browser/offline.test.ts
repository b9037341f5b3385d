/** The page without a network: kept after the first visit, and a new version offered, never forced. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trySample } from "../kit/actions.ts";
import { launch, pageAddress } from "../kit/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A server of the page that can release a next version: the same files, under a worker with another cache's name. */
async function publisher() {
  let version = "";
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url ?? "/", pageAddress()));
    let body = Buffer.from(await answer.arrayBuffer());
    if (request.url === "/sw.js" && version !== "") {
      body = Buffer.from(body.toString().replace("clausecheck-", `clausecheck-${version}-`));
    }
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    release: (name: string) => {
      version = name;
    },
    close: () => server.close(),
  };
}

/** A visit after which the page is kept. */
async function visited(
  address = pageAddress(),
): Promise<{ context: BrowserContext; page: Page; asked: string[] }> {
  const context = await browser.newContext();
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  return { context, page, asked };
}

test("after one visit the page opens, checks and opens again without a network", async () => {
  const { context, page, asked } = await visited();
  const home = new URL(pageAddress()).origin;
  expect(asked.filter((url) => !url.startsWith(`${home}/`) && !url.startsWith("blob:"))).toEqual([]);
  await context.setOffline(true);
  for (let visit = 0; visit < 2; visit += 1) {
    await page.reload();
    await trySample(page);
    expect(await page.locator(".card").count()).toBeGreaterThan(5);
  }
  // A page that was never open before, in another tab.
  const other = await context.newPage();
  await other.goto(`${pageAddress()}#check`);
  await trySample(other);
  await context.close();
});

test("it can be installed: a manifest with icons that are there", async () => {
  const { context, page } = await visited();
  const { manifest, errors } = await page.evaluate(async () => {
    const href = document.querySelector<HTMLLinkElement>("link[rel=manifest]")?.href ?? "";
    const manifest = await (await fetch(href)).json();
    const errors: string[] = [];
    for (const { src, sizes } of manifest.icons) {
      const picture = new Image();
      picture.src = new URL(src, href).href;
      await picture.decode().catch(() => errors.push(src));
      if (sizes !== "any" && `${picture.naturalWidth}x${picture.naturalHeight}` !== sizes) errors.push(sizes);
    }
    return { manifest, errors };
  });
  expect(errors).toEqual([]);
  expect(manifest.display).toBe("standalone");
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window, which a test's is, installs nothing; everything else must be right.
  expect(installabilityErrors.map((one) => one.errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  await context.close();
});

test("a new version is offered, and taken only when somebody says so", async () => {
  const server = await publisher();
  const { context, page } = await visited(server.address);
  await page.reload();
  await trySample(page);
  server.release("next");
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await page.getByText("A new version is ready.").waitFor();
  // The check is still there, and stays.
  expect(await page.locator(".verdict-sentence").isVisible()).toBe(true);
  await page.getByRole("button", { name: "Later" }).click();
  expect(await page.locator(".update").count()).toBe(0);
  expect(await page.locator(".verdict-sentence").isVisible()).toBe(true);

  const other = await context.newPage();
  await other.goto(server.address);
  await other.getByText("A new version is ready.").waitFor();
  const loaded = other.waitForEvent("load");
  await other.getByRole("button", { name: "Load it now" }).click();
  await loaded;
  expect(await other.evaluate(() => caches.keys())).toContainEqual(
    expect.stringMatching(/^clausecheck-next-/),
  );
  // The other tab keeps its check.
  expect(await page.locator(".verdict-sentence").isVisible()).toBe(true);
  await context.close();
  server.close();
});
