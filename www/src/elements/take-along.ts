/**
 * What a check leaves the page with: the brief, a message for each role that decides, the customer's version, and the
 * report. A dialog with a preview of each, and the ways to take it: copy, save, print.
 */

import { briefSheet, stillNeeded } from "../brief.ts";
import { customerSheet } from "../customer.ts";
import { append, el } from "../dom.ts";
import { download } from "../download.ts";
import { icon } from "../icons.ts";
import type { LibraryText } from "../ladders.ts";
import { messages } from "../request.ts";
import { dayOf } from "../rounds/days.ts";
import { session } from "../rounds/shared.ts";
import { type Sheet, toElements, toMarkdown } from "../sheet.ts";
import type { Judged } from "./check-page.ts";
import { copyButton } from "./copy-button.ts";

const KINDS = [
  ["brief", "Deal brief"],
  ["messages", "Messages"],
  ["customer", "For the customer"],
  ["report", "Report"],
] as const;

type Kind = (typeof KINDS)[number][0];

export class TakeAlong extends HTMLElement {
  #dialog = el("dialog", { class: "take", "aria-labelledby": "take-title" });
  #body = el("div", { class: "take-body" });
  #status = el("p", { class: "visually-hidden", role: "status" });
  #tabs = new Map<Kind, HTMLButtonElement>();
  #judged: Judged | null = null;
  #library: LibraryText | null = null;
  /** What the browser's own print command prints. */
  #paper = el("div", { class: "paper", hidden: true });
  #printing: Sheet | null = null;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    for (const [kind, label] of KINDS) {
      this.#tabs.set(
        kind,
        el(
          "button",
          { type: "button", "data-kind": kind, "aria-pressed": "false", onclick: () => this.#show(kind) },
          label,
        ),
      );
    }
    append(this.#dialog, [
      el(
        "div",
        { class: "take-head" },
        el("h2", { id: "take-title" }, "Take it along"),
        el("button", { type: "button", class: "quiet", onclick: () => this.#dialog.close() }, "Close"),
      ),
      el("div", { class: "tabs", role: "group", "aria-label": "What to take" }, ...this.#tabs.values()),
      this.#body,
      this.#status,
    ]);
    append(this, [this.#dialog]);
    document.body.append(this.#paper);
    addEventListener("beforeprint", () => {
      const sheet = this.#printing ?? this.#brief();
      this.#paper.hidden = sheet === null;
      this.#paper.replaceChildren(...(sheet ? toElements(sheet, 1) : []));
    });
    addEventListener("afterprint", () => {
      this.#printing = null;
      this.#paper.hidden = true;
      this.#paper.replaceChildren();
    });
  }

  /** What there is to take; nothing once the check is left. */
  set(judged: Judged | null, library: LibraryText | null): void {
    this.#judged = judged;
    this.#library = library;
    if (judged === null) this.#dialog.close();
  }

  open(): void {
    this.#show("brief");
    this.#dialog.showModal();
  }

  #brief(): Sheet | null {
    if (!this.#judged || this.closest("[hidden]")) return null;
    const { report, about, source } = this.#judged;
    return briefSheet({
      report,
      about,
      source: source.name,
      library: this.#library,
      today: dayOf(new Date()),
      deal: session.deal,
    });
  }

  #show(kind: Kind): void {
    for (const [one, tab] of this.#tabs) tab.setAttribute("aria-pressed", String(one === kind));
    this.#body.replaceChildren(...this.#content(kind));
    this.#body.scrollTop = 0;
  }

  #content(kind: Kind): HTMLElement[] {
    const judged = this.#judged;
    if (!judged) return [];
    const { report, about, source } = judged;
    const name = fileName(about.customer || source.name);
    switch (kind) {
      case "brief":
        return this.#sheet(
          "One page for whoever joins the deal: what is asked, what we want, where we stop, and who decides. For inside your company.",
          this.#brief() ?? [],
          `${name}-brief.md`,
        );
      case "customer":
        return this.#sheet(
          "Safe to send: it holds the contract's own words, what may be said, and Standard wording. No fallback, no walk-away, no role, no reason.",
          customerSheet(report),
          "comments.md",
        );
      case "messages": {
        const all = messages(report, stillNeeded(report, session.deal), about, source.name);
        return [
          el(
            "p",
            { class: "hint" },
            all.length > 0
              ? "One message for each role that must decide. Copy it into mail or chat; nothing is sent from here."
              : report.approvals.length > 0
                ? "Nobody has to be asked any more: each of these wordings was approved."
                : "Nobody has to be asked.",
          ),
          ...all.map((message, index) =>
            el(
              "section",
              { class: "message", "aria-labelledby": `message-${index}` },
              el(
                "div",
                { class: "message-head" },
                el("h3", { id: `message-${index}` }, message.to),
                copyButton(
                  "Copy message",
                  () => `${message.subject}\n\n${message.body}`,
                  (text) => this.#say(text),
                ),
              ),
              el("p", { class: "message-subject" }, message.subject),
              el("p", { class: "message-body" }, message.body),
            ),
          ),
        ];
      }
      case "report":
        return [
          el(
            "p",
            { class: "hint" },
            "Everything that the check found, for other programs: the same JSON that the command line writes.",
          ),
          el(
            "div",
            { class: "actions" },
            el(
              "button",
              {
                type: "button",
                class: "primary",
                onclick: () => download(`${name}-report.json`, judged.json, "application/json"),
              },
              "Save the report",
            ),
            copyButton(
              "Copy",
              () => judged.json,
              (text) => this.#say(text),
              "secondary",
            ),
          ),
        ];
    }
  }

  #sheet(what: string, sheet: Sheet, name: string): HTMLElement[] {
    return [
      el("p", { class: "hint" }, what),
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          {
            type: "button",
            class: "primary",
            onclick: () => {
              this.#printing = sheet;
              print();
            },
          },
          "Print or save as PDF",
        ),
        copyButton(
          "Copy as Markdown",
          () => toMarkdown(sheet),
          (text) => this.#say(text),
          "secondary",
        ),
        el(
          "button",
          {
            type: "button",
            class: "secondary",
            onclick: () => download(name, toMarkdown(sheet), "text/markdown"),
          },
          icon("file"),
          "Save as .md",
        ),
      ),
      el(
        "div",
        { class: "sheet", tabindex: "0", role: "region", "aria-label": "Preview" },
        ...toElements(sheet, 3),
      ),
    ];
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

/** A name that every file system takes. */
function fileName(text: string): string {
  const plain = text
    .replace(/\.(docx|md|markdown|txt|html?)$/i, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain || "deal";
}
