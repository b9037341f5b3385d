/**
 * What to look at first when a deal comes back: a report against the rounds before it. Words alone decide whether
 * something changed (a finding's print), and the matrix whether that is worse; nothing is guessed from names or dates.
 */

import type { ClauseVerdict, Decision, Finding, Report } from "../report.ts";
import { capital, list, plural, SEVERITY, valueWords } from "../words.ts";
import { daysBetween, dayWords } from "./days.ts";
import {
  type Approved,
  approvalOf,
  findingsOf,
  isCleared,
  type KeptDeal,
  keyOf,
  NO_CLAUSE,
  ownerOf,
  type Round,
} from "./model.ts";
import { type Standing, standings } from "./settled.ts";
import { FinalText, mostLike } from "./wording.ts";

/** Kinds, in the order in which they are shown. */
export const KINDS = ["retrade", "lapsed", "closing", "opened", "unowned", "library"] as const;

export type WarningKind = (typeof KINDS)[number];

/** Something to look at. */
export interface Warning {
  kind: WarningKind;
  /** The clause that it is about, as {@link keyOf} names it; null where it is about the deal. */
  clause: string | null;
  /** What is the matter, in one sentence. */
  text: string;
  /** More of it, if there is more to say. */
  more: string;
  /** The words that were settled or approved, and those that stand there now. */
  words: { before: string; now: string } | null;
}

/** What a deal is compared with. */
export interface Matter {
  deal: KeptDeal;
  /** The rounds before, the first one first. */
  before: readonly Round[];
  /** The report on the text that came now. */
  report: Report;
  /** The day, `2026-03-02`. */
  today: string;
  /** Each clause's positions from the best to the worst; without it, positions of one decision count as alike. */
  ladders: ReadonlyMap<string, readonly string[]>;
}

/** A close date that is this many days away, or fewer, is near. */
export const NEAR = 10;

/** All warnings, the most urgent kinds first. */
export function warningsOf(matter: Matter): Warning[] {
  const settled = standings(matter.deal, matter.before);
  const all = [
    ...retrades(matter, settled),
    ...lapses(matter),
    ...closing(matter),
    ...opened(matter, settled),
    ...unowned(matter),
    ...library(matter),
  ];
  return all.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

/** Clauses that were settled, and that the new text changes for the same or worse. */
function retrades({ report, ladders }: Matter, settled: ReadonlyMap<string, Standing>): Warning[] {
  return report.clauses.flatMap((clause) => {
    const then = settled.get(clause.id ?? "");
    if (clause.id === null || !then?.way) return [];
    const known = new Set(then.findings.map((finding) => finding.print));
    const findings = findingsOf(report, clause);
    const fresh = findings.filter((finding) => !known.has(finding.print));
    if (fresh.length === 0) return [];
    const worse = compare(then, clause, ladders.get(clause.id) ?? []);
    if (worse < 0) return [];
    const now = worst(fresh);
    const old = mostLike(now.final, then.findings, (one) => one.final, 0) ?? then.findings[0];
    const from = then.position ?? "nothing";
    const to = clause.position ?? (now.kind === "removed" ? "struck" : "off the matrix");
    return [
      {
        kind: "retrade",
        clause: keyOf(clause),
        text: `${clause.title} is re-traded: ${how(then)}, ${
          from === to
            ? `and now it has other words on the same position, ${to}`
            : `and now it is ${worse > 0 ? "worse" : "other"}: ${to} instead of ${from}`
        }.`,
        more: values(old, now),
        words: { before: old?.final ?? now.original, now: now.final },
      } satisfies Warning,
    ];
  });
}

function how({ way, round, approved }: Standing): string {
  switch (way) {
    case "approved":
      return approved
        ? `${approved.by} approved it on ${dayWords(approved.on)}, as it was in round ${round}`
        : `it was approved as it was in round ${round}`;
    case "given up":
      return `it was given up in round ${round}`;
    case "taken in":
      return `it went into the text with round ${round}`;
    default:
      return `it could be accepted as it was in round ${round}`;
  }
}

/** Below zero where a clause stands better than it did, above where worse. */
function compare(then: Standing, now: ClauseVerdict, ladder: readonly string[]): number {
  const steps = severity(now.decision) - severity(then.decision);
  if (steps !== 0) return steps;
  const [before, after] = [ladder.indexOf(then.position ?? ""), ladder.indexOf(now.position ?? "")];
  return before < 0 || after < 0 ? 0 : after - before;
}

function severity(decision: Decision): number {
  return SEVERITY.length - SEVERITY.indexOf(decision);
}

function worst(findings: readonly Finding[]): Finding {
  return findings.reduce((one, other) => (severity(other.decision) > severity(one.decision) ? other : one));
}

/** The values that differ: `Days to pay: 60 days then, 90 days now.` */
function values(then: Finding | undefined, now: Finding): string {
  if (!then) return "";
  const before = valuesOf(then);
  return [...valuesOf(now)]
    .filter(([term, value]) => before.has(term) && before.get(term) !== value)
    .map(([term, value]) => `${capital(term)}: ${before.get(term)} then, ${value} now.`)
    .join(" ");
}

function valuesOf(finding: Finding): Map<string, string> {
  const all = new Map<string, string[]>();
  for (const { term, final } of finding.readings) {
    const value = valueWords(final);
    if (value === null || value === "present") continue;
    all.set(term, [...(all.get(term) ?? []), value]);
  }
  return new Map([...all].map(([term, each]) => [term, list([...new Set(each)])]));
}

/** Approvals whose words the new text does not have. */
function lapses({ deal, report }: Matter): Warning[] {
  const text = new FinalText(report);
  const prints = new Set(report.findings.map((finding) => `${finding.clause ?? NO_CLAUSE} ${finding.print}`));
  const stands = (one: Approved) => prints.has(`${one.clause} ${one.print}`) || text.holds(one.final);
  const [holding, gone] = [deal.approvals.filter(stands), deal.approvals.filter((one) => !stands(one))];
  const lapsed = new Map<string, Warning>();
  for (const given of gone) {
    const now = successor(given, report, text);
    if (now) {
      // What the seller may accept, or what was approved since, needs no other approval.
      if (now.decision === "accept" || approvalOf(deal, now)) continue;
    } else {
      const since = holding.filter((one) => one.clause === given.clause);
      const replaced = mostLike(given.final, since, (one) => one.final) !== undefined;
      if (replaced || given.final === "" || text.holds(given.original)) continue;
    }
    lapsed.set(`${given.clause} ${now?.id ?? given.print}`, {
      kind: "lapsed",
      clause: given.clause,
      text: now
        ? `The approval of ${given.title} no longer holds: ${given.by} approved other words on ${dayWords(given.on)}.`
        : `The words of ${given.title} that ${given.by} approved on ${dayWords(given.on)} are not in this text, and neither are those before them.`,
      more: now
        ? "It needs a new approval."
        : "They may have been changed without tracking, or this text is only a part.",
      words: { before: given.final, now: now?.final ?? "" },
    });
  }
  return [...lapsed.values()];
}

/** The finding that stands in the place of an approved one; none where the old words are back. */
function successor(given: Approved, report: Report, text: FinalText): Finding | undefined {
  const own = report.findings.filter((finding) => (finding.clause ?? NO_CLAUSE) === given.clause);
  const words = (finding: Finding) => finding.final || finding.original;
  const alike = mostLike(given.final || given.original, own, words);
  // Of passages of no clause only one that is alike can be the one that was approved.
  if (alike || given.clause === NO_CLAUSE || text.holds(given.original)) return alike;
  return mostLike(given.final || given.original, own, words, 0);
}

/** Clauses that no round before spoke of. */
function opened({ before, report }: Matter, settled: ReadonlyMap<string, Standing>): Warning[] {
  if (before.length === 0) return [];
  return report.clauses
    .filter((clause) => clause.id !== null && !settled.has(clause.id))
    .map((clause) => ({
      kind: "opened",
      clause: keyOf(clause),
      text: `${clause.title} is opened for the first time, in round ${before.length + 1}.`,
      more: "",
      words: null,
    }));
}

/** Exceptions that nobody sees to. */
function unowned({ deal, report }: Matter): Warning[] {
  const left = report.clauses.filter(
    (clause) => !isCleared(deal, report, clause) && ownerOf(deal, keyOf(clause)) === "",
  );
  if (left.length === 0) return [];
  return [
    {
      kind: "unowned",
      clause: null,
      text: `${plural(left.length, "exception")} ${left.length === 1 ? "has" : "have"} no owner: ${list(left.map((clause) => clause.title))}.`,
      more: "",
      words: null,
    },
  ];
}

/** A close date that is near or past while others must still decide. */
function closing({ deal, report, today }: Matter): Warning[] {
  const left = daysBetween(today, deal.closes);
  if (left === null || left > NEAR) return [];
  const open = report.clauses.filter((clause) => !isCleared(deal, report, clause));
  const waits = (decision: Decision) => open.filter((clause) => clause.decision === decision).length;
  const [legal, walk] = [waits("legal_review"), waits("walk_away")];
  if (legal + walk === 0) return [];
  const what = [
    legal > 0 && `legal has not reviewed ${plural(legal, "clause")}`,
    walk > 0 && `${plural(walk, "clause")} ${walk === 1 ? "is" : "are"} past the walk-away point`,
  ].filter((one) => one !== false);
  const when =
    left < 0
      ? `The close date passed ${left === -1 ? "yesterday" : `${plural(-left, "day")} ago`}`
      : left === 0
        ? "The deal is to close today"
        : left === 1
          ? "The deal is to close tomorrow"
          : `The deal is to close in ${plural(left, "day")}`;
  return [
    {
      kind: "closing",
      clause: null,
      text: `${when} (${dayWords(deal.closes)}), and ${list(what)}.`,
      more: "",
      words: null,
    },
  ];
}

/** Another library than in the last round: then verdicts may differ where no word does. */
function library({ before, report }: Matter): Warning[] {
  const last = before.at(-1)?.report.library;
  const now = report.library;
  if (!last || last.hash === now.hash) return [];
  const same = last.name === now.name && last.version === now.version;
  return [
    {
      kind: "library",
      clause: null,
      text: same
        ? `The library changed since round ${before.length}, under the same version, ${now.name} ${now.version}.`
        : `The library changed since round ${before.length}: ${last.name} ${last.version} then, ${now.name} ${now.version} now.`,
      more: "Verdicts may differ where the customer changed nothing.",
      words: null,
    },
  ];
}
