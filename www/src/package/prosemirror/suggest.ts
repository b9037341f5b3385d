/** The suggested wording put in the place of a passage, as tracked changes in the marks of the schema. */

import type { Attrs, Mark, MarkType, Node } from "prosemirror-model";
import type { Command, Transaction } from "prosemirror-state";
import type { Range } from "../places.ts";
import { steps } from "../wording.ts";
import { type ChangeMarks, type Op, opOf } from "./redline.ts";
import { clausecheckKey, type Meta, textAt, untracked } from "./state.ts";

/** How the changes are marked. */
export interface SuggestOptions {
  /** The names of the marks of tracked changes. */
  marks?: ChangeMarks;
  /** The attributes of the marks, from an id that no change has yet; `{ id }` where absent. */
  attrs?: (id: number) => Attrs;
}

/**
 * Puts a finding's suggestion in the place of the passage that it is about: what the passage had originally and the
 * wording has not is struck, what the wording has more is inserted, insertions of the passage are taken back. It does
 * nothing where the finding has no suggestion, or its passage was edited since the check.
 */
export function suggestWording(finding: string, options: SuggestOptions = {}): Command {
  return (state, dispatch) => {
    const found = clausecheckKey.getState(state)?.found.find((one) => one.finding.id === finding);
    const wording = found?.finding.suggestion?.text;
    const insertion = state.schema.marks[options.marks?.insertion ?? "insertion"];
    const deletion = state.schema.marks[options.marks?.deletion ?? "deletion"];
    if (!found?.passages || wording === undefined || !insertion || !deletion) return false;
    if (found.passages.some((passage) => textAt(state.doc, passage) !== passage.text)) return false;
    const attrs = (options.attrs ?? ((id) => ({ id })))(nextId(state.doc));
    const work = { insertion, deletion, attrs, names: options.marks ?? {} };
    const plans = found.passages.map((passage, index) =>
      planned(state.doc, passage, index === 0 ? wording.replace(/\s*\n\s*/g, " ") : "", work),
    );
    const whole = plans.filter((plan) => plan !== null);
    if (whole.length < plans.length) return false;
    const meta: Meta = { used: finding };
    dispatch?.(
      untracked(carriedOut(state.tr, whole, work))
        .setMeta(clausecheckKey, meta)
        .scrollIntoView(),
    );
    return true;
  };
}

interface Work {
  insertion: MarkType;
  deletion: MarkType;
  attrs: Attrs;
  names: ChangeMarks;
}

/** What to do, all in positions of the document as it is. */
interface Plan {
  /** Struck, where they were not. */
  strike: Range[];
  /** No longer struck. */
  restore: Range[];
  /** Insertions taken back. */
  remove: Range[];
  put: { at: number; text: string; marks: readonly Mark[] }[];
}

interface Unit {
  at: number;
  op: Op;
  marks: readonly Mark[];
}

function planned(doc: Node, range: Range, wording: string, work: Work): Plan | null {
  const $from = doc.resolve(range.from);
  if (!$from.parent.isTextblock || range.to > $from.end()) return null;
  // A block that came or went as a whole has no original words of its own, or no final ones.
  const above = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).marks).flat();
  if (opOf(above, work.names) !== "keep") return null;
  const plan: Plan = { strike: [], restore: [], remove: [], put: [] };
  const units: Unit[] = [];
  let old = "";
  doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (!node.isInline) return;
    const from = Math.max(pos, range.from);
    const to = Math.min(pos + node.nodeSize, range.to);
    const op = opOf(node.marks, work.names);
    if (op === "insert" || op === "neither") {
      plan.remove.push({ from, to });
      return false;
    }
    const text = node.isText ? (node.text ?? "").slice(from - pos, to - pos) : "\uFFFC".repeat(to - from);
    for (let index = 0; index < text.length; index += 1)
      units.push({ at: from + index, op, marks: node.marks });
    old += text;
    return false;
  });
  let index = 0;
  for (const { op, text } of steps(old, wording)) {
    if (op === "insert") {
      const before = units[index - 1];
      const next = before ?? units[index];
      const marks = (next?.marks ?? []).filter(
        ({ type }) => type !== work.insertion && type !== work.deletion,
      );
      plan.put.push({ at: before ? before.at + 1 : range.from, text, marks });
      continue;
    }
    for (const unit of units.slice(index, index + text.length)) {
      const one = { from: unit.at, to: unit.at + 1 };
      if (op === "delete" && unit.op === "keep") join(plan.strike, one);
      if (op === "keep" && unit.op === "delete") join(plan.restore, one);
    }
    index += text.length;
  }
  return plan;
}

function join(ranges: Range[], next: Range): void {
  const last = ranges.at(-1);
  if (last?.to === next.from) last.to = next.to;
  else ranges.push(next);
}

function carriedOut(
  tr: Transaction,
  plans: readonly Plan[],
  { insertion, deletion, attrs }: Work,
): Transaction {
  for (const { strike, restore } of plans) {
    for (const { from, to } of restore) tr.removeMark(from, to, deletion);
    for (const { from, to } of strike) tr.addMark(from, to, deletion.create(attrs));
  }
  // From the end, so that no position moves before its turn.
  const removals = plans.flatMap(({ remove }) =>
    remove.map((range) => ({ at: range.from, range, put: null })),
  );
  const puts = plans.flatMap(({ put }) => put.map((one) => ({ at: one.at, range: null, put: one })));
  for (const { range, put } of [...removals, ...puts].sort((a, b) => b.at - a.at)) {
    if (range) tr.delete(range.from, range.to);
    if (put)
      tr.insert(put.at, tr.doc.type.schema.text(put.text, insertion.create(attrs).addToSet(put.marks)));
  }
  return tr;
}

/** A number above those of all changes there are. */
function nextId(doc: Node): number {
  let most = 0;
  doc.descendants((node) => {
    for (const { attrs } of node.marks) if (typeof attrs.id === "number") most = Math.max(most, attrs.id);
  });
  return most + 1;
}
