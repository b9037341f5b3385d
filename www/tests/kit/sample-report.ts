/** What the engine is meant to say of the page's sample, by hand: for tests of the page alone. */

import { readFileSync } from "node:fs";
import type { Report } from "../../src/report.ts";
import { blocksOf, report, spanOf } from "./reports.ts";

const TEXT = readFileSync(new URL("../../src/samples/saas-agreement.md", import.meta.url), "utf8");

export function sampleReport(more: Partial<Report> = {}): Report {
  const blocks = blocksOf(TEXT);
  return report(
    TEXT,
    [
      {
        id: "payment-terms",
        title: "Payment Terms",
        decision: "approve",
        was: "Standard",
        position: "Fallback 2",
        role: "finance",
        at: "Customer shall pay each invoice",
        reasons: ["60 days to pay is Fallback 2 (<= 60 days), which finance approves."],
        suggestion: {
          position: "Standard",
          text: "Customer shall pay each invoice within thirty (30) days after the invoice date.",
        },
        say: "Our standard terms are thirty days from the invoice date; longer terms need our finance team.",
        readings: [
          {
            term: "days to pay",
            original: { text: "thirty (30) days", value: 30, unit: "days", span: null },
            final: { text: "sixty (60) days", value: 60, unit: "days", span: null },
            row: "Fallback 2",
            cell: "<= 60 days",
            decision: "approve",
            judged: true,
          },
        ],
      },
      {
        id: "discount",
        title: "Discount",
        decision: "approve",
        was: "Standard",
        position: "Fallback 2",
        role: "deal-desk",
        at: "receives a discount",
        reasons: ["A discount of 25 % is Fallback 2 (<= 30 %), which the deal desk approves."],
      },
      {
        id: "late-interest",
        title: "Late Interest",
        decision: "approve",
        was: "Standard",
        position: "Fallback 1",
        role: "sales-manager",
        at: "Late amounts bear interest",
        reasons: ["1 % a month is Fallback 1, which the sales manager approves."],
      },
      {
        id: "most-favoured-customer",
        title: "Most-Favoured Customer",
        decision: "walk_away",
        was: "Standard",
        position: "Walk-away",
        role: "cfo",
        kind: "added",
        at: "no less favorable",
        reasons: ["A promise of the best price is the walk-away point."],
        say: "We price each deal on its own and can't promise the lowest price.",
      },
      {
        id: "service-levels",
        title: "Service Levels",
        decision: "approve",
        was: "Standard",
        position: "Fallback 1",
        role: "operations",
        at: "at least",
        reasons: ["Monthly uptime of 99.9 % is Fallback 1, which operations approves."],
      },
      {
        id: "breach-notification",
        title: "Breach Notification",
        decision: "legal_review",
        was: "Standard",
        position: "Legal review",
        at: "personal data breach",
        reasons: ["24 hours to notify lies between the last fallback and the walk-away."],
      },
      {
        id: "limitation-of-liability",
        title: "Limitation of Liability",
        decision: "legal_review",
        was: "Standard",
        position: null,
        at: "total liability",
        reasons: [
          "A cap over 12 months is legal review while the annual value is not given.",
          "No rule explains “except that this limit does not apply to a breach of Section 3”.",
        ],
        suggestion: {
          position: "Standard",
          text: "Each party's total liability arising out of this Agreement shall not exceed the fees paid or payable in the twelve (12) months before the event giving rise to the claim.",
        },
      },
      {
        id: "termination-for-convenience",
        title: "Termination for Convenience",
        decision: "approve",
        was: "Standard",
        position: "Fallback 1",
        role: "finance",
        kind: "added",
        at: "material breach",
        reasons: ["A right to end with 90 days' notice and no refund is Fallback 1, which finance approves."],
      },
      {
        id: "governing-law",
        title: "Governing Law",
        decision: "accept",
        was: "Standard",
        position: "Fallback 1",
        at: "governed by the laws",
        reasons: ["New York is Fallback 1, which you may accept."],
      },
      {
        id: "assignment",
        title: "Assignment",
        decision: "legal_review",
        was: "Standard",
        position: null,
        at: "may assign",
        reasons: ["The exception for a merger or sale was struck."],
      },
    ],
    {
      desk: "a clause is past its walk-away point",
      approvals: [
        {
          role: "finance",
          function: "finance",
          contact: "finance@vendor.example",
          reply_within: "1 business day",
          clauses: ["payment-terms", "termination-for-convenience"],
          escalates_to: ["cfo"],
        },
        {
          role: "cfo",
          function: "executive",
          contact: null,
          reply_within: null,
          clauses: ["most-favoured-customer"],
          escalates_to: [],
        },
        {
          role: "deal-desk",
          function: "finance",
          contact: "deal-desk@vendor.example",
          reply_within: "4 hours",
          clauses: ["discount"],
          escalates_to: ["finance", "cfo"],
        },
        {
          role: "legal",
          function: "legal",
          contact: "legal@vendor.example",
          reply_within: "2 business days",
          clauses: ["breach-notification", "limitation-of-liability", "assignment"],
          escalates_to: ["general-counsel"],
        },
      ],
      unread: [
        {
          span: spanOf(blocks, "Notices under this Agreement must be in writing"),
          why: "No clause of the library speaks to this passage.",
        },
      ],
      ...more,
    },
  );
}
