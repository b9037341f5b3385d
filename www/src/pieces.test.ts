import { expect, test } from "vitest";
import { type Mark, pieces, quoteRange } from "./pieces.ts";
import type { RunText } from "./report.ts";

const keep = (text: string): RunText => ({ op: "keep", text, change: null, at: null });
const gone = (text: string): RunText => ({ op: "delete", text, change: "1", at: null });
const come = (text: string): RunText => ({ op: "insert", text, change: "1", at: null });
const mark = (start: number, end: number, id = 0): Mark => ({ start, end, id });

/** `text` or `text@ids`, with the fate in front. */
function shown(runs: RunText[], marks: Mark[], from?: number, to?: number): string[] {
  return pieces(runs, marks, from, to).map(
    ({ op, text, ids }) => `${op}:${text}${ids.length > 0 ? `@${ids.join("+")}` : ""}`,
  );
}

test("a span across runs is cut at their edges", () => {
  const runs = [keep("within "), gone("thirty"), come("sixty"), keep(" days")];
  expect(shown(runs, [mark(7, 18)])).toEqual([
    "keep:within ",
    "delete:thirty@0",
    "insert:sixty@0",
    "keep: days",
  ]);
});

test("a span inside a run cuts the run", () => {
  expect(shown([keep("abcdef")], [mark(2, 4)])).toEqual(["keep:ab", "keep:cd@0", "keep:ef"]);
});

test("spans that overlap are both named where they do", () => {
  expect(shown([keep("abcdef")], [mark(1, 4), mark(2, 6, 1)])).toEqual([
    "keep:a",
    "keep:b@0",
    "keep:cd@0+1",
    "keep:ef@1",
  ]);
});

test("offsets are UTF-16 units, so a character outside the first plane counts two", () => {
  expect(shown([keep("a😀b"), come("😀c")], [mark(3, 6)])).toEqual([
    "keep:a😀",
    "keep:b@0",
    "insert:😀@0",
    "insert:c",
  ]);
});

test("every character comes out once and in order, whatever the spans", () => {
  const runs = [keep("one "), gone("two"), keep(""), come(" three"), keep(" four")];
  const text = runs.map((run) => run.text).join("");
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 500; round += 1) {
    const marks = Array.from({ length: random(5) }, (_, id) => {
      const start = random(text.length + 3);
      return mark(start, start + random(9), id);
    });
    const cut = pieces(runs, marks);
    expect(cut.map((piece) => piece.text).join("")).toBe(text);
    for (const { start, text: part, ids } of cut) {
      const holding = marks.filter((one) => one.start <= start && one.end >= start + part.length);
      expect(ids).toEqual(holding.map((one) => one.id));
    }
  }
});

test("a part of a block can be cut out", () => {
  expect(shown([keep("one two "), come("three")], [], 4, 11)).toEqual(["keep:two ", "insert:thr"]);
  expect(shown([keep("one")], [], 9, 12)).toEqual([]);
});

test("a quote is widened to its sentence, unless that is long", () => {
  const text = "First one. The fee is due in 30 days. Last one.";
  const at = text.indexOf("30");
  expect(text.slice(...quoteRange(text, at, at + 2)).trim()).toBe("The fee is due in 30 days.");
  expect(quoteRange(text, at, at + 2, 10)).toEqual([at, at + 2]);
});
