/**
 * What the rounds so far have settled, clause by clause. A clause is settled where the seller may accept it as it
 * stands, where its words were approved, where the customer gave it up, or where its words went into the text.
 */

import type { ClauseVerdict, Decision, Finding, Report } from "../report.ts";
import { approvalOf, type DealHead, findingsOf, isCleared, type Round } from "./model.ts";
import { FinalText, keptOf } from "./wording.ts";

/** How a clause was settled. */
export type Way = "accepted" | "approved" | "given up" | "taken in";

/** Where a clause stands after some rounds. */
export interface Standing {
  clause: ClauseVerdict;
  /** Null while it is still talked about. */
  way: Way | null;
  /** The number of the round that settled it, or that last spoke of it; the first is 1. */
  round: number;
  decision: Decision;
  position: string | null;
  /** The findings that it was settled with. */
  findings: Finding[];
  /** Who approved it, and when, if anybody did. */
  approved: { by: string; on: string } | null;
}

/** The standing of each clause that the rounds speak of. Passages of no clause have none: nothing holds them together. */
export function standings(deal: DealHead, rounds: readonly Round[]): Map<string, Standing> {
  const all = new Map<string, Standing>();
  rounds.forEach(({ report }, index) => {
    const round = index + 1;
    const spoken = new Set<string>();
    for (const clause of report.clauses) {
      if (clause.id === null) continue;
      spoken.add(clause.id);
      all.set(clause.id, standing(deal, report, clause, round));
    }
    const before = rounds[index - 1]?.report;
    if (!before) return;
    const text = new FinalText(report);
    for (const [id, one] of all) {
      if (spoken.has(id) || one.way !== null) continue;
      const way = silence(one, before, text);
      if (way === "taken in") all.set(id, { ...one, way, round });
      if (way === "given up") {
        all.set(id, { ...one, way, round, decision: "accept", position: one.clause.was, findings: [] });
      }
    }
  });
  return all;
}

function standing(deal: DealHead, report: Report, clause: ClauseVerdict, round: number): Standing {
  const findings = findingsOf(report, clause);
  const cleared = isCleared(deal, report, clause);
  const given = cleared
    ? findings.map((finding) => approvalOf(deal, finding)).find((one) => one !== undefined)
    : undefined;
  return {
    clause,
    way: clause.decision === "accept" ? "accepted" : cleared ? "approved" : null,
    round,
    decision: clause.decision,
    position: clause.position,
    findings,
    approved: clause.decision !== "accept" && given ? { by: given.by, on: given.on } : null,
  };
}

/**
 * What it means that a round says nothing of a clause that was open: its words went in, or the old ones are back. Where
 * neither can be seen the clause stays open, as the next text may be only a part of the contract.
 */
function silence(one: Standing, before: Report, text: FinalText): "taken in" | "given up" | null {
  const findings = one.findings;
  if (findings.length === 0) return null;
  if (findings.every((finding) => text.holds(finding.final))) return "taken in";
  if (findings.every((finding) => isBack(finding, before, text))) return "given up";
  return null;
}

/** Whether the words before a change stand in a later text again; of a mere addition, whether its surroundings do without it. */
function isBack(finding: Finding, before: Report, text: FinalText): boolean {
  if (finding.final !== "" && text.holds(finding.final)) return false;
  if (text.holds(finding.original)) return true;
  if (finding.kind !== "added") return false;
  const blocks = before.document.blocks ?? [];
  const own = new Set(finding.spans.map((span) => span.block));
  return blocks.some((block, index) => {
    const near =
      own.has(block.id) || own.has(blocks[index - 1]?.id ?? "") || own.has(blocks[index + 1]?.id ?? "");
    return near && keptOf(block).length >= LONG_ENOUGH && text.holds(keptOf(block));
  });
}

/** Fewer characters than this, such as those of a short heading, may stand anywhere. */
const LONG_ENOUGH = 30;
