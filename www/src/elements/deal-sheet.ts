/**
 * One deal in full: what is known of it, the warnings of its last round, its exceptions with their owners, the
 * approvals, and the rounds. It emits `cc-export` and `cc-delete` with the deal.
 */

import { amount } from "../amount.ts";
import { append, el, emit } from "../dom.ts";
import { icon, shape } from "../icons.ts";
import { type LibraryText, positionsOf } from "../ladders.ts";
import type { ClauseVerdict, Report } from "../report.ts";
import { dayOf, dayWords, isDay } from "../rounds/days.ts";
import {
  type Approved,
  cleanName,
  type DealHead,
  findingsOf,
  isCleared,
  type KeptDeal,
  keyOf,
  LONGEST_NAME,
  ownerOf,
  type Round,
  withOwner,
  withoutApproval,
} from "../rounds/model.ts";
import { session, store } from "../rounds/shared.ts";
import { warningsOf } from "../rounds/warnings.ts";
import { go } from "../router.ts";
import { ask, grouped, plural, ranked, verdict } from "../words.ts";
import { warningList } from "./warning-list.ts";

export class DealSheet extends HTMLElement {
  #deal: KeptDeal | null = null;
  #library: LibraryText | null = null;
  #shown = "";
  #title = el("h1", { tabindex: "-1" });
  #live = el("p", { class: "visually-hidden", role: "status" });
  #error = el("p", { id: "sheet-error", class: "field-error", role: "alert" });
  #name = el("input", {
    id: "sheet-name",
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    "aria-describedby": "sheet-error",
  });
  #customer = el("input", {
    id: "sheet-customer",
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    placeholder: "not given",
  });
  #closes = el("input", { id: "sheet-closes", type: "date" });
  #value = el("input", {
    id: "sheet-value",
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: "not given",
    "aria-describedby": "sheet-error",
  });
  #body = el("div", { class: "sheet-body" });

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    append(this, [
      this.#live,
      el("p", { class: "back" }, el("a", { href: "#deals" }, "All deals")),
      el(
        "div",
        { class: "deals-head" },
        this.#title,
        el(
          "button",
          { type: "button", class: "primary", onclick: () => this.#next() },
          "Check the next round",
        ),
        el(
          "button",
          { type: "button", class: "secondary", onclick: () => emit(this, "cc-export", this.#deal) },
          "Export",
        ),
        el("button", { type: "button", class: "secondary", onclick: () => this.#delete() }, "Delete…"),
      ),
      el(
        "div",
        { class: "sheet-fields" },
        field("Name", this.#name),
        field("Customer", this.#customer),
        field("Closes", this.#closes),
        field("Annual value", this.#value),
      ),
      this.#error,
      this.#body,
    ]);
    for (const input of [this.#name, this.#customer, this.#closes, this.#value]) {
      input.addEventListener("change", () => void this.#save(input));
    }
  }

  /** Shows a deal; nothing leaves nothing of the last one behind. */
  set(deal: KeptDeal | null, library: LibraryText | null): void {
    this.#deal = deal;
    this.#library = library;
    if (!deal) {
      this.#shown = "";
      this.#title.textContent = "";
      for (const input of [this.#name, this.#customer, this.#closes, this.#value]) input.value = "";
      this.#body.replaceChildren();
      return;
    }
    this.#fill(deal);
  }

  /** Puts the keyboard at the deal's name. */
  reach(): void {
    this.#title.focus();
  }

  #fill(deal: KeptDeal): void {
    this.#title.textContent = deal.name;
    const held = document.activeElement;
    for (const [input, value] of [
      [this.#name, deal.name],
      [this.#customer, deal.customer],
      [this.#closes, deal.closes],
      [this.#value, grouped(deal.value)],
    ] as const) {
      if (input !== held || this.#shown === "") input.value = value;
    }
    const now = JSON.stringify([
      deal.id,
      deal.closes,
      deal.owners,
      deal.approvals,
      deal.rounds.map((one) => one.id),
    ]);
    if (now === this.#shown) return;
    this.#shown = now;
    const id = held instanceof HTMLElement && this.#body.contains(held) ? held.id : "";
    this.#body.replaceChildren(...this.#parts(deal));
    // What was rebuilt under the keyboard gets it back.
    if (id) document.getElementById(id)?.focus();
  }

  #parts(deal: KeptDeal): HTMLElement[] {
    const last = deal.rounds.at(-1);
    if (!last) return [part("Rounds", el("p", {}, "This deal has no rounds yet."))];
    const warnings = warningsOf({
      deal,
      before: deal.rounds.slice(0, -1),
      report: last.report,
      today: dayOf(new Date()),
      ladders: positionsOf(this.#library),
    });
    const exceptions = ranked(last.report.clauses).filter((clause) => clause.decision !== "accept");
    return [
      part(
        warnings.length === 0 ? "Warnings" : plural(warnings.length, "warning"),
        warnings.length === 0
          ? el("p", { class: "calm" }, icon("check"), "Nothing is re-traded, and no approval lapsed.")
          : warningList(warnings),
      ),
      part(
        "Exceptions and their owners",
        exceptions.length === 0
          ? el("p", {}, "The last round has none.")
          : el(
              "ul",
              { class: "owners" },
              ...exceptions.map((clause, index) => {
                const input = el("input", {
                  id: `owner-${index}`,
                  autocomplete: "off",
                  maxlength: LONGEST_NAME,
                  placeholder: "nobody yet",
                  onchange: () => {
                    const name = cleanName(input.value);
                    void this.#change(
                      (head) => withOwner(head, keyOf(clause), name),
                      name ? `${name} owns ${clause.title}.` : `${clause.title} has no owner.`,
                    );
                  },
                });
                input.value = ownerOf(deal, keyOf(clause));
                return el(
                  "li",
                  { "data-decision": clause.decision },
                  shape(clause.decision),
                  el(
                    "div",
                    { class: "grow" },
                    el("strong", {}, clause.title),
                    el("span", { class: "hint" }, ` ${standing(deal, last.report, clause)}`),
                  ),
                  field("Owner", input, ` of ${clause.title}`),
                );
              }),
            ),
      ),
      part(
        "Approvals",
        deal.approvals.length === 0
          ? el("p", {}, "None yet. Record them at the findings, when you open a round.")
          : el("ul", { class: "approved-list" }, ...deal.approvals.map((one) => this.#approval(one, last))),
      ),
      part(
        "Rounds",
        el(
          "ol",
          { class: "rounds" },
          ...deal.rounds.map((round, index) => this.#round(deal, round, index + 1)),
        ),
      ),
    ];
  }

  #approval(one: Approved, last: Round): HTMLElement {
    const holds = last.report.clauses.some(
      (clause) =>
        keyOf(clause) === one.clause &&
        findingsOf(last.report, clause).some((finding) => finding.print === one.print),
    );
    return el(
      "li",
      {},
      el(
        "p",
        {},
        el("strong", {}, one.title),
        ` ${one.position ?? ""} approved by ${one.by} on ${dayWords(one.on)}`,
        el(
          "span",
          { class: "hint" },
          holds ? " These words stand in the last round." : " Of other words than the last round changes.",
        ),
      ),
      el("blockquote", {}, one.final || "Left out"),
      el(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => {
            void this.#change(
              (head) => withoutApproval(head, one.clause, [one.print]),
              `The approval of ${one.title} is withdrawn.`,
            ).then((done) => done && this.#title.focus());
          },
        },
        `Withdraw the approval of ${one.title}`,
      ),
    );
  }

  #round(deal: KeptDeal, round: Round, number: number): HTMLElement {
    return el(
      "li",
      { "data-decision": round.report.decision },
      shape(round.report.decision),
      el(
        "div",
        { class: "grow" },
        el("p", {}, el("strong", {}, `Round ${number}`), ` ${dayWords(round.date)}, ${round.source}`),
        el("p", {}, verdict(round.report)),
        el("p", { class: "hint" }, `By ${round.report.library.name} ${round.report.library.version}`),
      ),
      el(
        "button",
        {
          type: "button",
          class: "secondary",
          "aria-label": `Open round ${number}`,
          onclick: () => {
            session.bring(deal, round);
            go("check");
          },
        },
        "Open",
      ),
    );
  }

  #next(): void {
    if (!this.#deal) return;
    session.bring(this.#deal, null);
    go("check");
  }

  #delete(): void {
    const deal = this.#deal;
    if (deal) emit(this, "cc-delete", { id: deal.id, name: deal.name, count: deal.rounds.length });
  }

  async #save(input: HTMLInputElement): Promise<void> {
    const name = cleanName(this.#name.value);
    const value = this.#value.value.trim() === "" ? "" : amount(this.#value.value);
    const wrong = name === "" ? this.#name : value === null ? this.#value : null;
    for (const one of [this.#name, this.#value]) one.removeAttribute("aria-invalid");
    if (wrong || value === null) {
      wrong?.setAttribute("aria-invalid", "true");
      this.#error.textContent = name === "" ? "A deal needs a name." : "Write an amount, like 300,000.";
      return;
    }
    const closes = isDay(this.#closes.value) ? this.#closes.value : "";
    const customer = cleanName(this.#customer.value);
    const done = await this.#change((head) => ({ ...head, name, customer, closes, value }), "Saved.");
    if (done && input === this.#name) this.#title.textContent = name;
  }

  async #change(how: (head: DealHead) => DealHead, said: string): Promise<boolean> {
    const id = this.#deal?.id;
    if (id === undefined) return false;
    this.#error.textContent = "";
    try {
      if (session.deal?.id === id) await session.change(how);
      else {
        const head = await store.change(id, how);
        if (this.#deal?.id === id) this.set({ ...this.#deal, ...head }, this.#library);
      }
      this.#live.textContent = said;
      return true;
    } catch (error) {
      this.#error.textContent = (error as Error).message;
      return false;
    }
  }
}

/** What is asked of a clause, and where it stands. */
function standing(deal: DealHead, report: Report, clause: ClauseVerdict): string {
  const asked = isCleared(deal, report, clause) ? "Approved" : ask(clause);
  // "Walk away" says the position already.
  const { position } = clause;
  return position === null || position === asked || clause.decision === "walk_away"
    ? asked
    : `${asked}, ${position}`;
}

function part(title: string, content: HTMLElement): HTMLElement {
  return el("section", { class: "sheet-part" }, el("h2", {}, title), content);
}

/** A field; what its label says only to those who do not see its row comes last. */
function field(label: string, input: HTMLElement, more = ""): HTMLElement {
  const name = el(
    "label",
    { for: input.id },
    label,
    more !== "" && el("span", { class: "visually-hidden" }, more),
  );
  return el("div", { class: "record-field" }, name, input);
}
