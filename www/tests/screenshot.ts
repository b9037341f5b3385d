/** Takes the picture of the page that the README shows: the sample, judged, with a finding open. */

import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { trySample } from "./kit/actions.ts";
import { launch, open } from "./kit/browser.ts";

const PICTURE = fileURLToPath(new URL("../../docs/page.png", import.meta.url));

test("docs/page.png", async () => {
  const browser = await launch();
  const { page, close } = await open(browser, {
    viewport: { width: 1360, height: 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await trySample(page);
  await page.locator(".card", { hasText: "Payment Terms" }).locator(".card-toggle").click();
  // Without the ring that shows where the keyboard is.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: PICTURE });
  await close();
  await browser.close();
  expect(statSync(PICTURE).size).toBeLessThan(300_000);
});
