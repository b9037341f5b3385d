/** The fallback matrix as tables of elements: all clauses by position, and one clause's own. */

import { asksOf, cellWords } from "../cells.ts";
import { el } from "../dom.ts";
import { rowText } from "../ladders.ts";
import type { ClauseView, LibraryView, RowView } from "../library.ts";
import { roleName } from "../words.ts";

/** All clauses, a row each, their positions side by side. */
export function wholeMatrix(view: LibraryView): HTMLElement {
  const names: string[] = [];
  for (const clause of view.clauses)
    for (const row of clause.rows) if (!names.includes(column(row))) names.push(column(row));
  const order = (name: string) =>
    name === "Walk-away" ? 3 : name === "Legal review" ? 2 : name === "Standard" ? 0 : 1;
  names.sort((one, other) => order(one) - order(other) || one.localeCompare(other, "en", { numeric: true }));
  return el(
    "table",
    { class: "matrix whole" },
    el("caption", { class: "visually-hidden" }, "The fallback matrix: clauses by position"),
    el("thead", {}, el("tr", {}, ...["Clause", ...names].map((name) => el("th", { scope: "col" }, name)))),
    el(
      "tbody",
      {},
      ...view.clauses.map((clause) =>
        el(
          "tr",
          {},
          el(
            "th",
            { scope: "row" },
            el("a", { href: `#library/${encodeURIComponent(addressOf(clause, view))}` }, clause.title),
            el("span", { class: "hint" }, `${clause.owner} · ${clause.risk} risk`),
          ),
          ...names.map((name) =>
            el(
              "td",
              {},
              ...clause.rows.filter((row) => column(row) === name).map((row) => position(row, clause)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** One clause's matrix, as its file writes it. */
export function clauseMatrix(clause: ClauseView): HTMLElement {
  const head = [
    "Position",
    ...clause.columns.map((column) => (column.asks === "deal" ? `deal: ${column.name}` : column.name)),
    "Who decides",
  ];
  return el(
    "table",
    { class: "matrix" },
    el("caption", { class: "visually-hidden" }, `Positions of ${clause.title}`),
    el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
    el(
      "tbody",
      {},
      ...clause.rows.map((row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.name),
          ...row.cells.map((cell) => el("td", {}, cell === "-" ? "–" : cellWords(cell))),
          el("td", {}, roleName(row.role)),
        ),
      ),
    ),
  );
}

/** Where a clause is shown: at its id; in the editor where it has none, or shares it with another. */
function addressOf(clause: ClauseView, view: LibraryView): string {
  const first = view.clauses.find((one) => one.id === clause.id);
  return clause.id !== "" && first === clause ? clause.id : `edit:${clause.path}`;
}

function column(row: RowView): string {
  if (row.position === "walk_away") return "Walk-away";
  return row.position === "legal_review" ? "Legal review" : row.name;
}

function position(row: RowView, clause: ClauseView): HTMLElement {
  const asks = rowText(row, clause)
    .cells.map((cell) => asksOf(cell))
    .filter((text) => text !== null);
  return el(
    "div",
    { class: "stand" },
    el("ul", {}, ...(asks.length > 0 ? asks : ["there"]).map((text) => el("li", {}, text))),
    el(
      "p",
      { class: "hint decider" },
      el("span", { class: "visually-hidden" }, "Who decides: "),
      roleName(row.role),
    ),
  );
}
