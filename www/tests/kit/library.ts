/** Things that people do on the page "Library". */

import type { Page } from "playwright-core";

export async function showLibrary(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Library" }).click();
  await page.locator(".matrix").first().waitFor();
}

/** Opens a file in the editor, and waits until it was tried. */
export async function editFile(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    location.hash = `library/${encodeURIComponent(`edit:${path}`)}`;
  }, path);
  await page.locator(".cm-content").waitFor();
  await examplesRun(page);
}

/** Waits until the examples were run on what stands in the editor. */
export async function examplesRun(page: Page): Promise<void> {
  await page.locator(".editor-state", { hasText: "as they must be" }).waitFor();
}

/** Types in place of the first occurrence of a text. */
export async function replaceText(page: Page, old: string, fresh: string): Promise<void> {
  await page.evaluate(
    ([old, fresh]) => {
      const content = document.querySelector(".editor-host")?.shadowRoot?.querySelector(".cm-content");
      const view = (content as unknown as { cmTile?: { view: unknown } }).cmTile?.view as {
        state: { doc: { toString(): string } };
        dispatch(change: object): void;
      };
      const from = view.state.doc.toString().indexOf(old ?? "");
      if (from < 0) throw new Error(`no ${old}`);
      view.dispatch({ changes: { from, to: from + (old?.length ?? 0), insert: fresh } });
    },
    [old, fresh],
  );
}
