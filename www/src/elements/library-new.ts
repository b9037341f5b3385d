/** A new clause: a form to fill in, or a pasted paragraph whose values become terms. */

import { append, el } from "../dom.ts";
import { safePath } from "../library/files.ts";
import { draft, tried } from "../library/shared.ts";
import { clauseText, type Proposal, proposals, slug, withParties } from "../library/template.ts";
import { go } from "../router.ts";
import { plural } from "../words.ts";

export class LibraryNew extends HTMLElement {
  #title = el("input", { id: "new-title", type: "text", maxlength: 80, required: true });
  #folder = el("input", { id: "new-folder", type: "text", maxlength: 40, value: "commercial" });
  #text = el("textarea", { id: "new-text", rows: 6, onchange: () => void this.#propose() });
  #found = el("fieldset", { class: "proposals", hidden: true });
  #status = el("p", { role: "status" });
  #terms: Proposal[] = [];
  #paragraph = "";

  show(): void {
    this.replaceChildren();
    append(this, [
      el("p", { class: "back" }, el("a", { href: "#library" }, "All clauses")),
      el("h1", { tabindex: "-1" }, "New clause"),
      el("label", { for: "new-title" }, "Title"),
      this.#title,
      el("label", { for: "new-folder" }, "Folder"),
      this.#folder,
      el("label", { for: "new-text" }, "Wording that we want, if you have it"),
      this.#text,
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          { type: "button", class: "secondary", onclick: () => void this.#propose() },
          "Find its values",
        ),
      ),
      this.#found,
      this.#status,
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          { type: "button", class: "primary", onclick: () => void this.#create() },
          "Make the clause",
        ),
      ),
    ]);
  }

  async #propose(): Promise<void> {
    const text = this.#text.value;
    if (text === this.#paragraph) return;
    try {
      const found = await tried.values(draft.bundle, text);
      if (text !== this.#text.value) return;
      this.#paragraph = text;
      this.#terms = proposals(text, found);
      this.#found.hidden = this.#terms.length === 0;
      this.#found.replaceChildren(
        el("legend", {}, "Values that become terms"),
        ...this.#terms.map((term, index) =>
          el(
            "label",
            { class: "proposal" },
            el("input", { type: "checkbox", checked: true, "data-term": index }),
            el("strong", {}, term.name),
            ` ${term.kind}, ${term.value}: `,
            el("code", {}, term.pattern),
          ),
        ),
      );
      this.#status.textContent = `${plural(this.#terms.length, "value")} found.`;
    } catch (error) {
      this.#status.textContent = (error as Error).message;
    }
  }

  async #create(): Promise<void> {
    const title = this.#title.value.trim();
    const path = [slug(this.#folder.value.trim() || "clauses"), `${slug(title)}.md`].join("/");
    if (title === "" || safePath(path) === null) {
      this.#status.textContent = "Give the clause a title.";
      this.#title.focus();
      return;
    }
    if (Object.hasOwn(draft.files, path)) {
      this.#status.textContent = `${path} is there already. Give it another title.`;
      return;
    }
    await this.#propose();
    const taken = this.#terms.filter(
      (_, index) => this.#found.querySelector<HTMLInputElement>(`[data-term="${index}"]`)?.checked,
    );
    const text = this.#text.value;
    const wording = text.trim() === "" ? "" : withParties(text, await tried.values(draft.bundle, text));
    draft.write(path, clauseText(title, wording, taken));
    go("library", `edit:${path}`);
  }
}
