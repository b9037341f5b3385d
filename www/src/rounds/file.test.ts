import { describe, expect, test } from "vitest";
import { dealOf, reportOf } from "../../tests/kit/deals.ts";
import { sampleReport } from "../../tests/kit/sample-report.ts";
import { BadFile, fileName, readDeal, writeDeal } from "./file.ts";
import { type KeptDeal, withApproval, withOwner } from "./model.ts";

function full(): KeptDeal {
  const report = sampleReport();
  const deal = dealOf([report, reportOf([])], { closes: "2026-03-31" });
  const clause = report.clauses[0];
  if (!clause) throw new Error("the sample has no clause");
  return {
    ...deal,
    ...withApproval(withOwner(deal, "payment-terms", "Ann"), report, clause, {
      by: "Dana",
      on: "2026-03-02",
    }),
  };
}

test("what is written is read as it was, bytes too", () => {
  const deal = full();
  const first = deal.rounds[0];
  if (!first) throw new Error("no round");
  first.request = {
    bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256),
    base: new Uint8Array([0, 255]),
  };
  expect(readDeal(writeDeal(deal))).toEqual(deal);
});

/** A deal's file with one thing changed, named by its path. */
function broken(path: string, value: unknown): string {
  const file = JSON.parse(writeDeal(full()));
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const at = steps.reduce((one, step) => one[step], file);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(file);
}

describe("a bad file is refused, with the place", () => {
  test.each<[string, string, string]>([
    ["nothing", "", "not JSON"],
    ["half a file", writeDeal(full()).slice(0, 500), "not JSON"],
    ["a list", "[]", "schema is not clausecheck-deal/1"],
    ["null", "null", "schema is not clausecheck-deal/1"],
    ["a report", JSON.stringify(sampleReport()), "schema is not clausecheck-deal/1"],
    ["a later version", broken("schema", "clausecheck-deal/2"), "newer version"],
    ["an odd version", broken("schema", "clausecheck-deal/one"), "unknown"],
    ["no deal", broken("deal", undefined), "deal: expected something"],
    ["an id that is markup", broken("deal.id", "<img>"), "deal.id: expected letters"],
    ["a name that is a number", broken("deal.name", 7), "deal.name: expected a text"],
    ["a name of spaces", broken("deal.name", " \u202e "), "deal.name: expected a name"],
    ["a long name", broken("deal.name", "x".repeat(201)), "deal.name: expected a text of at most 200"],
    ["no such day", broken("deal.closes", "2026-02-30"), "deal.closes: expected a day"],
    ["a value in words", broken("deal.value", "1e9"), "deal.value: expected digits"],
    ["rounds by name", broken("deal.rounds", { length: 3 }), "deal.rounds: expected a list"],
    [
      "too many rounds",
      broken("deal.rounds", Array(201).fill(null)),
      "deal.rounds: expected a list of at most 200",
    ],
    ["a round that is null", broken("deal.rounds.1", null), "deal.rounds[1]: expected an object"],
    [
      "bytes that are none",
      broken("deal.rounds.0.request.bytes", "%%%"),
      "deal.rounds[0].request.bytes: expected base64",
    ],
    [
      "an unknown format",
      broken("deal.rounds.0.request.format", "exe"),
      "deal.rounds[0].request.format: expected one of",
    ],
    [
      "facts that are no texts",
      broken("deal.rounds.0.deal.facts", { a: {} }),
      "deal.rounds[0].deal.facts.a: expected a text",
    ],
    [
      "another report",
      broken("deal.rounds.0.report.schema", "clausecheck-report/2"),
      "report.schema: expected clausecheck-report/1",
    ],
    [
      "an unknown decision",
      broken("deal.rounds.0.report.decision", "toString"),
      "report.decision: expected one of",
    ],
    [
      "a finding without words",
      broken("deal.rounds.0.report.findings.0.final", undefined),
      "report.findings[0].final: expected something",
    ],
    [
      "a count below zero",
      broken("deal.rounds.0.report.counts.accept", -1),
      "report.counts.accept: expected a whole number",
    ],
    ["an approval by nobody", broken("deal.approvals.0.by", ""), "deal.approvals[0].by: expected a name"],
    ["an approval on no day", broken("deal.approvals.0.on", ""), "deal.approvals[0].on: expected a day"],
  ])("%s", (_, file, message) => {
    expect(() => readDeal(file)).toThrow(BadFile);
    expect(() => readDeal(file)).toThrow(message);
  });

  test("depth without end", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(() => readDeal(deep)).toThrow(BadFile);
    expect(() => readDeal(`{"schema":"clausecheck-deal/1","deal":${deep}}`)).toThrow(BadFile);
  });
});

describe("nothing comes along", () => {
  test("fields that nobody knows", () => {
    const deal = readDeal(broken("deal.extra", { a: 1 }));
    expect(deal).not.toHaveProperty("extra");
  });

  test.each(["__proto__", "constructor", "prototype"])("a value named %s", (name) => {
    const file = writeDeal(full()).replace('"regions.hosted"', JSON.stringify(name));
    expect(() => readDeal(file)).toThrow("names of values");
  });

  test("a prototype, in any object", () => {
    const poison = '"__proto__": { "polluted": true, "name": "x", "bytes": "AA==" }';
    const file = writeDeal(full()).replace(/\{\n/g, `{ ${poison},\n`);
    expect(file.match(/polluted/g)?.length).toBeGreaterThan(50);
    // Objects of named values refuse it; all others drop it.
    expect(() => readDeal(file)).toThrow("names of values");
    const rest = writeDeal(full()).replace(
      /"(deal|rounds|report|library|findings)": (\{|\[\n\s*\{)\n/g,
      `"$1": $2 ${poison},\n`,
    );
    const named = rest.replaceAll(
      /"(deal|facts)": \{ "__proto__": \{[^}]*\},\n(\s*"(annual value|regions.hosted))/g,
      '"$1": {\n$2',
    );
    const deal = readDeal(named.replace(/("used": \{\n\s*"deal": )\{ "__proto__": \{[^}]*\},/, "$1{"));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((deal as unknown as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(deal.rounds[0]?.report)).toBe(Object.prototype);
    expect(deal).toEqual(full());
  });

  test("a missing field is not found on a prototype", () => {
    expect(() => readDeal(broken("deal.rounds.0.report.unread", undefined))).toThrow("report.unread");
    const file = broken("deal.customer", undefined).replace(
      '"deal":{',
      '"deal":{"__proto__":{"customer":"x"},',
    );
    expect(() => readDeal(file)).toThrow("deal.customer: expected something");
  });

  test("characters that turn the direction of a name", () => {
    const deal = readDeal(broken("deal.name", "Ac\u202eme\nrenewal\u0000"));
    expect(deal.name).toBe("Acme renewal");
  });
});

test("a report from before a field was added is still read", () => {
  const file = JSON.parse(writeDeal(full()));
  for (const finding of file.deal.rounds[0].report.findings) {
    for (const reading of finding.readings) delete reading.decision;
  }
  expect(() => readDeal(JSON.stringify(file))).not.toThrow();
});

test.each([
  ["Acme: renewal 2026", "acme-renewal-2026.deal.json"],
  ["Zürich / Genève", "zurich-geneve.deal.json"],
  ["../../etc/passwd", "etc-passwd.deal.json"],
  ["株式会社", "deal.deal.json"],
])("the file of “%s” is %s", (name, expected) => {
  expect(fileName({ name })).toBe(expected);
});
