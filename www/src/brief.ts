/**
 * The deal's brief: one page with what is asked, what we want, where we stop, who decides, and the numbers that it
 * rests on. For inside the house; the customer's version is another file.
 */

import { asksOf, LEFT_OUT } from "./cells.ts";
import { type About, isTheirs, roleOf, SELLER } from "./deal.ts";
import type { ClauseText, LibraryText } from "./ladders.ts";
import type { Approval, ClauseVerdict, Finding, Reading, Report } from "./report.ts";
import { dayWords } from "./rounds/days.ts";
import { approvalOf, type DealHead, findingsOf, isCleared, keyOf, ownerOf } from "./rounds/model.ts";
import type { Part, Sheet } from "./sheet.ts";
import {
  capital,
  grouped,
  ladder,
  list,
  plural,
  ranked,
  unsettled,
  valueWords,
  verdict,
  who,
} from "./words.ts";

/** Rows with more words than this are cut; the page has the whole. */
const LONGEST = 160;

/** What a brief is made from. */
export interface BriefMatter {
  report: Report;
  about: About;
  /** The name of what was checked. */
  source: string;
  /** For the ladders' objectives and walk-away points. */
  library: LibraryText | null;
  /** The day, `2026-03-02`. */
  today: string;
  /** The deal that this is a round of, where one is open: who owns its exceptions, and what was approved. */
  deal?: DealHead | null;
}

/** The brief of a check. */
export function briefSheet({ report, about, source, library, today, deal = null }: BriefMatter): Sheet {
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]));
  const exceptions = ranked(report.clauses).filter((clause) => clause.decision !== "accept");
  const accepted = report.clauses.filter((clause) => clause.decision === "accept");
  const parts: Part[] = [
    { kind: "heading", level: 1, text: about.customer ? `Deal brief: ${about.customer}` : "Deal brief" },
    { kind: "line", text: [{ op: "strong", text: verdict(report, about.acting) }] },
    { kind: "line", text: facts(report, about, source, today) },
  ];
  const cleared = deal ? exceptions.filter((clause) => isCleared(deal, report, clause)).length : 0;
  if (cleared > 0) {
    parts.push({
      kind: "line",
      text: `Of ${plural(exceptions.length, "exception")}, ${cleared === exceptions.length ? "all are" : cleared === 1 ? "1 is" : `${cleared} are`} approved in these words; see below.`,
    });
  }
  if (report.desk !== null) {
    parts.push({ kind: "line", text: `The deal goes to the deal desk: ${report.desk}.` });
  }
  if (exceptions.length > 0) {
    parts.push(
      { kind: "heading", level: 2, text: "Exceptions" },
      {
        kind: "table",
        head: ["Clause", "They ask", "We want", "We stop at", "Owner"],
        rows: exceptions.map((clause) => {
          const own = clause.findings.map((id) => findings.get(id)).filter((one) => one !== undefined);
          const text = clause.id === null ? undefined : library?.clauses.get(clause.id);
          return [
            clause.title,
            asked(clause, own),
            objective(own, text, report),
            limit(own, text, report),
            deal ? ownerIn(deal, clause, report) : owner(clause, about, report),
          ];
        }),
      },
    );
  }
  const needed = stillNeeded(report, deal);
  if (report.approvals.length > 0) {
    const titles = new Map(report.clauses.map((clause) => [keyOf(clause), clause.title]));
    parts.push(
      { kind: "heading", level: 2, text: "Approvals needed" },
      needed.length > 0
        ? { kind: "list", items: needed.map((approval) => approvalLine(approval, titles)) }
        : { kind: "line", text: "None more: each of these wordings was approved." },
    );
  }
  const given = deal ? approvalsGiven(deal, exceptions, report) : [];
  if (given.length > 0) {
    parts.push({ kind: "heading", level: 2, text: "Approvals given" }, { kind: "list", items: given });
  }
  if (accepted.length > 0) {
    parts.push(
      { kind: "heading", level: 2, text: "Yours to accept" },
      {
        kind: "line",
        text: accepted.map((clause) => `${clause.title} (${clause.position ?? "as before"})`).join("; "),
      },
    );
  }
  const unchecked = unsettled(report);
  if (unchecked > 0) {
    parts.push(
      { kind: "heading", level: 2, text: "Not checked" },
      {
        kind: "line",
        text: `${plural(unchecked, "passage")} could not be checked, or were checked with doubt; somebody must read them.`,
      },
    );
  }
  parts.push(
    { kind: "heading", level: 2, text: "The numbers used" },
    { kind: "list", items: numbers(report) },
  );
  return parts;
}

const MODES: Record<Report["document"]["mode"], string> = {
  redline: "tracked changes",
  compare: "two versions compared",
  ours: "our paper, without marks",
  "third-party": "the other side's paper",
};

function facts(report: Report, about: About, source: string, today: string): string {
  return [
    source,
    MODES[report.document.mode],
    about.closes && `closes ${dayWords(about.closes)}`,
    about.acting !== SELLER && `read by ${who(about.acting)}`,
    `checked on ${dayWords(today)} against ${report.library.name} ${report.library.version}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What they ask: the values that changed, else the words. */
function asked(clause: ClauseVerdict, findings: readonly Finding[]): string {
  const lines = judged(findings).flatMap((reading) => {
    const [before, after] = [valueWords(reading.original), valueWords(reading.final)];
    if (reading.term === "clause") {
      return after === "present" ? "the clause is there" : "the clause is left out";
    }
    const isGone = after === null || after === "absent";
    // What was not said and is not said is nothing that they ask.
    if (isGone && before === null) return [];
    const now = isGone ? "no longer said" : after;
    return `${reading.term}: ${before !== null && before !== after ? `${before} → ${now}` : now}`;
  });
  const text = lines.length > 0 ? [...new Set(lines)].join("; ") : words(findings);
  return cut(clause.position === null ? text : `${text} (${clause.position})`);
}

function words(findings: readonly Finding[]): string {
  const edits = findings.flatMap((finding) => finding.edits);
  if (edits.length === 0)
    return findings[0]?.kind === "missing" ? "nothing is said" : (findings[0]?.final ?? "");
  return edits
    .map(({ old, new: fresh }) =>
      old && fresh ? `“${old}” → “${fresh}”` : old ? `struck “${old}”` : `added “${fresh}”`,
    )
    .join("; ");
}

/** What we want back: the wording's position, and the values that it has for what was asked. */
function objective(findings: readonly Finding[], text: ClauseText | undefined, report: Report): string {
  const suggestion = findings.find((finding) => finding.suggestion !== null)?.suggestion;
  const position = suggestion?.position ?? text?.rows[0]?.position;
  if (position === undefined) return "the text as it was";
  const row = text?.rows.find((one) => one.position === position);
  const terms = new Set(judged(findings).map((reading) => reading.term));
  const values = (row?.cells ?? [])
    .filter(({ term }) => terms.has(term))
    .map((cell) => asksOf(cell, report.used.facts))
    .filter((words) => words !== null);
  // Where the clause is not to be there, nothing else in it is wanted.
  if (values.includes(LEFT_OUT)) return `${position}: ${LEFT_OUT}`;
  return cut(values.length > 0 ? `${position}: ${values.join("; ")}` : position);
}

/** Where we stop: the walk-away rows, as the library has them. */
function limit(findings: readonly Finding[], text: ClauseText | undefined, report: Report): string {
  if (!text) return "–";
  const rows = text.rows.filter((row) => row.isWalkAway);
  if (rows.length === 0) return "no walk-away; legal decides";
  const terms = new Set(judged(findings).map((reading) => reading.term));
  // Those that are about what was asked come first.
  const near = rows.filter((row) => row.cells.some(({ term }) => terms.has(term)));
  return cut(
    (near.length > 0 ? near : rows)
      .map((row) =>
        row.cells
          .map((cell) => asksOf(cell, report.used.facts))
          .filter(Boolean)
          .join(" and "),
      )
      .join("; or "),
  );
}

function owner(clause: ClauseVerdict, about: About, report: Report): string {
  const role = roleOf(clause);
  if (role === null) return "nobody yet";
  const name = capital(who(role).replace(/^the /, ""));
  const asks = clause.decision === "walk_away" ? `${name}, to go on at all` : name;
  return isTheirs(clause, about.acting, report.approvals) ? `${asks} (yours)` : asks;
}

/** The owner by name, where the deal is kept; then who decides, or who has. */
function ownerIn(deal: DealHead, clause: ClauseVerdict, report: Report): string {
  const role = roleOf(clause);
  const decides = role === null ? "nobody decides yet" : `${who(role).replace(/^the /, "")} decides`;
  const approved = findingsOf(report, clause)
    .map((finding) => approvalOf(deal, finding))
    .find((one) => one !== undefined);
  const state = !approved
    ? decides
    : isCleared(deal, report, clause)
      ? `approved by ${approved.by}`
      : `approved in part by ${approved.by}; ${decides}`;
  return `${ownerOf(deal, keyOf(clause)) || "No owner yet"}; ${state}`;
}

/** The approvals that are still to be asked for: those that a deal has are left out, wording for wording. */
export function stillNeeded(report: Report, deal: DealHead | null): Approval[] {
  if (!deal) return report.approvals;
  const cleared = new Set(
    report.clauses.filter((clause) => isCleared(deal, report, clause)).map((clause) => keyOf(clause)),
  );
  return report.approvals
    .map((approval) => ({ ...approval, clauses: approval.clauses.filter((id) => !cleared.has(id)) }))
    .filter((approval) => approval.clauses.length > 0);
}

/** Who approved what, and when; and which approvals the new words are no longer covered by. */
function approvalsGiven(deal: DealHead, exceptions: readonly ClauseVerdict[], report: Report): string[] {
  return exceptions.flatMap((clause) => {
    const now = findingsOf(report, clause)
      .map((finding) => approvalOf(deal, finding))
      .filter((one) => one !== undefined);
    const old = deal.approvals.findLast((one) => one.clause === keyOf(clause) && !now.includes(one));
    const lines = now.map(
      (one) =>
        `${clause.title}${one.position ? ` (${one.position})` : ""}: ${one.by}, ${dayWords(one.on)}, for ${
          one.final ? `“${cut(one.final)}”` : "leaving it out"
        }`,
    );
    if (old && now.length === 0) {
      lines.push(
        `${clause.title}: lapsed. ${old.by} approved other words on ${dayWords(old.on)}; these need an approval of their own`,
      );
    }
    return lines;
  });
}

function approvalLine(approval: Approval, titles: ReadonlyMap<string, string>): string {
  const clauses = list(approval.clauses.map((id) => titles.get(id) ?? id));
  const more = [
    approval.contact && `ask ${approval.contact}`,
    approval.reply_within && `answers within ${approval.reply_within}`,
    approval.escalates_to.length > 0 && `path: ${ladder(approval)}`,
  ].filter(Boolean);
  return `${capital(who(approval.role))}: ${clauses}${more.length > 0 ? ` (${more.join("; ")})` : ""}`;
}

function numbers(report: Report): string[] {
  const { deal, facts } = report.used;
  const given = Object.entries(deal).map(([name, value]) => `${name}: ${grouped(value)}`);
  return [
    ...(given.length > 0 ? given : ["annual value: not given"]),
    ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`),
    `library ${report.library.name} ${report.library.version}, ${report.library.hash.slice(0, 12)}`,
  ];
}

function judged(findings: readonly Finding[]): Reading[] {
  return findings.flatMap((finding) => finding.readings).filter((reading) => reading.judged);
}

function cut(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= LONGEST ? flat : `${flat.slice(0, LONGEST - 2).trimEnd()} …`;
}
