/**
 * Where a redline comes in: pasted, dropped, opened, or two versions to compare. It emits `cc-source` with a
 * {@link Source} and `cc-complaint` with a sentence; it checks nothing.
 */

import { append, el, emit } from "../dom.ts";
import { icon } from "../icons.ts";
import { SAMPLES } from "../samples.ts";
import { fromClipboard, fromFile, fromText, fromVersions } from "../source.ts";

const ACCEPTED = ".docx,.md,.markdown,.txt,.html,.htm";

export class RedlineIntake extends HTMLElement {
  #text = el("textarea", {
    id: "paste",
    rows: 7,
    spellcheck: "false",
    placeholder: "Paste here from Word, Outlook or Google Docs.",
    "aria-describedby": "paste-hint",
    onpaste: (event: ClipboardEvent) => this.#paste(event),
    oninput: () => this.#edited(),
  });
  #hint = el("p", { id: "paste-hint", class: "hint" });
  #one = el("div", { class: "intake-one", role: "tabpanel", id: "intake-one", "aria-labelledby": "tab-one" });
  #two = el("div", { class: "intake-two", role: "tabpanel", id: "intake-two", "aria-labelledby": "tab-two" });
  #tabs: HTMLButtonElement[] = [];
  #versions: { base: File | null; revised: File | null } = { base: null, revised: null };
  /** HTML of the last paste, for as long as its preview stands in the box unchanged. */
  #html: string | null = null;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    this.#tabs = (["One redline", "Two versions"] as const).map((label, index) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: index === 0 ? "tab-one" : "tab-two",
          "aria-controls": index === 0 ? "intake-one" : "intake-two",
          onclick: () => this.#show(index),
          onkeydown: (event: KeyboardEvent) => this.#tabKey(event),
        },
        label,
      ),
    );
    append(this.#one, [
      el("label", { for: "paste", class: "visually-hidden" }, "The redline's text"),
      this.#text,
      this.#hint,
      el(
        "div",
        { class: "actions" },
        this.#fileButton("Open a file", (file) => this.#file(file)),
        el("span", { class: "hint grow" }, "or drop it anywhere: .docx, .md, .txt, .html"),
        el("button", { type: "button", class: "primary", onclick: () => this.#check() }, "Check"),
      ),
    ]);
    this.#renderVersions();
    append(this, [
      el("div", { class: "tabs", role: "tablist", "aria-label": "What to check" }, ...this.#tabs),
      this.#one,
      this.#two,
      el(
        "section",
        { class: "try", "aria-labelledby": "try-title" },
        el("h2", { id: "try-title" }, "New here? Try a sample"),
        el(
          "ul",
          {},
          ...SAMPLES.map(({ name, what, text }) =>
            el(
              "li",
              {},
              el(
                "button",
                {
                  type: "button",
                  class: "sample",
                  onclick: () => emit(this, "cc-source", fromText(text, undefined, name)),
                },
                el("strong", {}, name),
                el("span", { class: "hint" }, what),
              ),
            ),
          ),
        ),
      ),
    ]);
    this.#tellHint();
    this.#show(0, false);
  }

  /** Takes dropped or pasted files: one is checked, two are compared. */
  take(files: readonly File[]): void {
    const [first, second] = files;
    if (first && second) {
      this.#versions = { base: first, revised: second };
      this.#renderVersions();
      this.#show(1);
    } else if (first) void this.#file(first);
  }

  /** Takes a paste from anywhere on the page; whether there was something in it. */
  paste(data: DataTransfer): boolean {
    if (data.files.length > 0 && !data.getData("text/plain")) {
      this.take([...data.files]);
      return true;
    }
    const paste = fromClipboard(data);
    if (!paste) return false;
    this.#text.value = paste.preview;
    this.#html = paste.format === "html" ? paste.text : null;
    this.#tellHint();
    this.#check();
    return true;
  }

  #paste(event: ClipboardEvent): void {
    if (!event.clipboardData) return;
    // A paste into text that is being typed is an edit; into an empty or all-selected box it is a new redline.
    const { selectionStart, selectionEnd, value } = this.#text;
    const replacesAll = selectionEnd - selectionStart === value.length;
    if (replacesAll && this.paste(event.clipboardData)) event.preventDefault();
    event.stopPropagation();
  }

  #edited(): void {
    this.#html = null;
    this.#tellHint();
  }

  #check(): void {
    if (this.#html !== null) emit(this, "cc-source", fromText(this.#html, "html"));
    else if (this.#text.value.trim()) emit(this, "cc-source", fromText(this.#text.value, undefined));
    else emit(this, "cc-complaint", "There is nothing to check yet. Paste a redline or open a file.");
  }

  async #file(file: File): Promise<void> {
    try {
      emit(this, "cc-source", await fromFile(file));
    } catch (error) {
      emit(this, "cc-complaint", (error as Error).message);
    }
  }

  async #compare(): Promise<void> {
    const { base, revised } = this.#versions;
    if (!base || !revised) {
      emit(this, "cc-complaint", `Choose the ${base ? "revised" : "original"} version too.`);
      return;
    }
    try {
      emit(this, "cc-source", await fromVersions(base, revised));
    } catch (error) {
      emit(this, "cc-complaint", (error as Error).message);
    }
  }

  #tellHint(): void {
    this.#hint.textContent = this.#html
      ? "Formatted text with its tracked changes. Typing here would leave only the plain text."
      : "Tracked changes are kept. Or type, with changes marked {++in++}, {--out--} or {~~old~>new~~}.";
  }

  #renderVersions(): void {
    const slot = (key: "base" | "revised", label: string, what: string) => {
      const file = this.#versions[key];
      const choose = (chosen: File) => {
        this.#versions[key] = chosen;
        this.#renderVersions();
        this.#two.querySelector<HTMLButtonElement>(`[data-slot=${key}] button`)?.focus();
      };
      return el(
        "div",
        {
          class: "slot",
          "data-slot": key,
          ondragover: (event: DragEvent) => event.preventDefault(),
          ondrop: (event: DragEvent) => {
            const dropped = event.dataTransfer?.files;
            if (dropped?.length !== 1 || !dropped[0]) return;
            event.preventDefault();
            event.stopPropagation();
            emit(this, "cc-dropped");
            choose(dropped[0]);
          },
        },
        el("h2", { class: "slot-title" }, label),
        el("p", { class: file ? "slot-file" : "hint" }, file ? file.name : what),
        this.#fileButton(file ? "Choose another" : "Choose a file", choose),
      );
    };
    this.#two.replaceChildren(
      el(
        "div",
        { class: "slots" },
        slot("base", "Original", "The version that was agreed or sent out"),
        el(
          "button",
          {
            type: "button",
            class: "quiet icon-button",
            "aria-label": "Swap the two versions",
            title: "Swap the two versions",
            onclick: () => {
              this.#versions = { base: this.#versions.revised, revised: this.#versions.base };
              this.#renderVersions();
              this.#two.querySelector<HTMLButtonElement>(".icon-button")?.focus();
            },
          },
          icon("swap"),
        ),
        slot("revised", "Revised", "The version that came back"),
      ),
      el(
        "div",
        { class: "actions" },
        el(
          "span",
          { class: "hint grow" },
          "Any mix of .docx, .md, .txt and .html; they are compared word by word.",
        ),
        el("button", { type: "button", class: "primary", onclick: () => void this.#compare() }, "Compare"),
      ),
    );
  }

  #fileButton(label: string, chosen: (file: File) => void): HTMLElement {
    const input = el("input", {
      type: "file",
      accept: ACCEPTED,
      hidden: true,
      onchange: () => {
        const file = input.files?.[0];
        // So that the same file can be chosen again.
        input.value = "";
        if (file) chosen(file);
      },
    });
    return el(
      "span",
      {},
      input,
      el("button", { type: "button", class: "secondary", onclick: () => input.click() }, icon("file"), label),
    );
  }

  #show(index: number, focus = true): void {
    this.#tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    this.#one.hidden = index !== 0;
    this.#two.hidden = index !== 1;
    if (focus) this.#tabs[index]?.focus();
  }

  #tabKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.#show(this.#tabs[0]?.getAttribute("aria-selected") === "true" ? 1 : 0);
  }
}
