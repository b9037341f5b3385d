/** Whether words stand in a text, and which of several wordings is most like another. No meaning: words alone. */

import type { BlockText, Report } from "../report.ts";

/** A text as its words, in one form for each: case, quotes and punctuation say nothing here. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words of documents that were asked for, as long as their reports are about. */
const READ = new WeakMap<Report, string>();

/** So many characters are read before others get their turn. */
const SLICE = 60_000;

/** Reads a document's words ahead of {@link FinalText}, with a pause after each slice: five hundred pages take a while. */
export async function readAhead(report: Report, pause: () => Promise<void>): Promise<void> {
  if (READ.has(report)) return;
  const parts: string[] = [];
  let read = 0;
  for (const block of report.document.blocks ?? []) {
    const text = finalOf(block);
    for (const word of wordsOf(text)) parts.push(word);
    read += text.length;
    if (read < SLICE) continue;
    read = 0;
    await pause();
  }
  READ.set(report, spaced(parts));
}

/** The final text of a document, ready to be asked for words. */
export class FinalText {
  #words: string;

  constructor(report: Report) {
    const known = READ.get(report);
    this.#words = known ?? spaced((report.document.blocks ?? []).flatMap((block) => wordsOf(finalOf(block))));
    if (known === undefined) READ.set(report, this.#words);
  }

  /** Whether some words stand there, one after the other; no words stand nowhere. */
  holds(text: string): boolean {
    const words = wordsOf(text);
    return words.length > 0 && this.#words.includes(spaced(words));
  }
}

/** How much two texts share, from 0 to 1: twice the words in common by all words. */
export function likeness(one: string, other: string): number {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const all = first.length + second.length;
  if (all === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of second) {
    const left = counts.get(word) ?? 0;
    if (left > 0) shared += 1;
    counts.set(word, left - 1);
  }
  return (2 * shared) / all;
}

/** The one whose text is most like a text, if any is at all `least` like it. */
export function mostLike<T>(
  text: string,
  among: readonly T[],
  textOf: (one: T) => string,
  least = 0.5,
): T | undefined {
  let best: T | undefined;
  let most = least;
  for (const one of among) {
    const like = likeness(text, textOf(one));
    if (like >= most && (best === undefined || like > most)) {
      best = one;
      most = like;
    }
  }
  return best;
}

/** The text of a block with all changes made. */
export function finalOf(block: BlockText): string {
  return block.runs
    .filter((run) => run.op !== "delete")
    .map((run) => run.text)
    .join("");
}

/** The text of a block that no change touches. */
export function keptOf(block: BlockText): string {
  return block.runs
    .filter((run) => run.op === "keep")
    .map((run) => run.text)
    .join("");
}

function spaced(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
}
