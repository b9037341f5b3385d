/**
 * A library from a folder and back. The folders are the browser's own, in the page's private file system: the same
 * handles that a reader's choice gives, without the dialog, which no test can answer.
 */

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe } from "../kit/actions.ts";
import { launch, type OpenOptions, open } from "../kit/browser.ts";
import { editFile, examplesRun, replaceText, showLibrary } from "../kit/library.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const PAYMENT = "commercial/payment-terms.md";

/** The page "Library", where each choice of a folder is answered with the one of this name. */
async function opened(options: OpenOptions = {}) {
  const one = await open(browser, options);
  await choose(one.page, "clauses");
  await showLibrary(one.page);
  return one;
}

async function choose(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    const picked: string[] = [];
    Object.assign(window, {
      picked,
      showDirectoryPicker: async ({ mode }: { mode: string }) => {
        picked.push(mode);
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle(name, { create: true });
      },
    });
  }, name);
}

function write(page: Page, files: Record<string, string>): Promise<void> {
  return page.evaluate(async (files) => {
    const root = await navigator.storage.getDirectory();
    for (const [path, text] of Object.entries(files)) {
      const parts = path.split("/");
      let folder = root;
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
      const file = await folder.getFileHandle(parts.at(-1) ?? "", { create: true });
      const writing = await file.createWritable();
      await writing.write(text);
      await writing.close();
    }
  }, files);
}

/** What lies in the private file system, by path. */
function read(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    const walk = async (folder: FileSystemDirectoryHandle, prefix: string) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") await walk(entry as FileSystemDirectoryHandle, `${prefix}${name}/`);
        else found[prefix + name] = await (await (entry as FileSystemFileHandle).getFile()).text();
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return found;
  });
}

async function status(page: Page, text: string | RegExp): Promise<void> {
  await page.locator("library-changes [role=status]", { hasText: text }).waitFor();
}

test("the page's library is saved to an empty folder whole, opened from it, edited, and saved back", async () => {
  const { page, faults, requests, close } = await opened();
  await page.getByRole("link", { name: "Save or use" }).click();
  await page.getByRole("button", { name: "Save to a folder…" }).click();
  await status(page, /^\d+ files saved in clauses\.$/);
  const first = await read(page);
  expect(Object.keys(first)).toContain("clauses/library.md");
  expect(first[`clauses/${PAYMENT}`]).toContain("<= 60 days");
  expect(await page.evaluate(() => (window as unknown as { picked: string[] }).picked)).toEqual([
    "readwrite",
  ]);

  // What others keep beside it, and what hides there, is no part of it.
  await write(page, { "clauses/notes.txt": "mine", "clauses/.git/HEAD.md": "# x" });
  await page.getByRole("link", { name: "All clauses" }).click();
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await page.getByText("from clauses").waitFor();
  expect(await page.evaluate(() => (window as unknown as { picked: string[] }).picked.at(-1))).toBe("read");
  await editFile(page, PAYMENT);
  await replaceText(page, "<= 60 days", "<= 61 days");
  await page.locator(".preview td", { hasText: "up to 61 days" }).waitFor();
  await examplesRun(page);

  // Nothing is lost by opening another one.
  await page.getByRole("link", { name: "All clauses" }).click();
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await page.getByRole("alert").getByText("Save your edits first").waitFor();

  await page.getByRole("link", { name: "What changes (1 file)" }).click();
  await page.getByRole("button", { name: "Save to clauses", exact: true }).click();
  await status(page, "1 file saved in clauses.");
  expect(await axe(page)).toEqual([]);
  const second = await read(page);
  expect(second[`clauses/${PAYMENT}`]).toBe(first[`clauses/${PAYMENT}`]?.replace("<= 60 days", "<= 61 days"));
  expect({ ...second, [`clauses/${PAYMENT}`]: "" }).toEqual({
    ...first,
    [`clauses/${PAYMENT}`]: "",
    "clauses/notes.txt": "mine",
    "clauses/.git/HEAD.md": "# x",
  });
  expect(requests.filter((url) => !/\.(js|css|json|wasm|svg)$/.test(url))).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

test("what somebody else wrote meanwhile is overwritten only by who says so", async () => {
  const { page, faults, close } = await opened();
  await page.getByRole("link", { name: "Save or use" }).click();
  await page.getByRole("button", { name: "Save to a folder…" }).click();
  await status(page, "saved in clauses");
  await editFile(page, PAYMENT);
  await replaceText(page, "<= 60 days", "<= 61 days");
  await page.locator(".preview td", { hasText: "up to 61 days" }).waitFor();
  await write(page, { [`clauses/${PAYMENT}`]: "# Theirs\n" });
  await page.getByRole("link", { name: "What changes" }).click();
  await page.getByRole("button", { name: "Save to clauses", exact: true }).click();
  const alert = page.getByRole("alert").filter({ hasText: "somebody else may have edited them" });
  await alert.waitFor();
  expect(await alert.innerText()).toContain(PAYMENT);
  expect(await axe(page)).toEqual([]);
  expect((await read(page))[`clauses/${PAYMENT}`]).toBe("# Theirs\n");
  await page.getByRole("button", { name: "Overwrite 1 file" }).click();
  await status(page, "1 file saved in clauses.");
  expect((await read(page))[`clauses/${PAYMENT}`]).toContain("<= 61 days");
  expect(faults).toEqual([]);
  await close();
});

test("a library within a chosen folder is found, and one that is none is refused", async () => {
  const { page, close } = await opened();
  const clause = `---\nid: tea\nowner: legal\nrisk: low\ncoverage: strict\n---\n\n# Tea\n\nWhy.\n\n## Found by\n\n- heading: Tea\n\n## Matrix\n\n| Position | clause | Role |\n| --- | --- | --- |\n| Standard | present | seller |\n`;
  await write(page, {
    "empty/readme.md": "# No library",
    "repo/docs/readme.md": "# Docs",
    "repo/clauses/library.md": "---\nname: tea house\nversion: 2\n---\n\n# L\n",
    "repo/clauses/drinks/tea.md": clause,
  });
  await choose(page, "empty");
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await page.getByRole("alert").getByText("There is no library.md in it.").waitFor();
  expect(await axe(page)).toEqual([]);
  await choose(page, "repo");
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await page.getByText("tea house 2 · 1 clause · from repo").waitFor();
  // It goes back to where it was, not to the folder above.
  await editFile(page, "drinks/tea.md");
  await replaceText(page, "Why.", "Why not.");
  await page.getByRole("link", { name: "What changes" }).click();
  await page.getByRole("button", { name: "Save to clauses", exact: true }).click();
  await status(page, "1 file saved in clauses.");
  expect((await read(page))["repo/clauses/drinks/tea.md"]).toContain("Why not.");
  await close();
});

test("who closes the dialog changes nothing, and who may not write is told so", async () => {
  const { page, faults, close } = await opened();
  await page.evaluate(() =>
    Object.assign(window, {
      showDirectoryPicker: () => Promise.reject(new DOMException("closed", "AbortError")),
    }),
  );
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await page.waitForTimeout(100);
  expect(await page.locator("library-page > [role=alert]").isVisible()).toBe(false);
  await page.getByRole("link", { name: "Save or use" }).click();
  await page.getByRole("button", { name: "Save to a folder…" }).click();
  await status(page, "Cancelled.");
  await choose(page, "locked");
  await page.evaluate(() => {
    Object.assign(FileSystemHandle.prototype, { requestPermission: () => Promise.resolve("denied") });
  });
  await page.getByRole("button", { name: "Save to a folder…" }).click();
  await status(page, "the browser may not write to locked");
  expect(Object.keys(await read(page))).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

test("a browser without the interface opens a folder by its file field, and saves by download", async () => {
  const { page, faults, close } = await open(browser);
  await page.evaluate(() => {
    delete (window as unknown as Record<string, unknown>).showDirectoryPicker;
  });
  await showLibrary(page);
  const folder = await mkdtemp(join(tmpdir(), "library-"));
  await writeFile(join(folder, "library.md"), "---\nname: from disk\nversion: 3\n---\n\n# L\n");
  await writeFile(
    join(folder, "tea.md"),
    "---\nid: tea\nowner: legal\nrisk: low\ncoverage: strict\n---\n\n# Tea\n\nWhy.\n\n## Found by\n\n- heading: Tea\n\n## Matrix\n\n| Position | clause | Role |\n| --- | --- | --- |\n| Standard | present | seller |\n",
  );
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a folder…" }).click();
  await (await choosing).setFiles(folder);
  await page.getByText("from disk 3 · 1 clause").waitFor();
  await page.getByRole("link", { name: "Save or use" }).click();
  expect(await page.getByRole("button", { name: "Save to a folder…" }).count()).toBe(0);
  await page.getByRole("button", { name: "Download the whole library" }).waitFor();
  expect(faults).toEqual([]);
  await close();
});
