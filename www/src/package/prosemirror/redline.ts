/**
 * A ProseMirror document as a redline in CriticMarkup, and the way back from each of its units to the document.
 *
 * Every text block is a paragraph, or a heading; what Markdown could read as markup is escaped, so what the engine
 * reads is the document's text. Lists and tables come as their paragraphs.
 */

import type { Mark, Node } from "prosemirror-model";
import type { Range } from "../places.ts";

/** The marks of tracked changes in a schema. */
export interface ChangeMarks {
  /** `insertion` where absent. */
  insertion?: string;
  /** `deletion` where absent. */
  deletion?: string;
}

/** The fate of a text. */
export type Op = "keep" | "insert" | "delete" | "neither";

/** What is checked, and where it comes from. */
export interface Redline {
  text: string;
  /** The document's range for one of the text; null where the text is all markup. */
  range(of: Range): Range | null;
}

/** What stands for an end of a block that a change crosses, in `prosemirror-suggest-changes`. */
const ANCHOR = "\u200B";

const ALWAYS = /[\\`*_{}[\]<>~#&|]/;
/** What means something only before the first letter of a line, or next to one of the signs above. */
const EARLY = /[-+=.):]/;

/** The fate that marks give; `neither` for what came and went again. */
export function opOf(marks: readonly Mark[], names: ChangeMarks): Op {
  const has = (name: string) => marks.some((mark) => mark.type.name === name);
  const inserted = has(names.insertion ?? "insertion");
  const deleted = has(names.deletion ?? "deletion");
  if (inserted && deleted) return "neither";
  return inserted ? "insert" : deleted ? "delete" : "keep";
}

/** Writes a document as a redline. */
export function redlineOf(doc: Node, names: ChangeMarks = {}): Redline {
  const writer = new Writer();
  const blocks = blocksOf(doc, names);
  blocks.forEach((block, index) => {
    if (index > 0) writer.put(between(blocks, index), "\n\n");
    if (block.level > 0) writer.put("keep", `${"#".repeat(block.level)} `);
    writer.line();
    for (const text of block.texts) writer.copy(text, block.level > 0);
  });
  return writer.end();
}

interface Block {
  op: Op;
  level: number;
  texts: Text[];
  first: Edge;
  last: Edge;
}

/** The text of a node in a line. */
interface Text {
  text: string;
  at: number;
  /** The node's size, where the text stands for it as a whole; null for text itself. */
  size: number | null;
  op: Op;
  /** Which change it is. */
  id: unknown;
}

/** The change that stands at an end of a block. */
interface Edge {
  op: Op;
  id: unknown;
}

function blocksOf(doc: Node, names: ChangeMarks): Block[] {
  const blocks: Block[] = [];
  const visit = (node: Node, at: number, above: readonly Mark[]) => {
    const marks = [...above, ...node.marks];
    if (!node.isTextblock) {
      node.forEach((child, offset) => {
        visit(child, at + offset + 1, marks);
      });
      return;
    }
    const texts: Text[] = [];
    node.forEach((child, offset) => {
      const all = [...marks, ...child.marks];
      const text = child.isText ? (child.text ?? "") : leaf(child);
      const changed = all.find((mark) => opOf([mark], names) !== "keep");
      texts.push({
        text,
        at: at + offset + 1,
        op: opOf(all, names),
        id: changed?.attrs.id,
        size: child.isText ? null : child.nodeSize,
      });
    });
    const edge = (text: Text | undefined): Edge => ({
      op: text?.op ?? "keep",
      id: text?.id,
    });
    const whole = opOf(marks, names);
    const shown = texts.filter(({ text, op }) => text !== "" && op !== "neither");
    // A block without text is no paragraph; one that a change left empty may still part its neighbours.
    if (shown.length === 0) return;
    const level = node.type.name === "heading" ? Math.min(Math.max(Number(node.attrs.level) || 1, 1), 6) : 0;
    blocks.push({ op: whole, level, texts: shown, first: edge(texts[0]), last: edge(texts.at(-1)) });
  };
  doc.forEach((child, offset) => {
    visit(child, offset, doc.marks);
  });
  return blocks;
}

/** The text of a node in a line that is no text: a break, or what its type says that it reads as. */
function leaf(node: Node): string {
  if (!node.isLeaf) return node.textContent;
  const read = node.type.spec.leafText?.(node);
  if (read !== undefined) return read;
  return /break/i.test(node.type.name) ? "\n" : "";
}

/** The fate of the gap before a block. */
function between(blocks: readonly Block[], index: number): Op {
  const before = blocks[index - 1];
  const after = blocks[index];
  if (!before || !after) return "keep";
  // One change that ends this block and starts the next has crossed the gap.
  const { last } = before;
  if (last.op !== "keep" && last.op === after.first.op && last.id === after.first.id) return last.op;
  if (before.op !== "keep") return before.op;
  // A block's end is its own; those that come last in the text have only the gap before them.
  const rest = blocks.slice(index);
  return rest.every((block) => block.op === after.op) ? after.op : "keep";
}

/** The text so far. */
class Writer {
  #text = "";
  /** For each unit of the text, where what it says starts in the document and how long it is there; -1 for markup. */
  #at: number[] = [];
  #size: number[] = [];
  #op: Op = "keep";
  /** Whether the line so far could be the start of a list, a heading or a rule. */
  #early = true;
  #before = "";

  line(): void {
    this.#early = true;
    this.#before = "";
  }

  put(op: Op, markup: string): void {
    this.#enter(op);
    this.#push(markup, -1, 0);
  }

  copy({ op, text, at, size }: Text, isHeading: boolean): void {
    if (op === "neither") return;
    this.#enter(op);
    for (let index = 0; index < text.length; index += 1) {
      const sign = text.charAt(index);
      if (op !== "keep" && sign === ANCHOR) continue;
      if (size === null) this.#sign(sign, at + index, 1, isHeading);
      else this.#sign(sign, at, size, isHeading);
    }
  }

  end(): Redline {
    this.#enter("keep");
    const [text, at, size] = [this.#text, this.#at, this.#size];
    const range = ({ from, to }: Range): Range | null => {
      let first = from;
      let last = Math.max(to, from + 1) - 1;
      while (first < last && (at[first] ?? -1) < 0) first += 1;
      while (last > first && (at[last] ?? -1) < 0) last -= 1;
      const start = at[first] ?? -1;
      const end = at[last] ?? -1;
      if (start < 0 || end < 0) return null;
      return { from: start, to: to > from ? end + (size[last] ?? 0) : start };
    };
    return { text, range };
  }

  #sign(sign: string, at: number, size: number, isHeading: boolean): void {
    if (sign === "\n") {
      // A break in a heading would end it; elsewhere it is a line end of the paragraph.
      if (isHeading || this.#early) this.#push(" ", at, size);
      else {
        this.#push("\n", at, size);
        this.line();
      }
      return;
    }
    const plain = sign === "\0" ? "\uFFFD" : /[\r\f\v\u0085\u2028\u2029]/.test(sign) ? " " : sign;
    const isEscaped = ALWAYS.test(plain) || (EARLY.test(plain) && (this.#early || ALWAYS.test(this.#before)));
    this.#push(isEscaped ? `\\${plain}` : plain, at, size);
    this.#before = plain;
    if (/[^\s\d\p{P}\p{S}]/u.test(plain)) this.#early = false;
  }

  #enter(op: Op): void {
    const next = op === "neither" ? this.#op : op;
    if (next === this.#op) return;
    const close = { insert: "++}", delete: "--}", keep: "", neither: "" }[this.#op];
    const open = { insert: "{++", delete: "{--", keep: "", neither: "" }[next];
    this.#push(close + open, -1, 0);
    this.#op = next;
  }

  #push(text: string, at: number, size: number): void {
    this.#text += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      this.#at.push(at);
      this.#size.push(size);
    }
  }
}
