/**
 * The customer's version: what may leave the house. It holds the contract's own words, what the library says may be
 * said, and Standard wording; never a fallback, a walk-away, a role or a reason.
 *
 * {@link forCustomer} is the gate. Everything behind it sees only what came through, so a field that is added to the
 * report cannot reach the customer by being forgotten here. `customer.test.ts` changes every other field of a report
 * and asks for the same bytes.
 */

import { pieces, placesOf, quoteRange, textOf } from "./pieces.ts";
import type { Report } from "./report.ts";
import type { Part, Sheet, Stretch } from "./sheet.ts";

/** What the customer may see of one finding. */
export interface CustomerFinding {
  /** The contract's own numbers of the passages: `4.1`. */
  numbers: string[];
  /** The contract's own words, as they were redlined. */
  quotes: Stretch[][];
  /** Standard wording, in the contract's labels. */
  standard: string | null;
  /** What the library says may be said. */
  say: string | null;
}

/** The findings that are open, in the contract's order, so that not even their order says how severe they are. */
export function forCustomer(report: Report): CustomerFinding[] {
  const blocks = new Map((report.document.blocks ?? []).map((block) => [block.id, block]));
  const open: CustomerFinding[] = [];
  for (const finding of report.findings) {
    if (finding.decision === "accept") continue;
    const numbers = new Set<string>();
    const quotes = new Map<string, Stretch[]>();
    for (const span of placesOf(finding)) {
      const block = blocks.get(span.block);
      if (!block) continue;
      if (block.number) numbers.add(block.number);
      const [from, to] = quoteRange(textOf(block.runs), span.start, span.end);
      quotes.set(
        `${span.block} ${from} ${to}`,
        pieces(block.runs, [], from, to).map(({ op, text }) => ({
          op: op === "insert" || op === "delete" ? op : "keep",
          text,
        })),
      );
    }
    const { suggestion, say } = finding;
    open.push({
      numbers: [...numbers],
      quotes: [...quotes.values()],
      standard: suggestion?.position === "Standard" ? suggestion.text : null,
      say,
    });
  }
  return open;
}

/** The words of the sheet that are neither the contract's nor the library's. */
export const FRAME = {
  title: "Our comments on your draft",
  none: "We have no comments on your draft.",
  lead: "Struck and added words are shown as you marked them.",
  item: "Comment",
  proposal: "We propose:",
  pending: "We are looking at this change and will come back to you.",
} as const;

/** The customer's version of a check. */
export function customerSheet(report: Report): Sheet {
  return sheetOf(forCustomer(report));
}

function sheetOf(findings: readonly CustomerFinding[]): Sheet {
  const parts: Part[] = [{ kind: "heading", level: 1, text: FRAME.title }];
  if (findings.length === 0) return [...parts, { kind: "line", text: FRAME.none }];
  const marked = findings.some(({ quotes }) => quotes.flat().some(({ op }) => op !== "keep"));
  if (marked) parts.push({ kind: "line", text: FRAME.lead });
  // One comment on one thing: findings of one clause share what is said of it.
  const said = new Set<string>();
  findings.forEach(({ numbers, quotes, standard, say }, index) => {
    const where = numbers.length > 0 ? ` (${numbers.join(", ")})` : "";
    parts.push({ kind: "heading", level: 2, text: `${FRAME.item} ${index + 1}${where}` });
    for (const text of quotes) parts.push({ kind: "quote", text });
    const fresh = say !== null && !said.has(say) ? say : null;
    if (fresh !== null) said.add(fresh);
    if (fresh !== null) parts.push({ kind: "line", text: fresh });
    if (standard !== null) {
      parts.push({ kind: "line", text: FRAME.proposal }, { kind: "quote", text: standard });
    }
    if (say === null && standard === null) parts.push({ kind: "line", text: FRAME.pending });
  });
  return parts;
}
