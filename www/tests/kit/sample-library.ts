/** A small library for the stand-in engine: one clause with its ladder, two words, a few roles. */

import type { ClauseView, LibraryView } from "../../src/library.ts";

function clause(
  id: string,
  title: string,
  term: string,
  rows: [string, string, string, string][],
): ClauseView {
  return {
    id,
    title,
    path: `commercial/${id}.md`,
    folder: "commercial",
    owner: "finance",
    risk: "medium",
    coverage: "operative",
    why: "We pay our people each month.\nA net term of a quarter makes us a bank.",
    found: { headings: [title], patterns: [], not: [] },
    terms: [],
    columns: [
      { asks: "clause", name: "clause" },
      { asks: "term", name: term },
    ],
    rows: rows.map(([name, position, cell, role], line) => ({
      name,
      position,
      cells: [line === 0 ? "present" : "-", cell],
      role,
      line,
    })),
    is_partial: false,
    language: [],
    say: null,
    examples: [],
  };
}

const role = (name: string, its: string, next: string | null) => ({
  name,
  function: its,
  escalates_to: next,
  contact: null,
  reply_within: null,
});

export function sampleLibrary(): LibraryView {
  return {
    name: "Test library",
    version: "1",
    hash: "0",
    clauses: [
      clause("payment-terms", "Payment Terms", "days to pay", [
        ["Standard", "standard", "<= 30 days", "seller"],
        ["Fallback 1", "fallback", "<= 45 days", "sales-manager"],
        ["Fallback 2", "fallback", "<= 60 days", "finance"],
        ["Walk-away", "walk_away", "> 90 days", "cfo"],
      ]),
    ],
    glossary: [
      { term: "net", meaning: "Payment is due that many days after the invoice date." },
      { term: "fallback", meaning: "A position below the standard." },
    ],
    roles: [
      role("seller", "sales", "sales-manager"),
      role("finance", "finance", "cfo"),
      role("cfo", "executive", null),
      role("legal", "legal", "general-counsel"),
    ],
    parties: [],
    places: [],
    facts: {},
  };
}
