/** A ready message for each role that must decide: what is asked of it, why, and what it rests on. Plain text, for mail or chat. */

import type { About } from "./deal.ts";
import { placesOf, quoteRange, textOf } from "./pieces.ts";
import type { Approval, BlockText, Finding, Report } from "./report.ts";
import { dayWords } from "./rounds/days.ts";
import { capital, grouped, ladder, list, plural, who } from "./words.ts";

/** A message. */
export interface Message {
  role: string;
  /** The role and its function, for a heading: `Deal desk (finance)`. */
  to: string;
  subject: string;
  body: string;
}

/** One message for each approval that is asked for, in their order. */
export function messages(
  report: Report,
  approvals: readonly Approval[],
  about: About,
  source: string,
): Message[] {
  return approvals.map((approval) => message(report, approval, about, source));
}

function message(report: Report, approval: Approval, about: About, source: string): Message {
  const clauses = report.clauses.filter((clause) => approval.clauses.includes(clause.id ?? "-"));
  const titles = list(clauses.map((clause) => clause.title));
  const customer = about.customer || "The customer";
  const deal = about.customer || source;
  const name = who(approval.role).replace(/^the /, "");
  const lines = [
    `Hello ${approval.contact ?? name},`,
    "",
    `${customer} has sent back changes to our contract, and ${plural(clauses.length, "clause")} ${
      clauses.length === 1 ? "needs" : "need"
    } your decision${about.closes ? `; we want to close on ${dayWords(about.closes)}` : ""}.`,
  ];
  clauses.forEach((clause, index) => {
    lines.push("", `${index + 1}. ${clause.title}: ${ASKED[clause.decision] ?? ""}`);
    for (const id of clause.findings) {
      const finding = report.findings.find((one) => one.id === id);
      if (finding) lines.push(...aboutFinding(finding, report));
    }
  });
  const value = report.used.deal["annual value"];
  lines.push("", `Annual value: ${value ? grouped(value) : "not given"}. Document: ${source}.`);
  const path = approval.escalates_to.length > 0 ? ` After that the path is ${ladder(approval)}.` : "";
  lines.push(
    approval.reply_within
      ? `Please answer within ${approval.reply_within}.${path}`
      : `Please answer as soon as you can.${path}`,
  );
  return {
    role: approval.role,
    to: approval.function === approval.role ? capital(name) : `${capital(name)} (${approval.function})`,
    subject: `Decision needed: ${titles} (${deal})`,
    body: lines.join("\n"),
  };
}

const ASKED: Record<string, string> = {
  approve: "may we agree to this?",
  legal_review: "please review",
  walk_away: "this is past our walk-away point; do we go on?",
};

function aboutFinding(finding: Finding, report: Report): string[] {
  const lines: string[] = [];
  const { before, after } = sentences(finding, report.document.blocks ?? []);
  if (after !== "") lines.push(`   They write: “${after}”`);
  if (before !== "" && before !== after) lines.push(`   It was: “${before}”`);
  for (const reason of new Set(finding.reasons)) lines.push(`   Why: ${reason}`);
  if (finding.suggestion) {
    lines.push(
      `   We could offer instead (${finding.suggestion.position}): “${flat(finding.suggestion.text)}”`,
    );
  }
  return lines;
}

/** The sentences that a finding lies in, as they were and as they are. */
function sentences(finding: Finding, blocks: readonly BlockText[]): { before: string; after: string } {
  const before: string[] = [];
  const after: string[] = [];
  const seen = new Set<string>();
  for (const span of placesOf(finding)) {
    const block = blocks.find((one) => one.id === span.block);
    if (!block) continue;
    const [from, to] = quoteRange(textOf(block.runs), span.start, span.end);
    const key = `${block.id} ${from} ${to}`;
    if (seen.has(key)) continue;
    seen.add(key);
    let at = 0;
    for (const run of block.runs) {
      const part = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
      if (run.op !== "insert") before.push(part);
      if (run.op !== "delete") after.push(part);
      at += run.text.length;
    }
    before.push(" ");
    after.push(" ");
  }
  if (seen.size === 0) return { before: flat(finding.original), after: flat(finding.final) };
  return { before: flat(before.join("")), after: flat(after.join("")) };
}

function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
