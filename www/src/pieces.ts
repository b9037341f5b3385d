/**
 * Cutting a block's text at the edges of its runs and of the spans that lie on it.
 *
 * Spans count UTF-16 units of the redline text, which is the text of all runs in order, deleted ones included: the
 * unit and the text that JavaScript strings have anyway. Nothing here knows what a span stands for.
 */

import type { Finding, RunText, Span } from "./report.ts";

/** A span with the number of whatever it marks. */
export interface Mark {
  start: number;
  end: number;
  id: number;
}

/** A stretch of text with one fate, under the same marks throughout. */
export interface Piece {
  op: string;
  text: string;
  change: string | null;
  start: number;
  ids: number[];
}

/** The pieces of a block, or of the part of it between two offsets. */
export function pieces(runs: readonly RunText[], marks: readonly Mark[], from = 0, to = Infinity): Piece[] {
  const cuts = new Set<number>([from, to]);
  for (const mark of marks) cuts.add(mark.start).add(mark.end);
  const edges = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    let at = Math.max(start, from);
    const last = Math.min(end, to);
    for (const edge of [...edges.filter((edge) => edge > at && edge < last), last]) {
      if (edge <= at) continue;
      const ids = marks.filter((mark) => mark.start <= at && mark.end >= edge).map((mark) => mark.id);
      found.push({
        op: run.op,
        text: run.text.slice(at - start, edge - start),
        change: run.change,
        start: at,
        ids,
      });
      at = edge;
    }
    start = end;
  }
  return found;
}

/** Where a finding is to be seen: at its edits; where it has none, in all of the passage that it is about. */
export function placesOf(finding: Finding): Span[] {
  const edits = finding.edits.map((edit) => edit.span);
  return edits.length > 0 ? edits : finding.spans;
}

/** A block's redline text. */
export function textOf(runs: readonly RunText[]): string {
  return runs.map((run) => run.text).join("");
}

/**
 * The part of a block that is worth quoting: the span, widened to the sentences it lies in where they are short.
 * Long quotes keep to the span.
 */
export function quoteRange(text: string, start: number, end: number, longest = 420): [number, number] {
  let from = start;
  let to = end;
  while (from > 0 && !isSentenceEnd(text, from - 1)) from -= 1;
  while (to < text.length && !(to > 0 && isSentenceEnd(text, to - 1))) to += 1;
  return to - from <= longest ? [from, to] : [start, Math.max(end, start)];
}

/** Whether a sentence may end with the white space at this offset. */
function isSentenceEnd(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at)) && /[.;:!?]["”’)]?$/.test(text.slice(Math.max(0, at - 2), at));
}
