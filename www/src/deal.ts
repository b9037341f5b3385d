/** What the reader says of the deal beside what the engine judges by: who it is for, when it closes, who acts. */

import type { CheckOptions } from "./package/index.ts";
import type { Approval, ClauseVerdict } from "./report.ts";

/** The part of the options that the deal's inputs hold. */
export type Deal = Pick<CheckOptions, "deal" | "paper" | "facts">;

/** What no verdict depends on; it stands in the brief and in the messages. */
export interface About {
  /** The customer's name, as typed. */
  customer: string;
  /** The day that the deal is to close, `2026-03-31`, or nothing. */
  closes: string;
  /** The role of the person at the page. */
  acting: string;
}

/** The role of somebody who said nothing else. */
export const SELLER = "seller";

export const NOBODY_SAID: About = { customer: "", closes: "", acting: SELLER };

/** Whether the one who acts may decide on a clause: it is the role asked for, or one that it escalates to. */
export function isTheirs(clause: ClauseVerdict, acting: string, approvals: readonly Approval[]): boolean {
  if (clause.decision === "accept") return true;
  const role = roleOf(clause);
  if (role === null || acting === SELLER) return false;
  if (role === acting) return true;
  return approvals.some((one) => one.role === role && one.escalates_to.includes(acting));
}

/** The role that decides on a clause; null for the seller's own. */
export function roleOf(clause: Pick<ClauseVerdict, "decision" | "role">): string | null {
  if (clause.decision === "accept") return null;
  return clause.role ?? (clause.decision === "legal_review" ? "legal" : null);
}
