/** The page "Library": the matrix, a clause, an editor, what changes, or a new clause, by the address. */

import { append, el } from "../dom.ts";
import { BadLibrary, bundleOf, type Files } from "../library/files.ts";
import { chooseFolder, type Folder, hasFolders, openFolder, readFolder } from "../library/folder.ts";
import { draft, ownLibrary, tried } from "../library/shared.ts";
import type { LibraryView } from "../library.ts";
import { go } from "../router.ts";
import { plural } from "../words.ts";
import type { LibraryChanges } from "./library-changes.ts";
import { clausePage, scrolled, showResults } from "./library-clause.ts";
import type { LibraryEditor } from "./library-editor.ts";
import { wholeMatrix } from "./library-matrix.ts";
import type { LibraryNew } from "./library-new.ts";

export class LibraryPage extends HTMLElement {
  #live = el("p", { class: "visually-hidden", role: "status" });
  #alert = el("p", { class: "alert", role: "alert", hidden: true });
  #body = el("div", { class: "library-body" });
  #editor = document.createElement("library-editor") as LibraryEditor;
  #changes = document.createElement("library-changes") as LibraryChanges;
  #new = document.createElement("library-new") as LibraryNew;
  #zip = el("input", {
    type: "file",
    accept: ".zip,application/zip",
    class: "visually-hidden",
    tabindex: "-1",
    "aria-label": "A library as .zip",
    onchange: () => void this.#openZip(),
  });
  #folder = el("input", {
    type: "file",
    webkitdirectory: true,
    class: "visually-hidden",
    tabindex: "-1",
    "aria-label": "A library's folder",
    onchange: () => void this.#openFolder(),
  });
  #loaded: Promise<void> | null = null;
  #turn = 0;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    append(this, [this.#live, this.#alert, this.#zip, this.#folder, this.#body]);
    addEventListener("beforeunload", (event) => {
      if (draft.changed.length > 0) event.preventDefault();
    });
  }

  arrive(rest: string): void {
    void this.#show(rest);
  }

  leave(): void {
    this.#editor.close();
    this.#changes.close();
  }

  async #show(rest: string): Promise<void> {
    const turn = ++this.#turn;
    this.#alert.hidden = true;
    this.leave();
    try {
      this.#loaded ??= ownLibrary().then((files) => draft.open(files, null));
      await this.#loaded;
      if (turn !== this.#turn) return;
      const [, kind = "", what = ""] = /^(edit|changes|new):(.*)$/s.exec(rest) ?? [];
      if (kind === "edit") {
        this.#put(this.#editor);
        await this.#editor.edit(what);
      } else if (kind === "changes") {
        this.#put(this.#changes);
        this.#changes.show();
      } else if (kind === "new") {
        this.#put(this.#new);
        this.#new.show();
      } else {
        const bundle = draft.bundle;
        const view = await tried.view(bundle);
        if (turn !== this.#turn) return;
        // A file that states no id is a clause too, and no answer to an address without one.
        const clause = rest === "" ? undefined : view.clauses.find((one) => one.id === rest);
        if (rest !== "" && !clause) this.#complain("There is no such clause in this library.");
        if (clause) {
          const page = clausePage(clause, view);
          this.#put(page);
          showResults(page, await tried.examples(bundle, clause.id));
        } else {
          this.#put(this.#matrix(view));
        }
      }
    } catch (error) {
      if (!draft.files["library.md"]) this.#loaded = null;
      this.#complain((error as Error).message);
    }
  }

  #put(view: HTMLElement): void {
    const moved = this.#body.hasChildNodes();
    this.#body.replaceChildren(view);
    if (!moved) return;
    scrollTo({ top: 0 });
    queueMicrotask(() => view.querySelector<HTMLElement>("h1")?.focus());
  }

  #matrix(view: LibraryView): HTMLElement {
    const table = wholeMatrix(view);
    const rows = [...table.querySelectorAll<HTMLElement>("tbody tr")];
    const search = el("input", {
      type: "search",
      id: "library-search",
      oninput: () => {
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const [index, row] of rows.entries()) {
          const clause = view.clauses[index];
          const text =
            `${row.textContent} ${clause?.why} ${clause?.say ?? ""} ${clause?.language.map((one) => one.text).join(" ")}`.toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
          if (!row.hidden) shown += 1;
        }
        this.#live.textContent = plural(shown, "clause");
      },
    });
    const button = (label: string, onclick: () => void) =>
      el("button", { type: "button", class: "secondary", onclick }, label);
    const link = (label: string, rest: string) =>
      el("a", { class: "button secondary", href: `#library/${encodeURIComponent(rest)}` }, label);
    const changed = draft.changed.length;
    return el(
      "div",
      {},
      el(
        "div",
        { class: "library-head" },
        el("h1", { tabindex: "-1" }, "The fallback matrix"),
        el(
          "p",
          { class: "hint" },
          `${view.name} ${view.version} · ${plural(view.clauses.length, "clause")}${draft.name ? ` · from ${draft.name}` : ""}`,
        ),
      ),
      el(
        "div",
        { class: "actions library-actions" },
        el("label", { for: "library-search" }, "Search"),
        search,
        link("New clause", "new:"),
        link(changed > 0 ? `What changes (${plural(changed, "file")})` : "Save or use", "changes:"),
        button("Open a .zip…", () => this.#zip.click()),
        button("Open a folder…", () => (hasFolders() ? void this.#chooseFolder() : this.#folder.click())),
        button("Print", () => print()),
      ),
      scrolled(table, "The fallback matrix"),
      el(
        "details",
        { class: "library-files" },
        el("summary", {}, "The library's other files"),
        el(
          "ul",
          { class: "plain-list" },
          ...Object.keys(draft.files)
            .filter((path) => !view.clauses.some((one) => one.path === path))
            .map((path) =>
              el("li", {}, el("a", { href: `#library/${encodeURIComponent(`edit:${path}`)}` }, path)),
            ),
        ),
      ),
    );
  }

  async #openZip(): Promise<void> {
    const file = this.#zip.files?.[0];
    this.#zip.value = "";
    if (!file) return;
    await this.#open(file.name, async () => {
      if (file.size > 10_000_000) throw new BadLibrary("This file is larger than 10 MB.");
      const { readZip } = await import("../library/zip.ts");
      return { files: readZip(new Uint8Array(await file.arrayBuffer())) };
    });
  }

  async #chooseFolder(): Promise<void> {
    if (this.#hasEdits()) return;
    let chosen: Folder;
    try {
      chosen = await chooseFolder("read");
    } catch (error) {
      // Who closes the dialog wants nothing opened.
      if ((error as Error).name !== "AbortError") this.#complain((error as Error).message);
      return;
    }
    await this.#open(chosen.name, () => openFolder(chosen));
  }

  async #openFolder(): Promise<void> {
    const files = [...(this.#folder.files ?? [])];
    this.#folder.value = "";
    if (files.length > 0)
      await this.#open(files[0]?.webkitRelativePath.split("/")[0] ?? "a folder", async () => ({
        files: await readFolder(files),
      }));
  }

  /** Opens another library, where what was read is one; else all stays as it is. */
  async #open(name: string, read: () => Promise<{ files: Files; folder?: Folder }>): Promise<void> {
    this.#alert.hidden = true;
    if (this.#hasEdits()) return;
    try {
      const { files, folder = null } = await read();
      const view = await tried.view(bundleOf(files));
      if (view.clauses.length === 0) throw new BadLibrary("It holds no clause that can be read.");
      draft.open(files, name, folder);
      this.#loaded = Promise.resolve();
      this.#live.textContent = `${name} is open.`;
      go("library");
      await this.#show("");
    } catch (error) {
      this.#complain(`${name} could not be opened. ${(error as Error).message}`);
    }
  }

  /** Whether there are edits that would be lost; says so. */
  #hasEdits(): boolean {
    const some = draft.changed.length > 0;
    if (some) {
      this.#complain("Save your edits first, or take them back: opening another library would lose them.");
    }
    return some;
  }

  #complain(message: string): void {
    this.#alert.textContent = message;
    this.#alert.hidden = false;
  }
}
