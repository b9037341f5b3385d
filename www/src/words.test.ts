import { expect, describe as group, test } from "vitest";
import { type Brief, report } from "../tests/kit/reports.ts";
import type { Report } from "./report.ts";
import { ask, describe, list, plural, ranked, verdict, who } from "./words.ts";

const legal: Brief = { id: "assignment", title: "Assignment", decision: "legal_review" };
const finance: Brief = { id: "payment-terms", title: "Payment Terms", decision: "approve", role: "finance" };
const cfo: Brief = { id: "discount", title: "Discount", decision: "approve", role: "cfo" };
const sales: Brief = { id: "law", title: "Law", decision: "approve", role: "sales-manager" };
const past: Brief = { id: "mfn", title: "Best Price", decision: "walk_away", role: "cfo" };
const fine: Brief = { id: "governing-law", title: "Governing Law", decision: "accept" };

function said(briefs: Brief[], more: Partial<Report> = {}): string {
  return verdict(report("A {++b++}.", briefs, more));
}

group("the verdict", () => {
  test("names who must do what, legal first", () => {
    expect(said([finance, legal, legal, legal])).toBe(
      "Don't sign yet: legal must review 3 clauses, finance must approve 1.",
    );
  });

  test("counts clauses in its first number only", () => {
    expect(said([finance])).toBe("Don't sign yet: finance must approve 1 clause.");
    expect(said([cfo, finance])).toBe(
      "Don't sign yet: the CFO must approve 1 clause, finance must approve 1.",
    );
  });

  test("leaves many approvers to the list below it", () => {
    expect(said([cfo, finance, sales, finance, legal])).toBe(
      "Don't sign yet: legal must review 1 clause, 4 more need approval.",
    );
    expect(said([cfo, finance, sales])).toBe("Don't sign yet: 3 clauses need approval.");
  });

  test("says no where a clause is past the walk-away point", () => {
    expect(said([fine, past, legal])).toBe(
      "Don't sign: 1 clause is past the walk-away point, legal must review 1.",
    );
    expect(said([past, past])).toBe("Don't sign: 2 clauses are past the walk-away point.");
  });

  test("says yes only where all was read", () => {
    expect(said([fine, fine])).toBe("You can sign: all 2 clauses that changed are yours to accept.");
    expect(said([fine])).toBe("You can sign: the one clause that changed is yours to accept.");
    const problems = [{ message: "The party “Bidder” is on no known side.", span: null }];
    expect(said([fine], { problems })).toBe(
      "Nothing to escalate in what was read, but 1 passage could not be checked.",
    );
  });

  test("does not call silence a yes", () => {
    expect(said([])).toBe("Nothing to judge: no change touches a clause of the library.");
    expect(said([], { decision: "legal_review" })).toBe("Don't sign yet: legal review.");
  });
});

test("clauses are ranked by severity, then as they stand in the document", () => {
  const clauses = report("A", [fine, finance, past, cfo, legal]).clauses;
  expect(ranked(clauses).map((clause) => clause.id)).toEqual([
    "mfn",
    "assignment",
    "payment-terms",
    "discount",
    "governing-law",
  ]);
});

test("a clause says who must be asked", () => {
  expect(ask({ decision: "approve", role: "deal-desk" })).toBe("Needs the deal desk");
  expect(ask({ decision: "walk_away", role: "cfo" })).toBe("Walk away, or ask the CFO");
  expect(ask({ decision: "legal_review", role: null })).toBe("Legal review");
  expect(who("general-counsel")).toBe("the general counsel");
});

test("a document is described by how it was judged", () => {
  const redline = report("One two {++three++}.", []);
  expect(describe(redline)).toBe("3 words, 1 insertion and 0 deletions by Dana Reyes");
  const theirs = { ...redline, document: { ...redline.document, mode: "third-party" as const } };
  expect(describe(theirs)).toBe("3 words, no tracked changes, on the other side's paper");
});

test("numbers and lists read as English", () => {
  expect(plural(1240, "word")).toBe("1,240 words");
  expect(list(["a"])).toBe("a");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
});
