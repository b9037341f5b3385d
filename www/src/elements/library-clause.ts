/** A clause as a page: why, the positions, the wording of each, what to say, and its examples with their verdicts. */

import { type Child, el } from "../dom.ts";
import type { ClauseView, ExampleResult, LibraryView } from "../library.ts";
import { clauseMatrix } from "./library-matrix.ts";
import { Terms } from "./terms.ts";

/** The page; `results` may come later, and are put to their examples by {@link showResults}. */
export function clausePage(clause: ClauseView, view: LibraryView): HTMLElement {
  const terms = new Terms(view.glossary);
  return el(
    "article",
    { class: "clause-page" },
    el("p", { class: "back" }, el("a", { href: "#library" }, "All clauses")),
    el(
      "div",
      { class: "library-head" },
      el("h1", { tabindex: "-1" }, clause.title),
      el(
        "a",
        { class: "button secondary", href: `#library/${encodeURIComponent(`edit:${clause.path}`)}` },
        "Edit this clause",
      ),
    ),
    el(
      "p",
      { class: "hint" },
      `${clause.path} · owner: ${clause.owner} · ${clause.risk} risk · ${clause.coverage}`,
    ),
    section("Why", ...clause.why.split("\n").map((text) => el("p", {}, ...terms.in(text)))),
    section(
      "Positions",
      clause.is_partial &&
        el("p", { class: "note" }, "A row or a column of this matrix could not be read, and is not shown."),
      scrolled(clauseMatrix(clause), `Positions of ${clause.title}`),
    ),
    clause.terms.length > 0 &&
      section(
        "What is read",
        el(
          "ul",
          { class: "plain-list" },
          ...clause.terms.map((term) =>
            el(
              "li",
              {},
              el("strong", {}, term.name),
              ` (${[term.kind, term.unit].filter(Boolean).join(", ")})${term.choices.length > 0 ? `: ${term.choices.join(", ")}` : ""}`,
            ),
          ),
        ),
      ),
    section(
      "Wording",
      ...clause.language.flatMap((one) => [el("h3", {}, one.position), el("blockquote", {}, one.text)]),
    ),
    clause.say !== null && section("What to tell the customer", el("p", {}, ...terms.in(clause.say))),
    section(
      "Examples",
      el(
        "ul",
        { class: "examples" },
        ...clause.examples.map((example, index) =>
          el(
            "li",
            { "data-example": index },
            el(
              "p",
              {},
              el("strong", {}, example.expect),
              " ",
              el("span", { class: "got hint" }, "not run yet"),
            ),
            el("blockquote", {}, ...marks(example.text)),
          ),
        ),
      ),
    ),
  );
}

/** Puts each example's verdict beside it. */
export function showResults(page: HTMLElement, results: readonly ExampleResult[]): void {
  for (const result of results) {
    const place = page.querySelector(`[data-example="${result.index}"] .got`);
    if (!place) continue;
    place.classList.toggle("wrong", !result.passed);
    place.textContent = result.passed
      ? "✓ as it must be"
      : `✗ it got ${result.got}: ${result.reasons.join(" ")}`;
  }
}

/** A table that may be wider than its room, reachable by keyboard. */
export function scrolled(table: HTMLElement, label: string): HTMLElement {
  return el("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": label }, table);
}

function section(title: string, ...children: Child[]): HTMLElement {
  return el("section", {}, el("h2", {}, title), ...children);
}

/** CriticMarkup as insertions and deletions. */
export function marks(text: string): Child[] {
  const out: Child[] = [];
  let last = 0;
  for (const found of text.matchAll(/\{\+\+(.*?)\+\+\}|\{--(.*?)--\}|\{~~(.*?)~>(.*?)~~\}/gs)) {
    out.push(text.slice(last, found.index));
    const [, added, struck, old, fresh] = found;
    if (struck ?? old) out.push(el("del", {}, struck ?? old ?? ""));
    if (added ?? fresh) out.push(el("ins", {}, added ?? fresh ?? ""));
    last = found.index + found[0].length;
  }
  out.push(text.slice(last));
  return out;
}
