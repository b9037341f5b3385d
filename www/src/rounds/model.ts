/**
 * A deal that is kept: what is known of it, its rounds, who owns its exceptions, and who approved what. Plain data, and
 * functions that give a changed copy.
 */

import type { Deal } from "../deal.ts";
import type { ClauseVerdict, Finding, Report } from "../report.ts";
import type { Source } from "../source.ts";

/** A deal without its rounds: small, so that a list of deals reads no contract. */
export interface DealHead {
  id: string;
  name: string;
  customer: string;
  /** The day that it is to close, `2026-03-31`, or nothing. */
  closes: string;
  /** The annual value in digits, or nothing. */
  value: string;
  owners: Owner[];
  approvals: Approved[];
}

/** Who sees to an exception: a clause that the seller may not accept alone. */
export interface Owner {
  /** The clause, or {@link NO_CLAUSE}. */
  clause: string;
  name: string;
}

/** An approval that somebody gave, for certain words and no others. */
export interface Approved {
  /** The clause, or {@link NO_CLAUSE}. */
  clause: string;
  /** Its title. */
  title: string;
  /** The finding's hash of clause and final words. */
  print: string;
  /** The words that were approved, and those that stood there before. */
  final: string;
  original: string;
  /** The position that they stand on, if any. */
  position: string | null;
  /** Who gave it, and on which day. */
  by: string;
  on: string;
}

/**
 * A round: what came back, and what was said of it. The bytes are kept, not only the report: so that a round can be
 * opened again, and judged again under another library.
 */
export interface Round {
  id: string;
  /** The day that it was kept, `2026-03-02`. */
  date: string;
  /** The name of what was checked. */
  source: string;
  request: Source["request"];
  /** The values and facts that it was judged by. */
  deal: Deal;
  report: Report;
}

/** A deal with its rounds, the first one first. */
export interface KeptDeal extends DealHead {
  rounds: Round[];
}

/** Stands for the clause of passages that no clause claims. */
export const NO_CLAUSE = "-";

/** The longest name of a deal, customer, owner or approver. */
export const LONGEST_NAME = 200;

/** A clause's name in owners and approvals. */
export function keyOf(clause: Pick<ClauseVerdict, "id">): string {
  return clause.id ?? NO_CLAUSE;
}

/**
 * A name as it is kept: one line, no longer than allowed, and without the characters that turn the direction of text,
 * which can make one name look like another.
 */
export function cleanName(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
}

/** The findings of a clause. */
export function findingsOf(report: Report, clause: ClauseVerdict): Finding[] {
  const ids = new Set(clause.findings);
  return report.findings.filter((finding) => ids.has(finding.id));
}

/** The approval of exactly these words. */
export function approvalOf(deal: DealHead, finding: Finding): Approved | undefined {
  return deal.approvals.find(
    (one) => one.print === finding.print && one.clause === (finding.clause ?? NO_CLAUSE),
  );
}

/** Whether a clause asks nothing more of anybody: the seller may accept it, or each of its wordings was approved. */
export function isCleared(deal: DealHead, report: Report, clause: ClauseVerdict): boolean {
  if (clause.decision === "accept") return true;
  const asking = findingsOf(report, clause).filter((finding) => finding.decision !== "accept");
  return asking.length > 0 && asking.every((finding) => approvalOf(deal, finding) !== undefined);
}

/** The owner of a clause's exception, or nothing. */
export function ownerOf(deal: DealHead, clause: string): string {
  return deal.owners.find((one) => one.clause === clause)?.name ?? "";
}

/** The deal with another owner for a clause; an empty name takes the owner away. */
export function withOwner(deal: DealHead, clause: string, name: string): DealHead {
  const owners = deal.owners.filter((one) => one.clause !== clause);
  const clean = cleanName(name);
  return { ...deal, owners: clean === "" ? owners : [...owners, { clause, name: clean }] };
}

/** The deal with an approval of the words that a clause has in a report, one for each finding that asks for it. */
export function withApproval(
  deal: DealHead,
  report: Report,
  clause: ClauseVerdict,
  given: { by: string; on: string },
): DealHead {
  const key = keyOf(clause);
  const fresh = findingsOf(report, clause)
    .filter((finding) => finding.decision !== "accept")
    .map((finding) => ({
      clause: key,
      title: clause.title,
      print: finding.print,
      final: finding.final,
      original: finding.original,
      position: finding.position,
      by: cleanName(given.by),
      on: given.on,
    }));
  const prints = new Set(fresh.map((one) => one.print));
  const rest = deal.approvals.filter((one) => one.clause !== key || !prints.has(one.print));
  return { ...deal, approvals: [...rest, ...fresh] };
}

/** The deal without the approval of some words of a clause. */
export function withoutApproval(deal: DealHead, clause: string, prints: readonly string[]): DealHead {
  const gone = new Set(prints);
  return {
    ...deal,
    approvals: deal.approvals.filter((one) => one.clause !== clause || !gone.has(one.print)),
  };
}

/** The deal without its rounds. */
export function headOf({ id, name, customer, closes, value, owners, approvals }: DealHead): DealHead {
  return { id, name, customer, closes, value, owners, approvals };
}
