/** Editing a file of the library: faults at their places, the examples run as one types, the matrix beside it. */

import { append, el } from "../dom.ts";
import type { Editor, Mark } from "../library/editor.ts";
import { own } from "../library/files.ts";
import { draft, tried } from "../library/shared.ts";
import { plural } from "../words.ts";
import { scrolled } from "./library-clause.ts";
import { clauseMatrix } from "./library-matrix.ts";

/** How long typing must rest before the edit is tried, in milliseconds. */
const REST = 300;

export class LibraryEditor extends HTMLElement {
  #path = "";
  #editor: Editor | null = null;
  #abort: AbortController | null = null;
  #timer = 0;
  #state = el("p", { class: "editor-state", role: "status" });
  #faults = el("ol", { class: "faults", tabindex: "0", "aria-label": "Faults" });
  #preview = el("div", { class: "preview" });

  /** Opens a file. */
  async edit(path: string): Promise<void> {
    this.close();
    this.#path = path;
    const text = own(draft.files, path);
    if (text === undefined) {
      this.replaceChildren(el("p", { role: "alert" }, `There is no file ${path} in this library.`));
      return;
    }
    const host = el("div", { class: "editor-host" });
    this.replaceChildren();
    append(this, [
      el("p", { class: "back" }, el("a", { href: "#library" }, "All clauses")),
      el(
        "div",
        { class: "library-head" },
        el("h1", { tabindex: "-1" }, path),
        el(
          "button",
          { type: "button", class: "secondary", onclick: () => this.#revert() },
          "Take the edit back",
        ),
        el(
          "a",
          { class: "button primary", href: `#library/${encodeURIComponent("changes:")}` },
          "What changes",
        ),
      ),
      el(
        "div",
        { class: "editor-panes" },
        host,
        el("div", { class: "editor-side" }, this.#state, this.#faults, this.#preview),
      ),
    ]);
    const { openEditor } = await import("../library/editor.ts");
    if (path !== this.#path || !host.isConnected) return;
    this.#editor = openEditor(host, text, `Text of ${path}`, () => this.#typed());
    void this.#try();
  }

  /** Ends what runs. */
  close(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#editor?.destroy();
    this.#editor = null;
    this.#path = "";
  }

  #typed(): void {
    if (!this.#editor) return;
    draft.write(this.#path, this.#editor.text());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(), REST) as unknown as number;
  }

  async #try(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const path = this.#path;
    const bundle = draft.bundle;
    try {
      const notes = (await tried.lint(bundle, abort.signal)).filter((note) => note.file === path);
      const marks: Mark[] = notes.map((note) => ({
        ...note,
        message: note.help ? `${note.message}; ${note.help}` : note.message,
      }));
      this.#show(marks, "running the examples…");
      const view = await tried.view(bundle, abort.signal);
      const clause = view.clauses.find((one) => one.path === path);
      this.#preview.replaceChildren(
        ...(clause ? [el("h2", {}, "Matrix"), scrolled(clauseMatrix(clause), "Matrix preview")] : []),
      );
      if (!clause) {
        this.#show(marks, "");
        return;
      }
      const results = await tried.examples(bundle, clause.id, abort.signal);
      const failed = results.filter((result) => !result.passed);
      const wrong = failed.map(
        (one): Mark => ({
          line: one.line,
          column: 1,
          severity: "error",
          message: `This example must get ${one.wanted} and got ${one.got}. ${one.reasons.join(" ")}`,
        }),
      );
      this.#show(
        [...marks, ...wrong],
        `${results.length - failed.length} of ${plural(results.length, "example")} as they must be`,
      );
    } catch (error) {
      if (!abort.signal.aborted) this.#state.textContent = (error as Error).message;
    }
  }

  #show(marks: readonly Mark[], examples: string): void {
    this.#editor?.mark(marks);
    this.#state.textContent = [plural(marks.length, "fault"), examples].filter(Boolean).join("; ");
    this.#faults.replaceChildren(
      ...marks.map((mark) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "link", onclick: () => this.#editor?.reach(mark.line, mark.column) },
            `Line ${mark.line}`,
          ),
          ` ${mark.severity}: ${mark.message}`,
        ),
      ),
    );
  }

  #revert(): void {
    const path = this.#path;
    draft.revert(path);
    void this.edit(path);
  }
}
