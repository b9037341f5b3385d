/**
 * A ProseMirror document as the blocks of a redline, and the way back from each of their units to the document.
 *
 * Every text block is a paragraph, or a heading. Lists and tables come as their paragraphs. What a document shares with
 * the one before, as ProseMirror's documents do with those that they were made from, is neither read nor told again.
 */

import type { Mark, Node } from "prosemirror-model";
import type { Fate, LiveBlock, LiveRun } from "../../live.ts";
import type { Span } from "../../report.ts";
import type { Range } from "../places.ts";

/** The marks of tracked changes in a schema. */
export interface ChangeMarks {
  /** `insertion` where absent. */
  insertion?: string;
  /** `deletion` where absent. */
  deletion?: string;
}

/** The fate of a text. */
export type Op = Fate | "neither";

/** What is checked, and where it comes from. */
export interface Redline {
  blocks: readonly LiveBlock[];
  /** The document's range for a span of a report; null where the document has no such block. */
  range(of: Span): Range | null;
}

/** The blocks that make one redline of another: so many taken out at a place, and these put in. */
export interface RedlineEdit {
  at: number;
  remove: number;
  blocks: readonly LiveBlock[];
}

/** What stands for an end of a block that a change crosses, in `prosemirror-suggest-changes`. */
const ANCHOR = "\u200B";

/** The fate that marks give; `neither` for what came and went again. */
export function opOf(marks: readonly Mark[], names: ChangeMarks): Op {
  const has = (name: string) => marks.some((mark) => mark.type.name === name);
  const inserted = has(names.insertion ?? "insertion");
  const deleted = has(names.deletion ?? "deletion");
  if (inserted && deleted) return "neither";
  return inserted ? "insert" : deleted ? "delete" : "keep";
}

/** A document as a redline. Blocks that it shares with the one before are the same objects. */
export function redlineOf(doc: Node, names: ChangeMarks = {}, before?: Redline): Redline {
  return new Blocks(doc, names, before instanceof Blocks ? before : null);
}

/** What makes one redline of another. */
export function editOf(before: Redline, after: Redline): RedlineEdit {
  const [old, now] = [before.blocks, after.blocks];
  const [at, rest] = shared(old.length, now.length, (one, other) => old[one] === now[other]);
  return { at, remove: old.length - at - rest, blocks: now.slice(at, now.length - rest) };
}

/** How many items two lists share at their start, and at their end. */
function shared(
  old: number,
  now: number,
  isSame: (old: number, now: number) => boolean,
): [start: number, end: number] {
  let start = 0;
  while (start < Math.min(old, now) && isSame(start, start)) start += 1;
  let end = 0;
  while (end < Math.min(old, now) - start && isSame(old - 1 - end, now - 1 - end)) end += 1;
  return [start, end];
}

/** A text block of a document. */
interface Paragraph {
  node: Node;
  /** Where its content starts. */
  at: number;
  op: Op;
  text: Text;
}

/** What a text block says, whatever stands around it. */
interface Text {
  /** The marks of all that it lies in. */
  above: readonly Mark[];
  runs: LiveRun[];
  /** For each unit of the runs' text, where what it says starts in the block and how long it is there. */
  starts: number[];
  sizes: number[];
  first: Edge;
  last: Edge;
}

/** The change that stands at an end of a block. */
interface Edge {
  op: Op;
  id: unknown;
}

/** Numbers the blocks of this thread. */
let made = 0;

class Blocks implements Redline {
  #paragraphs: Paragraph[];
  readonly blocks: readonly LiveBlock[];
  #texts: WeakMap<Node, Text>;
  #names: ChangeMarks;
  #places: Map<string, number> | null = null;

  constructor(doc: Node, names: ChangeMarks, before: Blocks | null) {
    this.#names = names;
    const isAlike =
      before !== null &&
      before.#names.insertion === names.insertion &&
      before.#names.deletion === names.deletion;
    this.#texts = isAlike ? before.#texts : new WeakMap();
    this.#paragraphs = this.#read(doc);
    const marks = marksOf(this.#paragraphs);
    const [old, known] = [before === null ? [] : before.#paragraphs, before?.blocks ?? []];
    const now = this.#paragraphs;
    const isSame = (one: number, other: number) =>
      old[one]?.text === now[other]?.text && (known[one]?.mark ?? "keep") === marks[other];
    const [start, end] = shared(old.length, now.length, isSame);
    this.blocks = now.map(({ node, text }, index) => {
      const fromEnd = now.length - index;
      const same = index < start ? known[index] : fromEnd <= end ? known[old.length - fromEnd] : undefined;
      if (same) return same;
      // A block that was edited keeps its name.
      const id = index < old.length - end ? known[index]?.id : undefined;
      const mark = marks[index] ?? "keep";
      made += id === undefined ? 1 : 0;
      return {
        id: id ?? `${made}`,
        runs: text.runs,
        ...(node.type.name === "heading" ? { heading: levelOf(node) } : {}),
        ...(mark === "keep" ? {} : { mark }),
      };
    });
  }

  range({ block, start, end }: Span): Range | null {
    this.#places ??= new Map(this.blocks.map(({ id }, index) => [id, index]));
    const paragraph = this.#paragraphs[this.#places.get(block) ?? -1];
    if (!paragraph) return null;
    const { at, text } = paragraph;
    const { starts, sizes } = text;
    const after = (unit: number) => (starts[unit] ?? 0) + (sizes[unit] ?? 0);
    const from = at + (starts[start] ?? after(starts.length - 1));
    return { from, to: end > start ? at + after(Math.min(end, starts.length) - 1) : from };
  }

  #read(doc: Node): Paragraph[] {
    const paragraphs: Paragraph[] = [];
    const visit = (node: Node, at: number, above: readonly Mark[]) => {
      const marks = node.marks.length === 0 ? above : [...above, ...node.marks];
      if (!node.isTextblock) {
        node.forEach((child, offset) => {
          visit(child, at + offset + 1, marks);
        });
        return;
      }
      const known = this.#texts.get(node);
      const isKnown =
        known &&
        known.above.length === marks.length &&
        known.above.every((mark, i) => mark.eq(marks[i] as Mark));
      const text = isKnown ? known : textOf(node, marks, this.#names);
      if (!isKnown) this.#texts.set(node, text);
      // A block without text is no paragraph; one that a change left empty may still part its neighbours.
      if (text.starts.length === 0 && text.runs.length === 0) return;
      paragraphs.push({ node, at: at + 1, op: opOf(marks, this.#names), text });
    };
    doc.forEach((child, offset) => {
      visit(child, offset, doc.marks);
    });
    return paragraphs;
  }
}

function levelOf(node: Node): number {
  return Math.min(Math.max(Number(node.attrs.level) || 1, 1), 6);
}

function textOf(node: Node, above: readonly Mark[], names: ChangeMarks): Text {
  const text: Text = {
    above,
    runs: [],
    starts: [],
    sizes: [],
    first: { op: "keep", id: undefined },
    last: { op: "keep", id: undefined },
  };
  const isHeading = node.type.name === "heading";
  let isShown = false;
  node.forEach((child, offset, index) => {
    const all = [...above, ...child.marks];
    const op = opOf(all, names);
    const id = all.find((mark) => opOf([mark], names) !== "keep")?.attrs.id;
    if (index === 0) text.first = { op, id };
    text.last = { op, id };
    const said = child.isText ? (child.text ?? "") : leaf(child);
    if (op === "neither" || said === "") return;
    isShown = true;
    let told = "";
    for (let unit = 0; unit < said.length; unit += 1) {
      const sign = said.charAt(unit);
      if (op !== "keep" && sign === ANCHOR) continue;
      told += plain(sign, isHeading);
      text.starts.push(offset + (child.isText ? unit : 0));
      text.sizes.push(child.isText ? 1 : child.nodeSize);
    }
    const change = op === "keep" || id === undefined || id === null ? {} : { change: `${id}` };
    const last = text.runs.at(-1);
    if (last && last.op === op && last.change === change.change) last.text += told;
    else text.runs.push({ op, text: told, ...change });
  });
  if (!isShown) text.runs = [];
  return text;
}

function plain(sign: string, isHeading: boolean): string {
  if (sign === "\n") return isHeading ? " " : sign;
  if (sign === "\0") return "\uFFFD";
  return /[\r\f\v\u0085\u2028\u2029]/.test(sign) ? " " : sign;
}

/** The text of a node in a line that is no text: a break, or what its type says that it reads as. */
function leaf(node: Node): string {
  if (!node.isLeaf) return node.textContent;
  const read = node.type.spec.leafText?.(node);
  if (read !== undefined) return read;
  return /break/i.test(node.type.name) ? "\n" : "";
}

/** The fate of each paragraph's end. */
function marksOf(paragraphs: readonly Paragraph[]): Fate[] {
  const marks: Fate[] = [];
  // From the end, to know whether all that follows has one fate.
  let isOne = true;
  for (let index = paragraphs.length - 1; index >= 0; index -= 1) {
    const [one, next, afterNext] = [paragraphs[index], paragraphs[index + 1], paragraphs[index + 2]];
    isOne &&= !next || !afterNext || next.op === afterNext.op;
    const op = one && next ? between(one, next, isOne) : "keep";
    marks.push(op === "neither" ? "keep" : op);
  }
  return marks.reverse();
}

/** The fate of the gap between two blocks. `isOne` says that all blocks after it have one fate. */
function between(before: Paragraph, after: Paragraph, isOne: boolean): Op {
  // One change that ends this block and starts the next has crossed the gap.
  const { last } = before.text;
  const { first } = after.text;
  if (last.op !== "keep" && last.op === first.op && last.id === first.id) return last.op;
  if (before.op !== "keep") return before.op;
  // A block's end is its own; those that come last in the text have only the gap before them.
  return isOne ? after.op : "keep";
}
