/**
 * The contract as a redline, insertions and deletions as a word processor shows them, with the findings marked.
 * It emits `cc-select` with a clause's number. Long contracts are laid out in slices, so that the page stays live.
 */

import { append, breathe, bring, el, emit } from "../dom.ts";
import { shape } from "../icons.ts";
import { type Mark, pieces, placesOf } from "../pieces.ts";
import { redlined } from "../redlined.ts";
import type { ClauseVerdict, Report } from "../report.ts";
import { ask } from "../words.ts";

/** How long a slice of the layout may take, in milliseconds, before the browser gets its turn. */
const SLICE = 8;
/** The number under which passages that were not checked are marked. */
const UNCHECKED = -1;

export class RedlineDocument extends HTMLElement {
  #turn = 0;
  #laidOut: Promise<void> = Promise.resolve();

  /** Lays the document out; `clauses` are numbered as the finding list numbers them. */
  show(report: Report, clauses: readonly ClauseVerdict[]): void {
    this.#turn += 1;
    this.#laidOut = this.#layOut(report, clauses, this.#turn);
  }

  /** Marks one clause as the chosen one, and scrolls to it. */
  async select(number: number | null, scroll: boolean): Promise<void> {
    await this.#laidOut;
    for (const mark of this.querySelectorAll(".mark.chosen")) mark.classList.remove("chosen");
    if (number === null) return;
    const marks = this.#marksOf(number);
    for (const mark of marks) mark.classList.add("chosen");
    if (scroll) bring(marks[0], "center");
  }

  /** Moves the keyboard to a clause's first mark. */
  async reach(number: number): Promise<void> {
    await this.#laidOut;
    const flag = this.querySelector<HTMLElement>(`.flag[data-clause="${number}"]`);
    flag?.focus({ preventScroll: true });
    bring(flag, "center");
  }

  /** Scrolls to a block. */
  async find(block: string): Promise<void> {
    await this.#laidOut;
    const found = [...this.children].find(
      (child) => child instanceof HTMLElement && child.dataset.block === block,
    );
    if (!(found instanceof HTMLElement)) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    bring(found, "center");
  }

  #marksOf(number: number): Element[] {
    return [...this.querySelectorAll(`.mark[data-clauses~="${number}"]`)];
  }

  async #layOut(report: Report, clauses: readonly ClauseVerdict[], turn: number): Promise<void> {
    const blocks = report.document.blocks ?? [];
    this.replaceChildren();
    if (blocks.length === 0) {
      append(this, [el("p", { class: "hint" }, "There is no text to show.")]);
      return;
    }
    const marks = marksByBlock(report, clauses);
    const changes = new Map(report.document.changes.map((change) => [change.id, change]));
    this.setAttribute("aria-busy", "true");
    let since = performance.now();
    for (const block of blocks) {
      const spans = marks.get(block.id) ?? [];
      const parts = pieces(block.runs, spans);
      const paragraph = el("p", {
        class: block.heading === null ? "block" : `block heading heading-${Math.min(block.heading, 4)}`,
        "data-block": block.id,
        ...(block.heading === null ? {} : { role: "heading", "aria-level": 3 }),
      });
      append(paragraph, [block.number !== null && el("span", { class: "number" }, `${block.number} `)]);
      append(
        paragraph,
        redlined(parts, changes, (ids, children, seen) => this.#mark(ids, children, seen, clauses)),
      );
      append(
        paragraph,
        this.#loose(
          spans,
          parts.flatMap((part) => part.ids),
          clauses,
        ),
      );
      append(this, [paragraph]);
      if (performance.now() - since > SLICE) {
        await breathe();
        if (turn !== this.#turn) return;
        since = performance.now();
      }
    }
    this.removeAttribute("aria-busy");
  }

  /** A stretch of text under one or more findings; a finding's first stretch in a block carries its flag. */
  #mark(ids: number[], children: Node[], seen: Set<number>, clauses: readonly ClauseVerdict[]): Node[] {
    const found = ids.filter((id) => id !== UNCHECKED).sort((a, b) => a - b);
    const top = found[0] === undefined ? undefined : clauses[found[0]];
    if (!top) {
      return [el("span", { class: "unchecked-mark", title: "Not checked" }, ...children)];
    }
    const flags = found.filter((id) => !seen.has(id)).map((id) => this.#flag(id, clauses));
    for (const id of found) seen.add(id);
    const mark = el(
      "mark",
      {
        class: "mark",
        "data-decision": top.decision,
        "data-clauses": found.join(" "),
        onclick: () => {
          // Selecting text with the mouse is no click on the finding.
          if (getSelection()?.isCollapsed !== false) emit(this, "cc-select", found[0]);
        },
      },
      ...children,
    );
    return [...flags, mark];
  }

  /** Flags of findings that mark a place between words and no words. */
  #loose(spans: Mark[], shown: number[], clauses: readonly ClauseVerdict[]): Node[] {
    const loose = new Set(
      spans.map((span) => span.id).filter((id) => id !== UNCHECKED && !shown.includes(id)),
    );
    return [...loose].map((id) => this.#flag(id, clauses));
  }

  #flag(id: number, clauses: readonly ClauseVerdict[]): HTMLElement {
    const clause = clauses[id];
    const decision = clause?.decision ?? "legal_review";
    const says = clause ? `Finding ${id + 1}, ${clause.title}: ${ask(clause)}` : `Finding ${id + 1}`;
    return el(
      "button",
      {
        type: "button",
        class: "flag",
        "data-clause": id,
        "data-decision": decision,
        "aria-label": says,
        title: says,
        onclick: () => emit(this, "cc-select", id),
      },
      shape(decision),
      String(id + 1),
    );
  }
}

function marksByBlock(report: Report, clauses: readonly ClauseVerdict[]): Map<string, Mark[]> {
  const numbers = new Map<string, number>();
  clauses.forEach((clause, number) => {
    for (const finding of clause.findings) numbers.set(finding, number);
  });
  const marks = new Map<string, Mark[]>();
  const add = (block: string, mark: Mark) => {
    const there = marks.get(block);
    if (there) there.push(mark);
    else marks.set(block, [mark]);
  };
  for (const finding of report.findings) {
    const id = numbers.get(finding.id);
    if (id === undefined) continue;
    for (const span of placesOf(finding)) add(span.block, { start: span.start, end: span.end, id });
  }
  for (const { span } of report.unread) add(span.block, { start: span.start, end: span.end, id: UNCHECKED });
  return marks;
}
