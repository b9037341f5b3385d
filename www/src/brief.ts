/**
 * The deal's brief: one page with what is asked, what we want, where we stop, who decides, and the numbers that it
 * rests on. For inside the house; the customer's version is another file.
 */

import { asksOf, LEFT_OUT } from "./cells.ts";
import { type About, isTheirs, roleOf, SELLER } from "./deal.ts";
import type { ClauseText, LibraryText } from "./ladders.ts";
import type { Approval, ClauseVerdict, Finding, Reading, Report } from "./report.ts";
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
}

/** The brief of a check. */
export function briefSheet({ report, about, source, library, today }: BriefMatter): Sheet {
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]));
  const exceptions = ranked(report.clauses).filter((clause) => clause.decision !== "accept");
  const accepted = report.clauses.filter((clause) => clause.decision === "accept");
  const parts: Part[] = [
    { kind: "heading", level: 1, text: about.customer ? `Deal brief: ${about.customer}` : "Deal brief" },
    { kind: "line", text: [{ op: "strong", text: verdict(report, about.acting) }] },
    { kind: "line", text: facts(report, about, source, today) },
  ];
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
            owner(clause, about, report),
          ];
        }),
      },
    );
  }
  if (report.approvals.length > 0) {
    const titles = new Map(report.clauses.map((clause) => [clause.id ?? "-", clause.title]));
    parts.push(
      { kind: "heading", level: 2, text: "Approvals needed" },
      { kind: "list", items: report.approvals.map((approval) => approvalLine(approval, titles)) },
    );
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
    about.closes && `closes ${about.closes}`,
    about.acting !== SELLER && `read by ${who(about.acting)}`,
    `checked on ${today} against ${report.library.name} ${report.library.version}`,
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
