/** "What changes": what was edited, the verdicts that would change under it, and saving it. */

import { append, el } from "../dom.ts";
import { download } from "../download.ts";
import { type Case, compare, type Difference, type Standing } from "../library/compare.ts";
import { bundleOf, type Files, own } from "../library/files.ts";
import { chooseFolder, type Folder, hasFolders, saveToFolder } from "../library/folder.ts";
import { draft, tried } from "../library/shared.ts";
import { store } from "../rounds/shared.ts";
import { SAMPLES } from "../samples.ts";
import { useLibrary } from "../shared.ts";
import { LABEL, list, plural, roleName } from "../words.ts";
import { scrolled } from "./library-clause.ts";

export class LibraryChanges extends HTMLElement {
  #abort: AbortController | null = null;
  #status = el("p", { role: "status" });
  #result = el("div", { class: "differences" });
  #others = el("div", { class: "note", role: "alert" });
  #cancel = el(
    "button",
    { type: "button", class: "secondary", hidden: true, onclick: () => this.close() },
    "Cancel",
  );

  show(): void {
    this.close();
    const paths = draft.changed;
    const folder = draft.folder;
    const button = (label: string, run: () => unknown, style = "secondary") =>
      el("button", { type: "button", class: style, onclick: () => void this.#attempt(run) }, label);
    this.replaceChildren();
    append(this, [
      el("p", { class: "back" }, el("a", { href: "#library" }, "All clauses")),
      el("h1", { tabindex: "-1" }, "What changes"),
      paths.length === 0
        ? el("p", {}, "Nothing was edited since the library was opened or saved.")
        : el(
            "ul",
            { class: "plain-list" },
            ...paths.map((path) =>
              el("li", {}, el("a", { href: `#library/${encodeURIComponent(`edit:${path}`)}` }, path)),
            ),
          ),
      el(
        "div",
        { class: "actions" },
        paths.length > 0 &&
          button("Judge the samples and the kept deals again", () => this.#judge(), "primary"),
        this.#cancel,
      ),
      this.#status,
      this.#result,
      el("h2", {}, "Save"),
      el(
        "div",
        { class: "actions" },
        folder !== null &&
          paths.length > 0 &&
          button(`Save to ${folder.name}`, () => this.#save(folder), "primary"),
        paths.length > 0 &&
          button("Download the changed files", () => this.#zip(pick(paths), "changed-clauses.zip")),
        button("Download the whole library", () => this.#zip(draft.files, "clause-library.zip")),
        hasFolders() &&
          button(folder ? "Save to another folder…" : "Save to a folder…", async () =>
            this.#save(await chooseFolder("readwrite")),
          ),
      ),
      this.#others,
      el("h2", {}, "Try it"),
      el(
        "div",
        { class: "actions" },
        button("Use this library for checks", () => {
          useLibrary({ bundle: draft.bundle, name: draft.name ?? "the edited library" });
          this.#status.textContent = "Checks are now made by this library, until the page is closed.";
        }),
      ),
    ]);
    this.#status.textContent = "";
    this.#result.replaceChildren();
    this.#others.replaceChildren();
  }

  /** Ends what runs. */
  close(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#cancel.hidden = true;
  }

  async #attempt(run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      if ((error as Error).name !== "AbortError")
        this.#status.textContent = `That failed: ${(error as Error).message}`;
      else this.#status.textContent = "Cancelled.";
    }
  }

  async #judge(): Promise<void> {
    this.close();
    const abort = new AbortController();
    this.#abort = abort;
    this.#cancel.hidden = false;
    this.#result.replaceChildren();
    const bundles = { before: bundleOf(draft.before), after: draft.bundle };
    try {
      const cases = await this.#cases();
      const found = await compare(
        cases,
        (one, which) => tried.check(bundles[which], one.request, abort.signal),
        (done, of) => {
          this.#status.textContent = `Judging ${done + 1} of ${of}…`;
        },
      );
      this.#status.textContent =
        found.length === 0
          ? `No verdict changes in ${plural(cases.length, "text")}.`
          : `${plural(found.length, "verdict")} would change in ${plural(cases.length, "text")}.`;
      if (found.length > 0)
        this.#result.replaceChildren(scrolled(table(found), "Verdicts that would change"));
    } finally {
      if (this.#abort === abort) this.#cancel.hidden = true;
    }
  }

  /** The samples, and the last round of each kept deal. */
  async #cases(): Promise<Case[]> {
    const cases: Case[] = SAMPLES.map(({ name, text }) => ({
      name,
      request: { bytes: new TextEncoder().encode(text), base: null, options: {} },
    }));
    // A browser that keeps nothing has no deals; the samples are judged all the same.
    const deals = await store.list().catch(() => []);
    for (const { id, name } of deals) {
      const round = (await store.load(id))?.rounds.at(-1);
      if (!round) continue;
      const { bytes, base, format } = round.request;
      cases.push({
        name,
        request: { bytes, base, options: { ...round.deal, ...(format ? { format } : {}) } },
      });
    }
    return cases;
  }

  async #zip(files: Files, name: string): Promise<void> {
    const { writeZip } = await import("../library/zip.ts");
    download(name, writeZip(files), "application/zip");
    this.#status.textContent = `${name} is downloaded, with ${plural(Object.keys(files).length, "file")}.`;
  }

  /** Saves to a folder; what somebody else wrote there meanwhile only when the reader says so. */
  async #save(folder: Folder, overwrite = false): Promise<void> {
    const { before, files, changed } = draft;
    const { saved, others } = await saveToFolder(folder, { before, files, changed }, overwrite);
    if (others.length > 0 && !overwrite) {
      this.#others.replaceChildren(
        el(
          "p",
          {},
          `Nothing is saved yet. ${folder.name} holds other words than were opened here, in ${list(others)}: somebody else may have edited them.`,
        ),
        el(
          "button",
          {
            type: "button",
            class: "secondary",
            onclick: () => void this.#attempt(() => this.#save(folder, true)),
          },
          `Overwrite ${plural(others.length, "file")}`,
        ),
      );
      this.#status.textContent = "Nothing is saved yet.";
      return;
    }
    draft.saved(folder);
    this.show();
    this.querySelector<HTMLElement>("h1")?.focus();
    this.#status.textContent =
      saved.length === 0
        ? `${folder.name} holds all of it already.`
        : `${plural(saved.length, "file")} saved in ${folder.name}.`;
  }
}

function pick(paths: readonly string[]): Files {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const text = own(draft.files, path);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}

function table(found: readonly Difference[]): HTMLElement {
  return el(
    "table",
    { class: "matrix" },
    el("caption", { class: "visually-hidden" }, "Verdicts that would change"),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        ...["Text", "Clause", "Now", "Under the edit"].map((name) => el("th", { scope: "col" }, name)),
      ),
    ),
    el(
      "tbody",
      {},
      ...found.map((one) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, one.source),
          el("td", {}, one.title),
          el("td", {}, words(one.was)),
          el("td", {}, words(one.now)),
        ),
      ),
    ),
  );
}

function words(standing: Standing | null): string {
  if (!standing) return "no verdict";
  const { decision, position, role } = standing;
  return [LABEL[decision], position, role && roleName(role)].filter(Boolean).join(" · ");
}
