/** Who sees to a clause and who approved its words: part of a finding's card, while a deal is open. */

import { append, el } from "../dom.ts";
import type { ClauseVerdict, Report } from "../report.ts";
import { dayOf, dayWords, isDay } from "../rounds/days.ts";
import {
  approvalOf,
  cleanName,
  findingsOf,
  keyOf,
  LONGEST_NAME,
  ownerOf,
  withApproval,
  withOwner,
  withoutApproval,
} from "../rounds/model.ts";
import { session } from "../rounds/shared.ts";

let made = 0;

export class ClauseRecord extends HTMLElement {
  #clause: ClauseVerdict | null = null;
  #report: Report | null = null;
  #id = `record-${++made}`;
  #title = el("h4", {}, "In this deal");
  #owner = el("input", {
    id: `${this.#id}-owner`,
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    placeholder: "nobody yet",
    onchange: () => this.#own(),
  });
  #by = el("input", {
    id: `${this.#id}-by`,
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    "aria-describedby": `${this.#id}-error`,
  });
  #on = el("input", { id: `${this.#id}-on`, type: "date", "aria-describedby": `${this.#id}-error` });
  #error = el("p", { id: `${this.#id}-error`, class: "field-error", role: "alert" });
  #state = el("p", { class: "approved", tabindex: "-1" });
  #record = el(
    "button",
    { type: "button", class: "secondary", onclick: () => this.#approve() },
    "Record approval",
  );
  #withdraw = el(
    "button",
    { type: "button", class: "link", onclick: () => this.#takeBack() },
    "Withdraw the approval",
  );
  #form = el("div", { class: "record-fields" });
  #live = el("p", { class: "visually-hidden", role: "status" });
  #listener = () => this.#show();

  /** What it is about. */
  set(clause: ClauseVerdict, report: Report): this {
    this.#clause = clause;
    this.#report = report;
    return this;
  }

  connectedCallback(): void {
    if (!this.hasChildNodes()) {
      append(this.#form, [field("Approved by", this.#by), field("On", this.#on), this.#record]);
      for (const input of [this.#by, this.#on]) {
        input.addEventListener("keydown", (event) => {
          if (event.key === "Enter") void this.#approve();
        });
      }
      append(this, [
        this.#title,
        el("div", { class: "record-fields" }, field("Owner", this.#owner)),
        this.#state,
        this.#withdraw,
        this.#form,
        this.#error,
        this.#live,
      ]);
      this.#on.value = dayOf(new Date());
    }
    session.addEventListener("change", this.#listener);
    this.#show();
  }

  disconnectedCallback(): void {
    session.removeEventListener("change", this.#listener);
  }

  #show(): void {
    const [deal, clause, report] = [session.deal, this.#clause, this.#report];
    this.hidden = deal === null || clause === null || clause.decision === "accept";
    if (!deal || !clause || !report) return;
    const key = keyOf(clause);
    // Not while somebody types in it.
    if (document.activeElement !== this.#owner) this.#owner.value = ownerOf(deal, key);
    const asking = findingsOf(report, clause).filter((finding) => finding.decision !== "accept");
    const given = asking.map((finding) => approvalOf(deal, finding));
    const some = given.find((one) => one !== undefined);
    const all = some !== undefined && given.every((one) => one !== undefined);
    const old = deal.approvals.findLast((one) => one.clause === key && !given.includes(one));
    this.#state.textContent = all
      ? `Approved by ${some.by} on ${dayWords(some.on)}, in these words.`
      : some
        ? `Approved by ${some.by} on ${dayWords(some.on)} in part: other words of this clause are not.`
        : old
          ? `${old.by} approved other words on ${dayWords(old.on)}. These need an approval of their own.`
          : "";
    this.#state.hidden = this.#state.textContent === "";
    this.#state.classList.toggle("good", all);
    this.#withdraw.hidden = some === undefined;
    this.#form.hidden = all;
  }

  async #own(): Promise<void> {
    const clause = this.#clause;
    if (!clause) return;
    const name = cleanName(this.#owner.value);
    const said = name ? `${name} owns ${clause.title}.` : `${clause.title} has no owner.`;
    await this.#change((deal) => withOwner(deal, keyOf(clause), name), said);
  }

  async #approve(): Promise<void> {
    const [clause, report] = [this.#clause, this.#report];
    if (!clause || !report) return;
    const given = { by: cleanName(this.#by.value), on: this.#on.value };
    const wrong = given.by === "" ? this.#by : isDay(given.on) ? null : this.#on;
    for (const input of [this.#by, this.#on]) input.removeAttribute("aria-invalid");
    if (wrong) {
      wrong.setAttribute("aria-invalid", "true");
      this.#error.textContent = wrong === this.#by ? "Say who approved it." : "Say on which day.";
      wrong.focus();
      return;
    }
    const done = await this.#change(
      (deal) => withApproval(deal, report, clause, given),
      `The approval of ${clause.title} by ${given.by} is recorded.`,
    );
    // The fields are gone now, and the keyboard goes to what took their place.
    if (done) this.#state.focus();
  }

  async #takeBack(): Promise<void> {
    const [clause, report] = [this.#clause, this.#report];
    if (!clause || !report) return;
    const prints = findingsOf(report, clause).map((finding) => finding.print);
    const done = await this.#change(
      (deal) => withoutApproval(deal, keyOf(clause), prints),
      `The approval of ${clause.title} is withdrawn.`,
    );
    if (done) this.#by.focus();
  }

  async #change(how: Parameters<typeof session.change>[0], said: string): Promise<boolean> {
    this.#error.textContent = "";
    try {
      await session.change(how);
      this.#live.textContent = said;
      return true;
    } catch (error) {
      this.#error.textContent = (error as Error).message;
      return false;
    }
  }
}

function field(label: string, input: HTMLElement): HTMLElement {
  return el("div", { class: "record-field" }, el("label", { for: input.id }, label), input);
}
