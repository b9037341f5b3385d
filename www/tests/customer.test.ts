/**
 * The customer's version holds the contract's own words, what may be said, and Standard wording: nothing else. Held to
 * that on every example of the library, on the page's samples, and on the labelled redlines where they are.
 */

import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { customerSheet, FRAME, forCustomer } from "../src/customer.ts";
import type { Checker } from "../src/engine/clausecheck.js";
import type { Report } from "../src/report.ts";
import { type Part, toMarkdown } from "../src/sheet.ts";
import { examplesOf } from "./kit/examples.ts";
import { loadChecker } from "./kit/wasm.ts";

const LIBRARY = new URL("../src/engine/library.json", import.meta.url);
const SAMPLES = new URL("../src/samples/", import.meta.url);
const EVALS = new URL("../../../shared/evals/dev.jsonl", import.meta.url);

const { files } = JSON.parse(readFileSync(LIBRARY, "utf8")) as { files: Record<string, string> };

let checker: Checker;
beforeAll(() => {
  checker = loadChecker();
});

const check = (text: string, more: object = {}): Report =>
  JSON.parse(checker.check(new TextEncoder().encode(text), null, JSON.stringify({ blocks: true, ...more })));

/**
 * The same report with every text replaced that the customer may not see, and every decision but the seller's own
 * made another. What the customer gets must not change by a byte.
 */
function elsewhere(report: Report): Report {
  let count = 0;
  const canary = () => {
    count += 1;
    return `INTERNAL-${count}`;
  };
  const strange = (value: unknown): unknown => {
    if (typeof value === "string") return canary();
    if (typeof value === "number") return value + 1;
    if (Array.isArray(value)) return value.map(strange);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, strange(one)]));
  };
  const other = {
    accept: "accept",
    approve: "walk_away",
    legal_review: "approve",
    walk_away: "legal_review",
  } as const;
  return {
    ...(strange(report) as Report),
    document: { ...(strange(report.document) as Report["document"]), blocks: report.document.blocks ?? [] },
    findings: report.findings.map((finding) => ({
      ...(strange(finding) as Report["findings"][number]),
      decision: other[finding.decision],
      spans: finding.spans,
      edits: finding.edits.map((edit) => ({
        ...(strange(edit) as (typeof finding.edits)[number]),
        span: edit.span,
      })),
      say: finding.say,
      suggestion: finding.suggestion && {
        ...finding.suggestion,
        // Only Standard wording is for the customer; another position's is as internal as its name.
        text: finding.suggestion.position === "Standard" ? finding.suggestion.text : canary(),
        replaces: [],
      },
    })),
  };
}

/** Every part of the sheet is of the frame, or the contract's, or what the library lets be said. */
function foreign(report: Report): string[] {
  const contract = (report.document.blocks ?? []).map((block) => block.runs.map((run) => run.text).join(""));
  const numbers = (report.document.blocks ?? []).map((block) => block.number);
  const allowed = new Set<string>(Object.values(FRAME));
  for (const { say, suggestion } of report.findings) {
    if (say !== null) allowed.add(say);
    if (suggestion?.position === "Standard") allowed.add(suggestion.text);
  }
  const textOf = (part: Part): string => {
    if (part.kind === "table" || part.kind === "list") return `a ${part.kind}`;
    return typeof part.text === "string" ? part.text : part.text.map((one) => one.text).join("");
  };
  return customerSheet(report)
    .filter((part) => {
      const text = textOf(part);
      const heading = /^Comment \d+(?: \((.*)\))?$/.exec(text);
      if (heading) return !(heading[1]?.split(", ") ?? []).every((number) => numbers.includes(number));
      return !allowed.has(text) && !(part.kind === "quote" && contract.some((block) => block.includes(text)));
    })
    .map(textOf);
}

function hold(report: Report, what: string): void {
  const given = toMarkdown(customerSheet(report));
  expect(toMarkdown(customerSheet(elsewhere(report))), what).toBe(given);
  expect(given, what).not.toContain("INTERNAL");
  expect(foreign(report), what).toEqual([]);
}

test("on every example of the library", () => {
  const examples = examplesOf(files);
  expect(examples.length).toBeGreaterThan(500);
  let findings = 0;
  for (const { text, deal, clause } of examples) {
    const report = check(text, { format: "markdown", deal });
    hold(report, `${clause}: ${text}`);
    findings += forCustomer(report).length;
  }
  expect(findings).toBeGreaterThan(300);
});

test.each(["order-form.md", "saas-agreement.md", "customer-paper.md"])("on the sample %s", (name) => {
  const report = check(readFileSync(new URL(name, SAMPLES), "utf8"));
  hold(report, name);
  expect(forCustomer(report).length).toBeGreaterThan(0);
});

describe.skipIf(!existsSync(EVALS))("on labelled redlines", () => {
  test("every line", () => {
    const lines = readFileSync(EVALS, "utf8").split("\n").filter(Boolean);
    for (const line of lines) {
      const { id, text, format, base, deal, context, facts } = JSON.parse(line);
      const kind = format === "criticmarkup" ? "markdown" : format;
      const report: Report = JSON.parse(
        checker.check(
          new TextEncoder().encode(text),
          base ? new TextEncoder().encode(base) : null,
          JSON.stringify({
            blocks: true,
            ...(["docx", "html", "markdown", "text"].includes(kind) ? { format: kind } : {}),
            deal: words(deal ?? context),
            facts: words(facts),
          }),
        ),
      );
      hold(report, id);
    }
    expect(lines.length).toBeGreaterThan(100);
  });
});

test("what the library lets be said speaks of no ladder", () => {
  for (const [path, text] of Object.entries(files)) {
    const say = text.split(/^## Say\s*$/m)[1]?.split(/^## /m)[0] ?? "";
    expect(say, path).not.toMatch(
      /\b(fallback|walk-away|walk away|escalat\w*|legal review|deal desk|CFO|COO)\b/i,
    );
  }
});

function words(values: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, String(value)]));
}
