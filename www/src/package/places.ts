/**
 * From a report's spans to offsets in the text that was checked.
 *
 * A span counts UTF-16 units of a block's redline text. Each run of that text says where it stands in the input, unless
 * the input says it in other characters (`&amp;`, a line end read as a space): such a run lies between its neighbours.
 */

import type { BlockText, Finding, Span } from "../report.ts";

/** A stretch of the input, or of an editor's document. */
export interface Range {
  from: number;
  to: number;
}

/** A run's part of a range: its fate, and where it stands in the input. */
export interface Part extends Range {
  op: string;
}

interface Placed {
  op: string;
  start: number;
  end: number;
  at: number | null;
}

/** The blocks of a report (asked for with `blocks: true`) as places in the input. */
export class Places {
  #blocks = new Map<string, Placed[]>();

  constructor(blocks: readonly BlockText[]) {
    for (const { id, runs } of blocks) {
      let end = 0;
      const placed = runs.map(({ op, text, at }) => {
        const start = end;
        end += text.length;
        return { op, start, end, at };
      });
      this.#blocks.set(id, placed);
    }
  }

  /** Where a span lies, marks and markup inside it included; null where the input does not show it. */
  range({ block, start, end }: Span): Range | null {
    const runs = this.#blocks.get(block);
    if (!runs) return null;
    const from = offset(runs, start, "next");
    const to = end > start ? offset(runs, end, "previous") : from;
    if (from === null || to === null) return null;
    return { from: Math.min(from, to), to: Math.max(from, to) };
  }

  /** The runs of a span that stand in the input as they are. */
  parts({ block, start, end }: Span): Part[] {
    const parts: Part[] = [];
    for (const run of this.#blocks.get(block) ?? []) {
      const first = Math.max(run.start, start);
      const last = Math.min(run.end, end);
      if (run.at === null || first >= last) continue;
      parts.push({ op: run.op, from: run.at + first - run.start, to: run.at + last - run.start });
    }
    return parts;
  }
}

/** The input's offset for one of the block, seen from the character after it or from the one before it. */
function offset(runs: readonly Placed[], at: number, side: "next" | "previous"): number | null {
  const inside = (run: Placed) =>
    side === "next" ? run.start <= at && at < run.end : run.start < at && at <= run.end;
  const index = runs.findIndex(inside);
  const run = runs[index];
  if (run && run.at !== null) return run.at + at - run.start;
  // Nothing there, or nothing that the input shows: the nearest end of what it shows, on the far side first.
  const cut = run ? index : side === "next" ? runs.length : 0;
  const before = runs.slice(0, cut).findLast((other) => other.at !== null);
  const after = runs.slice(run ? index + 1 : cut).find((other) => other.at !== null);
  const [first, second] =
    side === "next" ? [before && endOf(before), after?.at] : [after?.at, before && endOf(before)];
  return first ?? second ?? null;
}

function endOf(run: Placed): number | null {
  return run.at === null ? null : run.at + run.end - run.start;
}

/**
 * What a finding's suggestion is put in the place of: the passages that the finding's edits touch. A paragraph that came
 * or went whole is judged with its neighbour, which nobody changed; that one keeps its words.
 */
export function replaced({ suggestion, edits }: Finding): Span[] {
  const all = suggestion?.replaces ?? [];
  const touched = all.filter(({ block, start, end }) =>
    edits.some(({ span }) => span.block === block && span.start <= end && start <= span.end),
  );
  return touched.length > 0 ? touched : all;
}
