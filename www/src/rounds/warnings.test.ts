import { describe, expect, test } from "vitest";
import { type Ask, dealOf, reportOf } from "../../tests/kit/deals.ts";
import type { Report } from "../report.ts";
import { type KeptDeal, withApproval, withOwner } from "./model.ts";
import { type Warning, warningsOf } from "./warnings.ts";
import { FinalText, readAhead } from "./wording.ts";

const STANDARD = "Customer shall pay each invoice within thirty days after the invoice date.";
const pay = (days: string, decision: Ask["decision"], position: string, value?: number): Ask => ({
  id: "payment-terms",
  decision,
  position,
  was: STANDARD,
  now: STANDARD.replace("thirty", days),
  ...(value === undefined ? {} : { days: value }),
});
const ACCEPTED = pay("forty", "accept", "Fallback 1", 40);
const ASKED = pay("sixty", "approve", "Fallback 2", 60);
const WORSE = pay("ninety", "approve", "Fallback 3", 90);
const LAW: Ask = {
  id: "governing-law",
  decision: "accept",
  position: "Fallback 1",
  was: "The laws of Delaware govern this Agreement between the parties.",
  now: "The laws of New York govern this Agreement between the parties.",
};
const LADDERS = new Map([
  ["payment-terms", ["Standard", "Fallback 1", "Fallback 2", "Fallback 3"]],
  ["governing-law", ["Standard", "Fallback 1"]],
]);

function watch(
  before: readonly Report[],
  now: Report,
  how: (deal: KeptDeal) => Partial<KeptDeal> = () => ({}),
  today = "2026-03-10",
): Warning[] {
  const deal = dealOf(before);
  const changed = { ...deal, ...how(deal) };
  return warningsOf({ deal: changed, before: changed.rounds, report: now, today, ladders: LADDERS });
}

/** Those of some kinds, as `kind clause`. */
function short(warnings: readonly Warning[], ...kinds: Warning["kind"][]): string[] {
  return warnings.filter(({ kind }) => kinds.includes(kind)).map(({ kind, clause }) => `${kind} ${clause}`);
}

/** The approval of all that a report asks for. */
const approved = (report: Report) => (deal: KeptDeal) =>
  report.clauses.reduce(
    (head, clause) => withApproval(head, report, clause, { by: "Dana", on: "2026-03-03" }),
    {
      ...deal,
    } as ReturnType<typeof withApproval>,
  );

describe("what was settled is re-traded", () => {
  const cases: [name: string, rounds: Report[], now: Report, expected: string[]][] = [
    ["the same words", [reportOf([ACCEPTED])], reportOf([ACCEPTED]), []],
    [
      "worse than what could be accepted",
      [reportOf([ACCEPTED])],
      reportOf([WORSE]),
      ["retrade payment-terms"],
    ],
    [
      "other words on the same position",
      [reportOf([ACCEPTED])],
      reportOf([pay("forty-five", "accept", "Fallback 1", 45)]),
      ["retrade payment-terms"],
    ],
    [
      "better than what could be accepted",
      [reportOf([ACCEPTED])],
      reportOf([pay("ten", "accept", "Standard")]),
      [],
    ],
    ["still open", [reportOf([ASKED])], reportOf([WORSE]), []],
    [
      "open, then accepted, then worse",
      [reportOf([WORSE]), reportOf([ACCEPTED])],
      reportOf([ASKED]),
      ["retrade payment-terms"],
    ],
    [
      "accepted, then open: no longer settled",
      [reportOf([ACCEPTED]), reportOf([ASKED])],
      reportOf([WORSE]),
      [],
    ],
    [
      "given up, as the old words came back, and asked again",
      [reportOf([ASKED]), reportOf([LAW], [STANDARD])],
      reportOf([ASKED, LAW]),
      ["retrade payment-terms"],
    ],
    [
      "gone into the text, and changed further",
      [reportOf([ASKED]), reportOf([LAW], [ASKED.now])],
      reportOf([{ ...WORSE, was: ASKED.now }, LAW]),
      ["retrade payment-terms"],
    ],
    [
      "a round that shows neither the old nor the new words settles nothing",
      [reportOf([ASKED]), reportOf([LAW])],
      reportOf([WORSE, LAW]),
      [],
    ],
    [
      "settled two rounds ago, and silent in between",
      [reportOf([ACCEPTED]), reportOf([LAW])],
      reportOf([WORSE]),
      ["retrade payment-terms"],
    ],
    [
      "off the matrix",
      [reportOf([LAW])],
      reportOf([{ ...LAW, decision: "legal_review", position: null, now: "The laws of Mars govern." }]),
      ["retrade governing-law"],
    ],
    [
      "a passage of no clause",
      [reportOf([{ ...LAW, id: null }])],
      reportOf([{ ...LAW, id: null, now: "Other words." }]),
      [],
    ],
  ];
  test.each(cases)("%s", (_, rounds, now, expected) => {
    expect(short(watch(rounds, now), "retrade")).toEqual(expected);
  });

  test("an added clause that was left out again is given up where its neighbours stand", () => {
    const near = "Invoices are sent by electronic mail to the address of the order form.";
    const added: Ask = {
      id: "audit",
      decision: "legal_review",
      now: "Customer may audit Vendor at any time.",
    };
    const rounds = [reportOf([added], [near]), reportOf([LAW], [near])];
    expect(short(watch(rounds, reportOf([added, LAW], [near])), "retrade")).toEqual(["retrade audit"]);
    // What stands there still is far from where it stood.
    const far = "Vendor keeps administrative, physical and technical safeguards.";
    const other = [reportOf([added], [far, near]), reportOf([LAW], [far])];
    expect(short(watch(other, reportOf([added, LAW], [far])), "retrade")).toEqual([]);
    // Nothing of the first text is in the second one: it may be another part of the contract.
    const apart = [reportOf([added], [near]), reportOf([LAW])];
    expect(short(watch(apart, reportOf([added, LAW], [near])), "retrade")).toEqual([]);
  });

  test("what was approved counts as settled, for the words approved", () => {
    const asked = reportOf([ASKED]);
    expect(short(watch([asked], reportOf([WORSE]), approved(asked)), "retrade")).toEqual([
      "retrade payment-terms",
    ]);
    expect(short(watch([asked], asked, approved(asked)), "retrade", "lapsed")).toEqual([]);
  });

  test("without a ladder, positions of one decision count as alike", () => {
    const deal = dealOf([reportOf([ACCEPTED])]);
    const now = reportOf([pay("ten", "accept", "Standard")]);
    const warnings = warningsOf({
      deal,
      before: deal.rounds,
      report: now,
      today: "2026-03-10",
      ladders: new Map(),
    });
    expect(short(warnings, "retrade")).toEqual(["retrade payment-terms"]);
  });

  test("the sentence says how it was settled, what it is now, and the values", () => {
    const [warning] = watch([reportOf([ACCEPTED])], reportOf([WORSE]));
    expect(warning).toMatchObject({
      text: "Payment Terms is re-traded: it could be accepted as it was in round 1, and now it is worse: Fallback 3 instead of Fallback 1.",
      more: "Days to pay: 40 days then, 90 days now.",
      words: { before: ACCEPTED.now, now: WORSE.now },
    });
  });
});

describe("an approval holds for its words only", () => {
  const asked = reportOf([ASKED]);
  const other = "Customer shall settle all sums within a hundred days, as it pleases.";
  const cases: [name: string, now: Report, expected: string[]][] = [
    ["the same words", reportOf([ASKED]), []],
    ["other words", reportOf([WORSE]), ["lapsed payment-terms"]],
    ["wholly other words", reportOf([{ ...WORSE, now: other }]), ["lapsed payment-terms"]],
    ["the words went into the text", reportOf([LAW], [ASKED.now]), []],
    ["the old words are back", reportOf([LAW], [STANDARD]), []],
    ["neither is there", reportOf([LAW]), ["lapsed payment-terms"]],
    ["what it is now the seller may accept", reportOf([ACCEPTED]), []],
  ];
  test.each(cases)("%s", (_, now, expected) => {
    expect(short(watch([asked], now, approved(asked)), "lapsed")).toEqual(expected);
  });

  test("an older approval is no news where the new words have one of their own", () => {
    const worse = reportOf([WORSE]);
    const both = (deal: KeptDeal) => ({ ...deal, ...approved(worse)({ ...deal, ...approved(asked)(deal) }) });
    expect(short(watch([asked], worse, both), "lapsed")).toEqual([]);
    expect(short(watch([asked], reportOf([LAW], [WORSE.now]), both), "lapsed")).toEqual([]);
  });

  test("a passage of no clause is told by its words", () => {
    const notice: Ask = {
      id: null,
      decision: "legal_review",
      was: "Notices are in writing.",
      now: "Notices are in writing, or by electronic mail.",
    };
    const far: Ask = {
      id: null,
      decision: "legal_review",
      was: "A",
      now: "The vendor indemnifies everybody against everything.",
    };
    const first = reportOf([notice]);
    expect(
      short(
        watch(
          [first],
          reportOf([{ ...notice, now: "Notices are in writing, or by voice mail." }]),
          approved(first),
        ),
        "lapsed",
      ),
    ).toEqual(["lapsed -"]);
    expect(short(watch([first], reportOf([notice, far]), approved(first)), "lapsed")).toEqual([]);
  });
});

describe("the rest", () => {
  test("a clause that no round spoke of is new, and on the first round none is", () => {
    expect(short(watch([reportOf([LAW])], reportOf([LAW, ASKED])), "opened")).toEqual([
      "opened payment-terms",
    ]);
    expect(short(watch([], reportOf([LAW, ASKED])), "opened")).toEqual([]);
  });

  test("exceptions want an owner, until they are approved", () => {
    const now = reportOf([ASKED, LAW, { ...LAW, id: "liability", decision: "legal_review" }]);
    expect(watch([], now).find(({ kind }) => kind === "unowned")?.text).toBe(
      "2 exceptions have no owner: Payment Terms and Liability.",
    );
    expect(
      watch([], now, (deal) => withOwner(deal, "payment-terms", " Ann ")).find(
        ({ kind }) => kind === "unowned",
      )?.text,
    ).toBe("1 exception has no owner: Liability.");
    expect(short(watch([], now, approved(now)), "unowned")).toEqual([]);
  });

  const legal = reportOf([{ ...LAW, decision: "legal_review" }]);
  test.each([
    ["2026-03-21", null],
    ["2026-03-20", "The deal is to close in 10 days (20 March 2026), and legal has not reviewed 1 clause."],
    ["2026-03-11", "The deal is to close tomorrow (11 March 2026), and legal has not reviewed 1 clause."],
    ["2026-03-10", "The deal is to close today (10 March 2026), and legal has not reviewed 1 clause."],
    ["2026-03-09", "The close date passed yesterday (9 March 2026), and legal has not reviewed 1 clause."],
    ["2026-03-01", "The close date passed 9 days ago (1 March 2026), and legal has not reviewed 1 clause."],
    ["", null],
  ])("on 10 March, a deal that closes on “%s”", (closes, text) => {
    const found = watch([], legal, () => ({ closes })).find(({ kind }) => kind === "closing");
    expect(found?.text ?? null).toBe(text);
  });

  test("a close date that is near is no matter where legal has approved, or where nothing waits for it", () => {
    const near = (deal: KeptDeal) => ({ ...approved(legal)(deal), closes: "2026-03-11" });
    expect(short(watch([], legal, near), "closing")).toEqual([]);
    expect(
      short(
        watch([], reportOf([LAW]), () => ({ closes: "2026-03-11" })),
        "closing",
      ),
    ).toEqual([]);
  });

  test("another library is said, by its hash", () => {
    expect(watch([reportOf([LAW])], reportOf([LAW], [], "1")).map(({ text }) => text)).toEqual([
      "The library changed since round 1, under the same version, Reference 1.0.",
    ]);
    expect(watch([reportOf([LAW])], reportOf([LAW]))).toEqual([]);
  });
});

describe("words", () => {
  const report = reportOf([ASKED, LAW], ["Invoices are sent by “electronic” mail.", "Notices are written."]);

  test("reading ahead in slices reads the same", async () => {
    const other = structuredClone(report);
    let pauses = 0;
    const long = "Some words that stand here for their length. ".repeat(3_000);
    for (const one of [report, other]) {
      one.document.blocks?.unshift({
        id: "long",
        where: "",
        number: null,
        heading: null,
        runs: [{ op: "keep", text: long, change: null, at: null }],
      });
    }
    await readAhead(other, async () => {
      pauses += 1;
    });
    expect(pauses).toBeGreaterThan(0);
    for (const words of [
      "are sent by electronic mail",
      ASKED.now,
      "mail. Notices are",
      STANDARD,
      "",
      "ices are",
    ]) {
      expect(new FinalText(other).holds(words), words).toBe(new FinalText(report).holds(words));
    }
    expect(new FinalText(other).holds("mail. Notices are")).toBe(true);
    expect(new FinalText(other).holds("ices are")).toBe(false);
    expect(new FinalText(other).holds(STANDARD)).toBe(false);
  });
});
