/** The verdict in one sentence, who must be asked, and the filter by verdict. It emits `cc-filter`. */

import { append, el, emit } from "../dom.ts";
import { icon, shape } from "../icons.ts";
import type { Approval, Decision, Report } from "../report.ts";
import { capital, LABEL, ladder, list, plural, SEVERITY, unsettled, verdict, who } from "../words.ts";

export class VerdictBanner extends HTMLElement {
  #sentence = el("h1", { class: "verdict-sentence", tabindex: "-1" });
  #filters = new Map<Decision | null, HTMLButtonElement>();

  show(report: Report, filter: Decision | null, acting: string): void {
    const careful = report.decision === "accept" && unsettled(report) > 0;
    this.#sentence.textContent = verdict(report, acting);
    this.dataset.decision = careful ? "careful" : report.decision;
    this.replaceChildren(
      el(
        "div",
        { class: "verdict-head" },
        careful ? icon("warning") : shape(report.decision),
        el(
          "div",
          { class: "verdict-text" },
          this.#sentence,
          report.desk !== null &&
            el("p", { class: "verdict-desk" }, `The deal goes to the deal desk: ${report.desk}`),
        ),
      ),
    );
    append(this, [
      el(
        "div",
        { class: "verdict-foot" },
        this.#filterBar(report, filter),
        report.approvals.length > 0 && this.#approvals(report),
      ),
    ]);
  }

  override focus(): void {
    this.#sentence.focus();
  }

  #approvals(report: Report): HTMLElement {
    const titles = new Map(report.clauses.map((clause) => [clause.id, clause.title]));
    return el(
      "details",
      { class: "approvals" },
      el("summary", {}, icon("down"), `Who to ask (${report.approvals.length})`),
      el("ul", {}, ...report.approvals.map((approval) => this.#approval(approval, titles))),
    );
  }

  #approval(approval: Approval, titles: Map<string | null, string>): HTMLElement {
    const facts = [
      approval.contact && `Ask ${approval.contact}`,
      approval.reply_within && `answers within ${approval.reply_within}`,
    ].filter((fact): fact is string => Boolean(fact));
    return el(
      "li",
      {},
      el("strong", {}, capital(who(approval.role))),
      el("span", {}, list(approval.clauses.map((id) => titles.get(id) ?? id))),
      facts.length > 0 && el("span", { class: "hint" }, capital(facts.join("; "))),
      approval.escalates_to.length > 0 && el("span", { class: "hint" }, `Path: ${ladder(approval)}`),
    );
  }

  #filterBar(report: Report, filter: Decision | null): HTMLElement {
    const choices: [Decision | null, number][] = [[null, report.clauses.length]];
    for (const decision of SEVERITY) {
      const count = report.clauses.filter((clause) => clause.decision === decision).length;
      if (count > 0) choices.push([decision, count]);
    }
    this.#filters = new Map(
      choices.map(([decision, count]) => [
        decision,
        el(
          "button",
          {
            type: "button",
            class: "filter",
            "aria-pressed": String(decision === filter),
            "aria-label": decision
              ? `${LABEL[decision]}: ${plural(count, "clause")}`
              : `All ${plural(count, "clause")}`,
            "data-filter": decision ?? "all",
            onclick: () => {
              for (const [key, button] of this.#filters)
                button.setAttribute("aria-pressed", String(key === decision));
              emit(this, "cc-filter", decision);
            },
          },
          decision && shape(decision),
          `${decision ? LABEL[decision] : "All"} ${count}`,
        ),
      ]),
    );
    return el(
      "div",
      { class: "filters", role: "group", "aria-label": "Show by verdict" },
      ...this.#filters.values(),
    );
  }
}
