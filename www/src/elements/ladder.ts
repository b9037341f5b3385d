/** A clause's whole ladder, from the best position down, with where the text stood and where it stands. */

import { asksOf } from "../cells.ts";
import { type Child, el } from "../dom.ts";
import type { ClauseText, Row } from "../ladders.ts";
import type { ClauseVerdict, Finding } from "../report.ts";
import { capital, who } from "../words.ts";

/** The ladder; `facts` stand in for their names in its cells. */
export function ladderOf(
  text: ClauseText,
  clause: ClauseVerdict,
  findings: readonly Finding[],
  facts: Readonly<Record<string, string>>,
): HTMLElement {
  const judged = findings.flatMap((finding) => finding.readings).filter((reading) => reading.judged);
  const terms = new Set(judged.map((reading) => reading.term));
  return el(
    "ol",
    { class: "ladder" },
    ...text.rows.map((row) => {
      const now = row.position === clause.position;
      const was = row.position === clause.was;
      const hit = new Set(judged.filter((one) => one.row === row.position).map((one) => one.term));
      // What was judged first; the rest of the row is there, but does not stand in its way.
      const cells = [...row.cells].sort((a, b) => Number(terms.has(b.term)) - Number(terms.has(a.term)));
      const words = cells.flatMap((cell): Child[] => {
        const text = asksOf(cell, facts);
        return text === null ? [] : [" · ", hit.has(cell.term) ? el("strong", {}, text) : text];
      });
      words.shift();
      return el(
        "li",
        {
          class: `rung${now ? " now" : ""}${was ? " was" : ""}`,
          "data-decision": now ? clause.decision : null,
          "aria-current": now ? "true" : null,
        },
        el(
          "p",
          { class: "rung-head" },
          el("strong", {}, row.position),
          was && !now && el("span", { class: "rung-tag" }, "it was here"),
          now && el("span", { class: "rung-tag" }, was ? "it is still here" : "it is here now"),
          el("span", { class: "rung-role" }, decides(row)),
        ),
        el("p", { class: "rung-cells" }, ...words),
      );
    }),
  );
}

function decides({ isWalkAway, role }: Row): string {
  if (isWalkAway) return `Only ${who(role)}`;
  return role === "seller" ? "You" : capital(who(role).replace(/^the /, ""));
}
