/**
 * The open deal, where something is checked: which deal and round it is, and what to look at first. It emits `cc-clause`
 * with the clause of a warning that somebody wants to see. With the attribute `before` it also shows the deal while
 * nothing is checked yet.
 */

import { breathe, el, emit } from "../dom.ts";
import { icon } from "../icons.ts";
import { type LibraryText, positionsOf } from "../ladders.ts";
import { dayOf } from "../rounds/days.ts";
import { NO_CLAUSE } from "../rounds/model.ts";
import { session } from "../rounds/shared.ts";
import { warningsOf } from "../rounds/warnings.ts";
import { readAhead } from "../rounds/wording.ts";
import { plural } from "../words.ts";
import type { Judged } from "./check-page.ts";
import { warningList } from "./warning-list.ts";

export class DealWatch extends HTMLElement {
  #judged: Judged | null = null;
  #library: LibraryText | null = null;
  #shown = "";
  #live = el("p", { class: "visually-hidden", role: "status" });
  #box = el("section", { class: "watch", "aria-label": "The deal" });
  #turn = 0;
  #listener = () => void this.#show();

  connectedCallback(): void {
    if (!this.hasChildNodes()) this.append(this.#live, this.#box);
    session.addEventListener("change", this.#listener);
    void this.#show();
  }

  disconnectedCallback(): void {
    session.removeEventListener("change", this.#listener);
  }

  /** What is shown on the page; nothing before the first check. */
  set(judged: Judged | null, library: LibraryText | null): void {
    this.#judged = judged;
    this.#library = library;
    void this.#show();
  }

  async #show(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const deal = session.deal;
    const judged = this.#judged;
    if (!deal || (!judged && !this.hasAttribute("before"))) {
      this.hidden = true;
      this.#shown = "";
      this.#box.replaceChildren();
      this.#live.textContent = "";
      return;
    }
    this.hidden = false;
    const number = session.number;
    const where = judged
      ? number === null
        ? `Compared with ${plural(deal.rounds.length, "round")}; not kept yet`
        : `Round ${number} of ${deal.rounds.length}`
      : `What you check next is compared with ${plural(deal.rounds.length, "round")} of this deal`;
    if (judged) {
      for (const report of [judged.report, ...session.before.map((round) => round.report)]) {
        await readAhead(report, breathe);
        if (turn !== this.#turn) return;
      }
    }
    const warnings = judged
      ? warningsOf({
          deal: { ...deal, closes: judged.about.closes || deal.closes },
          before: session.before,
          report: judged.report,
          today: dayOf(new Date()),
          ladders: positionsOf(this.#library),
        })
      : [];
    // The keyboard may be in here; and what did not change need not be said again.
    const now = JSON.stringify([deal.id, deal.name, where, warnings]);
    if (now === this.#shown) return;
    this.#shown = now;
    const clauses = new Set(judged?.report.clauses.map((clause) => clause.id ?? NO_CLAUSE));
    this.#box.replaceChildren(
      el(
        "div",
        { class: "watch-head" },
        el(
          "p",
          {},
          el("a", { href: `#deals/${deal.id}` }, deal.name),
          el("span", { class: "hint" }, ` ${where}`),
        ),
        el("button", { type: "button", class: "quiet", onclick: () => this.#leave() }, "Leave deal"),
      ),
    );
    if (!judged) return;
    const said =
      warnings.length === 0
        ? "Nothing is re-traded, and no approval lapsed."
        : `${plural(warnings.length, "warning")} for this deal`;
    this.#box.append(
      warnings.length === 0
        ? el("p", { class: "calm" }, icon("check"), said)
        : el(
            "div",
            {},
            el("h3", {}, said),
            warningList(
              warnings.map((one) => (clauses.has(one.clause ?? "") ? one : { ...one, clause: null })),
              (clause) => emit(this, "cc-clause", clause),
            ),
          ),
    );
    this.#live.textContent = `${said}.`.replace("..", ".");
  }

  #leave(): void {
    session.close();
    document.getElementById("main")?.focus();
  }
}
