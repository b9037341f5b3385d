/** ProseMirror documents as redlines, read back by the real engine. */

import { addSuggestionMarks } from "@handlewithcare/prosemirror-suggest-changes";
import fc from "fast-check";
import { type Node, Schema } from "prosemirror-model";
import { marks, nodes } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checker, createChecker } from "../../src/package/index.ts";
import { clausecheckKey, clausecheckPlugin, suggestWording } from "../../src/package/prosemirror/index.ts";
import { foundIn } from "../../src/package/prosemirror/plugin.ts";
import { editOf, opOf, type Redline, redlineOf } from "../../src/package/prosemirror/redline.ts";
import { textOf } from "../../src/pieces.ts";

const changes = "insertion modification deletion";
const schema = new Schema({
  nodes: { ...nodes, doc: { ...nodes.doc, marks: changes } },
  marks: addSuggestionMarks(marks),
});

let checker: Checker;
beforeAll(() => {
  checker = createChecker();
});
afterAll(() => checker.dispose());

const sign = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(..."aZ9 é") },
  { weight: 3, arbitrary: fc.constantFrom(..."\\`*_{}[]<>~#&|-+=.):!'\"(/;,$^@?%") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "𝒳",
      "“",
      "\t",
      "\u00a0",
      "ins>",
      "</del>",
      "{++",
      "--}",
      "~>",
      "1.",
      "&amp;",
      "]:",
    ),
  },
);
const inline = fc.record({
  text: fc.array(sign, { minLength: 1, maxLength: 8 }).map((signs) => signs.join("")),
  op: fc.constantFrom("", "", "insertion", "deletion"),
  strong: fc.boolean(),
  isBreak: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
});
const block = fc.record({
  content: fc.array(inline, { maxLength: 5 }),
  op: fc.constantFrom("", "", "", "insertion", "deletion"),
  heading: fc.integer({ min: 0, max: 4 }),
});

type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

function made(blocks: Block[]): Node {
  let id = 0;
  const mark = (op: string) => (op === "" ? [] : [schema.mark(op, { id: ++id })]);
  return schema.node(
    "doc",
    null,
    blocks.map(({ content, op, heading }) =>
      schema.node(
        heading > 2 ? "heading" : "paragraph",
        heading > 2 ? { level: heading - 2 } : null,
        content.map((one) =>
          one.isBreak
            ? schema.node("hard_break", null, [], mark(one.op))
            : schema.text(one.text, [...mark(one.op), ...(one.strong ? [schema.mark("strong")] : [])]),
        ),
        mark(op),
      ),
    ),
  );
}

/** The fate of what stands at a position. */
function fate(doc: Node, at: number): string {
  const $at = doc.resolve(at);
  const above = Array.from({ length: $at.depth + 1 }, (_, depth) => $at.node(depth).marks).flat();
  return opOf([...above, ...($at.nodeAfter?.marks ?? [])], {});
}

test("the engine reads every character of a document, with its fate, and each leads back to its place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (blocks) => {
      const doc = made(blocks);
      const redline = redlineOf(doc);
      const opened = await checker.open(redline.blocks, { blocks: true });
      opened.dispose();
      const seen: number[] = [];
      for (const { id, runs } of opened.report.document.blocks ?? []) {
        const text = textOf(runs);
        let start = 0;
        for (const run of runs) {
          for (let at = start; at < start + run.text.length; at += 1) {
            if (/\s/.test(text.charAt(at)) || /[\ud800-\udfff]/.test(text.charAt(at))) continue;
            const place = redline.range({ block: id, start: at, end: at + 1 });
            expect(place, `${doc}`).not.toBeNull();
            if (!place) continue;
            expect(doc.textBetween(place.from, place.to), `${doc}`).toBe(text.charAt(at));
            expect(fate(doc, place.from), `${doc}`).toBe(run.op);
            seen.push(place.from);
          }
          start += run.text.length;
        }
      }
      const wanted: number[] = [];
      doc.descendants((node, pos) => {
        if (!node.isText) return;
        [...(node.text ?? "")].reduce((at, one) => {
          if (one.length === 1 && !/\s/.test(one) && fate(doc, at) !== "neither") wanted.push(at);
          return at + one.length;
        }, pos);
      });
      expect(seen, `${doc}`).toEqual(wanted);
    }),
    { numRuns: 600 },
  );
});

const text = (words: string, op = "", id = 1) => schema.text(words, op ? [schema.mark(op, { id })] : []);
const paragraph = (...content: Node[]) => schema.node("paragraph", null, content);

/** What a redline says, in CriticMarkup. */
function marked({ blocks }: Redline): string {
  const critic = (op: string | undefined, said: string) =>
    op === "insert" ? `{++${said}++}` : op === "delete" ? `{--${said}--}` : said;
  return blocks
    .map(({ runs, mark }, index) => {
      const end = index + 1 < blocks.length ? critic(mark, "|") : "";
      return runs.map(({ op, text }) => (text === "" ? "" : critic(op, text))).join("") + end;
    })
    .join("");
}

test("a paragraph that a change split or joined is one in the text that knew it so", async () => {
  for (const [op, gap] of [
    ["insertion", "{++|++}"],
    ["deletion", "{--|--}"],
  ] as const) {
    const anchored = schema.node("doc", null, [
      paragraph(text("One."), text("\u200B", op)),
      paragraph(text("\u200B", op), text("Two.")),
    ]);
    expect(marked(redlineOf(anchored))).toBe(`One.${gap}Two.`);
  }
  const added = schema.node("doc", null, [
    paragraph(text("One.")),
    schema.node("paragraph", null, [text("Two.")], [schema.mark("insertion", { id: 1 })]),
  ]);
  expect(marked(redlineOf(added))).toBe("One.{++|++}{++Two.++}");
});

test("marks of other names are read where they are named", () => {
  const other = new Schema({ nodes, marks: { ins: {}, del: {} } });
  const doc = other.node("doc", null, [
    other.node("paragraph", null, [
      other.text("new", [other.mark("ins")]),
      other.text("old", [other.mark("del")]),
    ]),
  ]);
  expect(marked(redlineOf(doc))).toBe("newold");
  expect(marked(redlineOf(doc, { insertion: "ins", deletion: "del" }))).toBe("{++new++}{--old--}");
});

test("after an edit a redline shares the blocks that were not touched, and says what a new one says", () => {
  const plain = ({ blocks }: Redline) => blocks.map(({ id: _, ...block }) => block);
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 6 }),
      fc.array(block, { maxLength: 2 }),
      fc.nat(),
      fc.nat(),
      (blocks, others, at, to) => {
        const doc = made(blocks);
        const before = redlineOf(doc);
        const [from, end] = [at % (doc.childCount + 1), to % (doc.childCount + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const children = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
        const put = others.map((one) => made([one]).child(0));
        children.splice(from, end - from, ...put);
        if (children.length === 0) return;
        const now = schema.node("doc", null, children);
        const after = redlineOf(now, {}, before);
        expect(plain(after)).toEqual(plain(redlineOf(now)));
        expect(new Set(after.blocks.map(({ id }) => id)).size).toBe(after.blocks.length);
        const edit = editOf(before, after);
        const spliced = [...before.blocks];
        spliced.splice(edit.at, edit.remove, ...edit.blocks);
        expect(spliced).toEqual(after.blocks);
        // But for the fate of ends before it, an edit tells nothing of what was not touched.
        const count = (nodes: Node[]) =>
          nodes.length > 0 ? redlineOf(schema.node("doc", null, nodes)).blocks.length : 0;
        expect(edit.blocks.length).toBeLessThanOrEqual(after.blocks.length);
        if (blocks.every(({ op }) => op === "") && others.every(({ op }) => op === "")) {
          expect(edit.at).toBeGreaterThanOrEqual(count(children.slice(0, from)) - 1);
        }
      },
    ),
  );
});

/** What a document says on one side. */
function side(doc: Node, gone: string): string {
  let said = "";
  doc.descendants((node) => {
    if (node.isText && opOf(node.marks, {}) !== gone) said += node.text;
    if (node.isTextblock) said += "\n";
  });
  return said;
}

test("in the library's examples, the command keeps the original text and makes the final one the wording's", async () => {
  const { clauses } = await checker.library();
  // One in five: the whole library takes a minute.
  const examples = clauses.flatMap((clause) => clause.examples).filter((_, index) => index % 5 === 2);
  const names: Record<string, string> = { insert: "insertion", delete: "deletion" };
  let applied = 0;
  for (const example of examples) {
    const { blocks } = await checker.read(example.text, { format: "markdown" });
    const doc = schema.node(
      "doc",
      null,
      blocks.map(({ runs }) =>
        paragraph(...runs.map((run, index) => text(run.text, names[run.op] ?? "", index))),
      ),
    );
    const redline = redlineOf(doc);
    const { report } = await checker.open(redline.blocks);
    const found = foundIn(doc, report, (span) => redline.range(span));
    const start = EditorState.create({ doc, plugins: [clausecheckPlugin(checker)] });
    const state = start.apply(start.tr.setMeta(clausecheckKey, { report: { report, found } }));
    for (const { finding } of found) {
      let after = state;
      const command = suggestWording(finding.id);
      const did = command(state, (tr) => {
        after = state.apply(tr);
      });
      expect(command(state)).toBe(did);
      if (!did) continue;
      expect(side(after.doc, "insert"), example.text).toBe(side(doc, "insert"));
      expect(side(after.doc, "delete"), example.text).toContain(finding.suggestion?.text);
      // It is not done twice.
      expect(suggestWording(finding.id)(after)).toBe(false);
      applied += 1;
    }
  }
  expect(applied).toBeGreaterThan(50);
});

test("what was found goes with the text, and a passage that was edited keeps its words", async () => {
  const doc = schema.node("doc", null, [
    paragraph(
      text("Customer shall pay each invoice within "),
      text("thirty (30)", "deletion"),
      text("ninety (90)", "insertion"),
      text(" days after the invoice date."),
    ),
  ]);
  const redline = redlineOf(doc);
  const { report } = await checker.open(redline.blocks);
  const found = foundIn(doc, report, (span) => redline.range(span));
  const start = EditorState.create({ doc, plugins: [clausecheckPlugin(checker)] });
  const state = start.apply(start.tr.setMeta(clausecheckKey, { report: { report, found } }));
  const shown = (of: EditorState) =>
    clausecheckKey
      .getState(of)
      ?.decorations.find()
      .map(({ from, to }) => of.doc.textBetween(from, to));
  expect(shown(state)).toEqual(["thirty (30)ninety (90)"]);

  const before = state.apply(state.tr.insert(0, paragraph(text("A new one."))));
  expect(shown(before)).toEqual(["thirty (30)ninety (90)"]);
  let after = before;
  expect(
    suggestWording("payment-terms/1", { attrs: (id) => ({ id: `mine-${id}` }) })(before, (tr) => {
      after = before.apply(tr);
    }),
  ).toBe(true);
  expect(side(after.doc, "none")).toContain("within thirty (30) days");
  expect(after.doc.toString()).not.toMatch(/insertion|deletion/);

  const edited = state.apply(state.tr.insertText("Buyer", 1, 9));
  expect(clausecheckKey.getState(edited)?.isStale).toBe(true);
  expect(suggestWording("payment-terms/1")(edited)).toBe(false);
  expect(suggestWording("no-such/1")(state)).toBe(false);
});
