import { expect, test } from "vitest";
import { dealOf } from "../tests/kit/deals.ts";
import { report } from "../tests/kit/reports.ts";
import { sampleLibrary } from "../tests/kit/sample-library.ts";
import { briefSheet, stillNeeded } from "./brief.ts";
import { asksOf, cellWords } from "./cells.ts";
import { isTheirs, NOBODY_SAID } from "./deal.ts";
import { libraryText } from "./ladders.ts";
import { type DealHead, withApproval, withOwner } from "./rounds/model.ts";
import { toMarkdown } from "./sheet.ts";
import { verdict } from "./words.ts";

test.each([
  ["<= 30 days", "up to 30 days"],
  [">= 250 000", "at least 250 000"],
  ["< 24 hours", "under 24 hours"],
  ["> {uptime.supported}", "over 99.95 %"],
  ["> {engineering.free_slots}", "over engineering.free slots"],
  ["30..60 days", "30 to 60 days"],
  ["not(Delaware, New York)", "any but Delaware, New York"],
  ["customer, absent", "customer or not said"],
  ["unlimited", "unlimited"],
])("the cell %s is “%s”", (cell, words) => {
  expect(cellWords(cell, { "uptime.supported": "99.95 %" })).toBe(words);
});

test.each([
  ["present", "the clause is there"],
  ["absent", "the clause is left out"],
  ["present, absent", null],
])("a row that asks of the clause %s", (text, words) => {
  expect(asksOf({ term: "clause", text })).toBe(words);
});

const approval = (role: string, escalates: string[]) => ({
  role,
  function: "finance",
  contact: null,
  reply_within: null,
  clauses: ["payment-terms"],
  escalates_to: escalates,
});

const judged = report(
  "Customer shall pay within {~~30~>60~~} days.",
  [
    {
      id: "payment-terms",
      title: "Payment | *Terms*",
      decision: "approve",
      was: "Standard",
      position: "Fallback 2",
      role: "finance",
      at: "Customer shall pay",
      suggestion: { position: "Standard", text: "Customer shall pay within 30 days." },
      readings: [
        {
          term: "days to pay",
          original: { text: "30 days", value: 30, unit: "days", span: null },
          final: { text: "60 days", value: 60, unit: "days", span: null },
          row: "Fallback 2",
          cell: "<= 60 days",
          decision: "approve",
          judged: true,
        },
        {
          term: "payee",
          original: null,
          final: { text: "", value: "absent", unit: null, span: null },
          row: null,
          cell: null,
          decision: "accept",
          judged: true,
        },
      ],
    },
  ],
  { approvals: [approval("finance", ["cfo"])] },
);

const brief = (acting: string, deal: DealHead | null = null) =>
  toMarkdown(
    briefSheet({
      report: judged,
      about: { customer: "A|B\n# C", closes: "", acting },
      source: "redline.docx",
      library: libraryText(sampleLibrary()),
      today: "2026-03-02",
      deal,
    }),
  );

test("a row of the brief: asked, wanted, the limit, the owner; names are text in it", () => {
  expect(brief("seller")).toContain(
    "| Payment \\| \\*Terms\\* | days to pay: 30 days → 60 days (Fallback 2) | Standard: days to pay up to 30 days | days to pay over 90 days | Finance |",
  );
  expect(brief("seller")).toMatch(/^# Deal brief: A\\\|B \\# C$/m);
});

test("the one who acts finds their own marked", () => {
  expect(brief("cfo")).toContain("| Finance (yours) |");
  expect(verdict(judged, "cfo")).toBe("You can sign if you agree: 1 clause is yours to decide as the CFO.");
  expect(verdict(judged, "legal")).toBe("Don't sign yet: finance must approve 1 clause.");
});

test("a role decides on its own and on what escalates to it, never on what is above it", () => {
  const [clause] = judged.clauses;
  if (!clause) throw new Error("no clause");
  const theirs = (acting: string) => isTheirs(clause, acting, judged.approvals);
  expect([theirs("finance"), theirs("cfo"), theirs("sales-manager"), theirs(NOBODY_SAID.acting)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a kept deal's brief names who owns an exception, and who approved it when, for which words", () => {
  const [clause] = judged.clauses;
  if (!clause) throw new Error("no clause");
  for (const finding of judged.findings) Object.assign(finding, { print: "p1", final: "within 60 days" });
  const empty = dealOf([]);
  expect(brief("seller", empty)).toContain("| No owner yet; finance decides |");
  expect(brief("seller", empty)).not.toContain("Approvals given");
  const owned = withOwner(empty, "payment-terms", "Ann Lee");
  expect(brief("seller", owned)).toContain("| Ann Lee; finance decides |");
  expect(stillNeeded(judged, owned)).toHaveLength(1);
  const given = { by: "Dana Reyes", on: "2026-03-02" };
  const approved = withApproval(owned, judged, clause, given);
  const text = brief("seller", approved);
  expect(text).toContain("| Ann Lee; approved by Dana Reyes |");
  expect(text).toContain("Of 1 exception, all are approved in these words");
  expect(text).toContain("None more: each of these wordings was approved.");
  expect(text).toContain(
    "## Approvals given\n\n- Payment \\| \\*Terms\\* (Fallback 2): Dana Reyes, 2 March 2026, for “within 60 days”",
  );
  expect(stillNeeded(judged, approved)).toEqual([]);
  // Other words than those that were approved.
  const lapsed = { ...approved, approvals: approved.approvals.map((one) => ({ ...one, print: "p0" })) };
  expect(brief("seller", lapsed)).toContain("lapsed. Dana Reyes approved other words on 2 March 2026");
  expect(brief("seller", lapsed)).toContain("| Ann Lee; finance decides |");
  expect(stillNeeded(judged, lapsed)).toHaveLength(1);
});
