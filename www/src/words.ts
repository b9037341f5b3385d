/** What the page says of a report, in sentences. Pure text: no element, no engine. */

import { isTheirs, SELLER } from "./deal.ts";
import type { Approval, ClauseVerdict, Decision, ReadValue, Report } from "./report.ts";

/** Made once: it takes longer than all that it formats. */
const NUMBERS = new Intl.NumberFormat("en-US");

/** Decisions, the most severe first. */
export const SEVERITY: readonly Decision[] = ["walk_away", "legal_review", "approve", "accept"];

/** A decision as a label. */
export const LABEL: Record<Decision, string> = {
  walk_away: "Walk away",
  legal_review: "Legal review",
  approve: "Needs approval",
  accept: "Accept",
};

/** What a decision asks of the reader. */
export const MEANING: Record<Decision, string> = {
  accept: "You may agree to it alone.",
  approve: "A named function must approve it first.",
  legal_review: "No rule explains it, so legal must read it.",
  walk_away: "Past the limit. Don't agree; escalate.",
};

/** The verdict on the whole document, in one sentence, for the one who acts: what is theirs to decide stops nothing. */
export function verdict(report: Report, acting = SELLER): string {
  const clauses = report.clauses.filter(
    (clause) => clause.decision === "accept" || !isTheirs(clause, acting, report.approvals),
  );
  const theirs = report.clauses.length - clauses.length;
  if (theirs > 0) {
    const sentence = others(clauses);
    const decide = `${plural(theirs, "clause")} ${theirs === 1 ? "is" : "are"} yours to decide`;
    return sentence === null
      ? `You can sign if you agree: ${decide} as ${who(acting)}${unsettled(report) > 0 ? `, but ${plural(unsettled(report), "passage")} could not be checked` : ""}.`
      : `${sentence.slice(0, -1)}; ${decide}.`;
  }
  return others(clauses) ?? signed(report);
}

/** What others must decide first; null if nothing. */
function others(clauses: readonly ClauseVerdict[]): string | null {
  const parts: string[] = [];
  let counted = false;
  // Only the first number is said to be one of clauses: "3 clauses, finance must approve 1".
  const some = (count: number): string => {
    const text = counted ? String(count) : plural(count, "clause");
    counted = true;
    return text;
  };
  const past = clauses.filter((clause) => clause.decision === "walk_away").length;
  if (past > 0) parts.push(`${some(past)} ${past === 1 ? "is" : "are"} past the walk-away point`);
  const legal = clauses.filter((clause) => clause.decision === "legal_review").length;
  if (legal > 0) parts.push(`legal must review ${some(legal)}`);
  const approvers = byRole(clauses);
  if (approvers.size <= 2) {
    for (const [role, count] of approvers) parts.push(`${who(role)} must approve ${some(count)}`);
  } else {
    // A sentence with five roles in it is no answer; the list of whom to ask stands right below.
    const count = [...approvers.values()].reduce((sum, one) => sum + one, 0);
    parts.push(`${some(count)} ${parts.length > 0 ? "more " : ""}need approval`);
  }

  if (parts.length > 0) return `Don't sign${past > 0 ? "" : " yet"}: ${parts.join(", ")}.`;
  return null;
}

function signed(report: Report): string {
  const clauses = report.clauses;
  if (report.decision !== "accept") return `Don't sign yet: ${LABEL[report.decision].toLowerCase()}.`;
  const unchecked = unsettled(report);
  if (unchecked > 0) {
    return `Nothing to escalate in what was read, but ${plural(unchecked, "passage")} could not be checked.`;
  }
  if (clauses.length === 0) return "Nothing to judge: no change touches a clause of the library.";
  return clauses.length === 1
    ? "You can sign: the one clause that changed is yours to accept."
    : `You can sign: all ${clauses.length} clauses that changed are yours to accept.`;
}

/** How many passages were not checked, or checked with doubt. */
export function unsettled(report: Report): number {
  return report.unread.length + report.problems.length;
}

/** Clauses as the page shows them: the most severe first, else in document order. */
export function ranked(clauses: readonly ClauseVerdict[]): ClauseVerdict[] {
  return [...clauses].sort((a, b) => SEVERITY.indexOf(a.decision) - SEVERITY.indexOf(b.decision));
}

/** What a clause's decision asks, with the one who decides: "Needs finance". */
export function ask(clause: { decision: Decision; role: string | null }): string {
  if (clause.role === null) return LABEL[clause.decision];
  if (clause.decision === "approve") return `Needs ${who(clause.role)}`;
  if (clause.decision === "walk_away") return `Walk away, or ask ${who(clause.role)}`;
  return LABEL[clause.decision];
}

/** A value that was read, for people: `30 days`, `New York`. */
export function valueWords(read: ReadValue | null): string | null {
  if (read === null) return null;
  const { value, unit } = read;
  if (typeof value === "number") {
    const number = NUMBERS.format(value);
    return unit ? `${number} ${unit}` : number;
  }
  return typeof value === "string" ? value : read.text;
}

/** A role in running text: `finance`, `the sales manager`, `the CFO`. */
export function who(role: string): string {
  return FUNCTIONS.has(role) ? role : `the ${roleName(role)}`;
}

/** A role by its name: `deal-desk` is `deal desk`, `cfo` is `CFO`. */
export function roleName(role: string): string {
  return role.length <= 3 ? role.toUpperCase() : role.replaceAll("-", " ");
}

/** A role and those behind it: `Finance, then the CFO`. */
export function ladder(approval: Approval): string {
  return [approval.role, ...approval.escalates_to].map(who).join(", then ");
}

/** What was read: `1,240 words, 9 insertions and 8 deletions by Dana Reyes`. */
export function describe(report: Report): string {
  const { words, insertions, deletions, authors, mode } = report.document;
  const size = plural(words, "word");
  if (mode === "ours" || mode === "third-party") {
    return `${size}, no tracked changes, ${mode === "ours" ? "on our paper" : "on the other side's paper"}`;
  }
  const by = authors.length > 0 ? ` by ${list(authors)}` : "";
  return `${size}, ${plural(insertions, "insertion")} and ${plural(deletions, "deletion")}${by}`;
}

/** `1 clause`, `2 clauses`, `1,240 clauses`. */
export function plural(count: number, noun: string): string {
  return `${NUMBERS.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Digits in groups of three: `300,000`; anything else as it is. */
export function grouped(value: string): string {
  return /^\d+(\.\d+)?$/.test(value) ? NUMBERS.format(Number(value)) : value;
}

/** A first letter made large. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** Roles that are functions, and take no article. */
const FUNCTIONS = new Set(["finance", "legal", "operations", "sales", "security"]);

function byRole(clauses: readonly ClauseVerdict[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const clause of clauses) {
    if (clause.decision !== "approve") continue;
    const role = clause.role ?? "somebody";
    counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return counts;
}
