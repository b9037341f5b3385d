/** The findings, one card a clause, and what could not be checked. It emits `cc-choose`, `cc-reveal` and `cc-find`. */

import { append, bring, el, emit } from "../dom.ts";
import type { LibraryText } from "../ladders.ts";
import type { ClauseVerdict, Decision, Report, Span } from "../report.ts";
import { plural, unsettled } from "../words.ts";
import { type CardContext, card, setOpen } from "./finding-card.ts";

/** What the cards need beside the report. */
export interface Shown {
  library: LibraryText | null;
  acting: string;
  /** Whether this is the same document as before, judged anew. */
  keep: boolean;
  announce: (text: string) => void;
  /** What the card of a clause holds beside what the report says. */
  extra: (clause: ClauseVerdict) => Node;
}

export class FindingList extends HTMLElement {
  #list = el("ol", { class: "cards" });
  #filter: Decision | null = null;

  /** Shows cards for clauses in the order given; cards of clauses that were open stay open. */
  show(report: Report, clauses: readonly ClauseVerdict[], more: Shown): void {
    const open = new Set(
      this.#cards()
        .filter((one) => more.keep && one.classList.contains("open"))
        .map((one) => one.dataset.clause),
    );
    const context: CardContext = {
      findings: new Map(report.findings.map((finding) => [finding.id, finding])),
      blocks: new Map((report.document.blocks ?? []).map((block) => [block.id, block])),
      changes: new Map(report.document.changes.map((change) => [change.id, change])),
      approvals: report.approvals,
      facts: report.used.facts,
      library: more.library,
      acting: more.acting,
      announce: more.announce,
      extra: more.extra,
      reveal: (number) => emit(this, "cc-reveal", number),
      chosen: (number) => emit(this, "cc-choose", number),
    };
    this.#list.replaceChildren(...clauses.map((clause, number) => card(clause, number, context)));
    this.replaceChildren(this.#list);
    if (clauses.length === 0) {
      this.replaceChildren(el("p", { class: "empty" }, "No clause of the library was touched."));
    }
    append(this, [unchecked(report, (span) => emit(this, "cc-find", span.block))]);
    for (const one of this.#cards()) if (open.has(one.dataset.clause)) setOpen(one, true);
    this.filter(this.#filter);
  }

  /** Leaves only the cards with a decision, or all. */
  filter(decision: Decision | null): void {
    this.#filter = decision;
    for (const one of this.#cards()) one.hidden = decision !== null && one.dataset.decision !== decision;
  }

  /** Marks a card as the chosen one. */
  select(number: number | null, { open, focus }: { open: boolean; focus: boolean }): void {
    this.mark(number);
    const one = number === null ? undefined : this.#card(number);
    if (!one) return;
    // A card that the filter hides is shown all the same: somebody asked for it in the document.
    one.hidden = false;
    setOpen(one, open);
    if (focus) one.querySelector<HTMLElement>(".card-toggle")?.focus({ preventScroll: true });
    bring(one, "nearest");
  }

  /** Marks a card as the chosen one, and leaves everything else as it is. */
  mark(number: number | null): void {
    for (const one of this.#cards()) {
      const chosen = Number(one.dataset.number) === number;
      one.classList.toggle("chosen", chosen);
      if (chosen) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }

  isOpen(number: number): boolean {
    return this.#card(number)?.classList.contains("open") ?? false;
  }

  /** The shown card after (or before) another; the first (or last) if that was the end. */
  beside(number: number | null, step: 1 | -1): number | null {
    const shown = this.#cards()
      .filter((one) => !one.hidden)
      .map((one) => Number(one.dataset.number));
    if (shown.length === 0) return null;
    const at = number === null ? -1 : shown.indexOf(number);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
    return shown[next] ?? null;
  }

  #cards(): HTMLElement[] {
    return [...this.#list.children].filter((one) => one instanceof HTMLElement);
  }

  #card(number: number): HTMLElement | undefined {
    return this.#cards().find((one) => Number(one.dataset.number) === number);
  }
}

/** What was not checked, and why; "checked and clean" is not "could not check". */
function unchecked(report: Report, find: (span: Span) => void): HTMLElement | null {
  const count = unsettled(report);
  if (count === 0) return null;
  const blocks = new Map((report.document.blocks ?? []).map((block) => [block.id, block]));
  const items = [
    ...report.problems.map(({ message, span }) => ({ text: message, span })),
    ...report.unread.map(({ why, span }) => ({ text: why, span })),
  ];
  const line = ({ text, span }: { text: string; span: Span | null }) => {
    const block = span && blocks.get(span.block);
    const quoted =
      block && span
        ? excerpt(
            block.runs
              .map((run) => run.text)
              .join("")
              .slice(span.start, span.end),
          )
        : "";
    return el(
      "li",
      {},
      text,
      quoted !== "" && el("q", {}, quoted),
      span !== null &&
        el(
          "button",
          {
            type: "button",
            class: "link",
            "aria-label": `Show in the document: ${text}`,
            onclick: () => find(span),
          },
          "Show",
        ),
    );
  };
  // A contract on the other side's paper may have hundreds; the page lists some and counts the rest.
  const shown = items.slice(0, 50);
  return el(
    "section",
    { class: "unchecked", "aria-labelledby": "unchecked-title" },
    el("h3", { id: "unchecked-title" }, `Not checked, or in doubt: ${plural(count, "passage")}`),
    el("p", { class: "hint" }, "Nothing was judged here. Clean elsewhere does not mean clean here."),
    el("ul", {}, ...shown.map(line)),
    items.length > shown.length &&
      el("p", { class: "hint" }, `and ${items.length - shown.length} more, marked in the document`),
  );
}

function excerpt(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= 90 ? flat : `${flat.slice(0, 88).trimEnd()} …`;
}
