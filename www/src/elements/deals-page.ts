/** The page "Deals": the deals that this browser keeps, and one of them in full, by the address: `#deals/id`. */

import { append, breathe, el, listen } from "../dom.ts";
import { download } from "../download.ts";
import { icon } from "../icons.ts";
import { type LibraryText, libraryText, positionsOf } from "../ladders.ts";
import { dayOf, dayWords } from "../rounds/days.ts";
import { BadFile, fileName, LARGEST_FILE, readDeal, writeDeal } from "../rounds/file.ts";
import type { KeptDeal } from "../rounds/model.ts";
import { freshId } from "../rounds/session.ts";
import { session, store } from "../rounds/shared.ts";
import type { DealLine } from "../rounds/store.ts";
import { warningsOf } from "../rounds/warnings.ts";
import { readAhead } from "../rounds/wording.ts";
import { go } from "../router.ts";
import { libraryView } from "../shared.ts";
import { plural, verdict } from "../words.ts";
import type { DealSheet } from "./deal-sheet.ts";

export class DealsPage extends HTMLElement {
  #live = el("p", { class: "visually-hidden", role: "status" });
  #alert = el("p", { class: "alert", role: "alert", hidden: true });
  #list = el("section", { class: "deals-list" });
  #title = el("h1", { tabindex: "-1" }, "Deals");
  #cards = el("ul", { class: "deal-cards" });
  #file = el("input", {
    type: "file",
    class: "visually-hidden",
    accept: ".json,application/json",
    "aria-label": "A deal's file",
    tabindex: "-1",
    onchange: () => void this.#import(),
  });
  #sheet = document.createElement("deal-sheet") as DealSheet;
  #dialog = el("dialog", {
    class: "small-dialog",
    "aria-labelledby": "delete-title",
    "aria-describedby": "delete-text",
  });
  #rest = "";
  #turn = 0;
  #deleting: string | null = null;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    append(this.#list, [
      el(
        "div",
        { class: "deals-head" },
        this.#title,
        el(
          "button",
          { type: "button", class: "secondary", onclick: () => this.#file.click() },
          "Import a deal…",
        ),
        this.#file,
      ),
      el(
        "p",
        { class: "lead" },
        "Each deal keeps its rounds, so that what was settled stays settled. Deals are stored in this browser, on this machine, and nowhere else: whoever uses this browser can read them, until you delete them.",
      ),
      this.#cards,
    ]);
    this.#dialog.addEventListener("close", () => this.#dialog.replaceChildren());
    append(this, [this.#live, this.#alert, this.#list, this.#sheet, this.#dialog]);
    this.#sheet.hidden = true;
    listen<KeptDeal>(this, "cc-export", (deal) => this.#export(deal));
    listen<{ id: string; name: string; count: number }>(this, "cc-delete", (deal) => this.#ask(deal));
    session.addEventListener("change", () => {
      if (!this.hidden) void this.#show();
    });
  }

  arrive(rest: string): void {
    this.#alert.hidden = true;
    this.#rest = rest;
    void this.#show();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    try {
      if (this.#rest !== "") {
        const deal = await store.load(this.#rest);
        const library = await libraryNow();
        if (deal) await readRounds(deal);
        if (turn !== this.#turn) return;
        if (deal) {
          const focus = this.#sheet.hidden;
          this.#sheet.set(deal, library);
          this.#list.hidden = true;
          this.#sheet.hidden = false;
          if (focus) this.#sheet.reach();
          return;
        }
        this.#complain("There is no such deal in this browser. It may have been deleted.");
      }
      const deals = await store.list();
      if (turn !== this.#turn) return;
      this.#sheet.hidden = true;
      this.#sheet.set(null, null);
      this.#list.hidden = false;
      this.#lines(deals);
      await this.#judge(deals, turn);
    } catch (error) {
      this.#complain((error as Error).message);
    }
  }

  #lines(deals: readonly DealLine[]): void {
    if (deals.length === 0) {
      this.#cards.replaceChildren(
        el(
          "li",
          { class: "empty" },
          el("p", {}, "No deal is kept yet. Check a redline, and keep it as the first round of a deal."),
          el("a", { class: "button primary", href: "#check" }, "Check a redline"),
        ),
      );
      return;
    }
    this.#cards.replaceChildren(
      ...deals.map((deal) =>
        el(
          "li",
          { class: "deal-card", "data-deal": deal.id },
          el(
            "div",
            { class: "deal-card-text" },
            el("h2", {}, el("a", { href: `#deals/${deal.id}` }, deal.name)),
            el("p", { class: "hint" }, about(deal)),
            el("p", { class: "deal-state" }),
          ),
          el(
            "div",
            { class: "deal-actions" },
            this.#button("Export", deal.name, () => void this.#exportById(deal.id)),
            this.#button("Delete…", deal.name, () => this.#ask(deal)),
          ),
        ),
      ),
    );
  }

  /** Says of each deal how its last round stands; one after the other, as each reads a contract. */
  async #judge(deals: readonly DealLine[], turn: number): Promise<void> {
    const ladders = positionsOf(await libraryNow());
    for (const { id } of deals) {
      const deal = await store.load(id);
      if (deal) await readRounds(deal);
      if (turn !== this.#turn) return;
      const last = deal?.rounds.at(-1);
      const line = [...this.#cards.children].find(
        (one) => one instanceof HTMLElement && one.dataset.deal === id,
      );
      const place = line?.querySelector(".deal-state");
      if (!deal || !last || !place) continue;
      const warnings = warningsOf({
        deal,
        before: deal.rounds.slice(0, -1),
        report: last.report,
        today: dayOf(new Date()),
        ladders,
      });
      place.replaceChildren(
        verdict(last.report),
        ...(warnings.length > 0
          ? [" ", el("span", { class: "count" }, icon("warning"), plural(warnings.length, "warning"))]
          : []),
      );
    }
  }

  #button(label: string, name: string, onclick: () => void): HTMLElement {
    return el(
      "button",
      { type: "button", class: "secondary", "aria-label": `${label.replace("…", "")}: ${name}`, onclick },
      label,
    );
  }

  async #exportById(id: string): Promise<void> {
    try {
      const deal = await store.load(id);
      if (deal) this.#export(deal);
    } catch (error) {
      this.#complain((error as Error).message);
    }
  }

  #export(deal: KeptDeal): void {
    try {
      download(fileName(deal), writeDeal(deal), "application/json");
      this.#say(`${deal.name} is exported.`);
    } catch {
      this.#complain("This deal is too large for one file.");
    }
  }

  async #import(): Promise<void> {
    const file = this.#file.files?.[0];
    this.#file.value = "";
    this.#alert.hidden = true;
    if (!file) return;
    try {
      if (file.size > LARGEST_FILE)
        throw new BadFile("This file is larger than 256 MB, and no deal is that large.");
      const read = readDeal(await file.text());
      // A deal that is here already is never overwritten: what was imported stands beside it.
      const here = new Set((await store.list()).map((deal) => deal.id));
      const deal = here.has(read.id) ? { ...read, id: freshId(), name: `${read.name} (imported)` } : read;
      await store.create(deal);
      this.#say(`${deal.name} is imported, with ${plural(deal.rounds.length, "round")}.`);
      go("deals", deal.id);
    } catch (error) {
      this.#complain(
        error instanceof DOMException ? "The file could not be opened." : (error as Error).message,
      );
    }
  }

  #ask(deal: { id: string; name: string; count: number }): void {
    this.#deleting = deal.id;
    const rounds = deal.count === 1 ? "Its one round" : `Its ${deal.count} rounds`;
    this.#dialog.replaceChildren(
      el("h2", { id: "delete-title" }, `Delete ${deal.name}?`),
      el(
        "p",
        { id: "delete-text" },
        `${rounds}, the texts in them, owners and approvals go for good. There is no copy but the files that you exported.`,
      ),
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          { type: "button", class: "primary danger", onclick: () => void this.#delete() },
          "Delete it",
        ),
        el("button", { type: "button", class: "secondary", onclick: () => this.#dialog.close() }, "Keep it"),
      ),
    );
    this.#dialog.showModal();
    // What can't be undone takes more than one press of Enter.
    this.#dialog.querySelector<HTMLElement>(".secondary")?.focus();
  }

  async #delete(): Promise<void> {
    const id = this.#deleting;
    this.#dialog.close();
    if (id === null) return;
    this.#deleting = null;
    try {
      // The address may still name the deal; it is not to be looked for again.
      this.#rest = "";
      await session.remove(id);
      await this.#show();
      go("deals");
      this.#title.focus();
      this.#say("The deal is deleted.");
    } catch (error) {
      this.#complain((error as Error).message);
    }
  }

  #complain(message: string): void {
    this.#alert.textContent = message;
    this.#alert.hidden = false;
  }

  #say(text: string): void {
    this.#live.textContent = text;
  }
}

/** Reads the words of a deal's rounds, before they are compared. */
async function readRounds(deal: KeptDeal): Promise<void> {
  for (const { report } of deal.rounds) await readAhead(report, breathe);
}

/** The library that verdicts are made by, as the pages show it. */
async function libraryNow(): Promise<LibraryText | null> {
  const view = await libraryView();
  return view && libraryText(view);
}

function about(deal: DealLine): string {
  return [deal.customer, plural(deal.count, "round"), deal.closes && `closes ${dayWords(deal.closes)}`]
    .filter(Boolean)
    .join(" · ");
}
