/** The glossary's terms, explained where they stand: a button on the word, and its meaning behind it. */

import { type Child, el } from "../dom.ts";
import type { GlossaryView } from "../library.ts";

/** Cuts texts at the glossary's terms; each term is a button once, where it stands first. */
export class Terms {
  #glossary: ReadonlyMap<string, string>;
  #pattern: RegExp | null;
  #seen = new Set<string>();

  constructor(glossary: readonly GlossaryView[]) {
    this.#glossary = new Map(glossary.map(({ term, meaning }) => [term.toLowerCase(), meaning]));
    // The longest first, so that "termination for convenience" is not taken for something shorter.
    const terms = [...this.#glossary.keys()].sort((a, b) => b.length - a.length).map(literal);
    this.#pattern = terms.length > 0 ? new RegExp(`\\b(${terms.join("|")})(s?)\\b`, "gi") : null;
  }

  /** A text with its terms. */
  in(text: string): Child[] {
    if (!this.#pattern) return [text];
    const out: Child[] = [];
    let last = 0;
    for (const found of text.matchAll(this.#pattern)) {
      const term = (found[1] ?? "").toLowerCase();
      const meaning = this.#glossary.get(term);
      if (meaning === undefined || this.#seen.has(term)) continue;
      this.#seen.add(term);
      out.push(text.slice(last, found.index), explained(found[0], meaning));
      last = found.index + found[0].length;
    }
    out.push(text.slice(last));
    return out;
  }
}

function explained(word: string, meaning: string): HTMLElement {
  const note = el("span", { class: "gloss", hidden: true }, ` (${meaning.replace(/\.$/, "")})`);
  const button = el(
    "button",
    {
      type: "button",
      class: "term",
      "aria-expanded": "false",
      title: "What this means here",
      onclick: () => {
        note.hidden = !note.hidden;
        button.setAttribute("aria-expanded", String(!note.hidden));
      },
    },
    word,
  );
  return el("span", {}, button, note);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
