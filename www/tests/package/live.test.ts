/** Documents that are edited, with the real engine: the report is the one of a new document, and shares what stayed. */

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Checker,
  createChecker,
  type LiveBlock,
  type LiveRun,
  type OpenDocument,
  type Report,
} from "../../src/package/index.ts";
import { examplesOf } from "../kit/examples.ts";

const SAMPLES = new URL("../../src/samples/", import.meta.url);
const BUNDLE = new URL("../../src/engine/library.json", import.meta.url);

let checker: Checker;
/** The paragraphs of the page's samples, each a contract, and of the library's examples. */
let contracts: LiveBlock[][];
let paragraphs: LiveBlock[];
beforeAll(async () => {
  checker = createChecker();
  const texts = readdirSync(SAMPLES).map((name) => readFileSync(new URL(name, SAMPLES), "utf8"));
  contracts = await Promise.all(texts.map(blocksOf));
  const examples = examplesOf(JSON.parse(readFileSync(BUNDLE, "utf8")).files);
  paragraphs = (await Promise.all(examples.map(({ text }) => blocksOf(text)))).flat();
});
afterAll(() => checker.dispose());

async function blocksOf(text: string): Promise<LiveBlock[]> {
  const { blocks } = await checker.read(text, { format: "markdown" });
  return blocks.map(({ id, heading, runs }) => ({
    id,
    ...(heading === null ? {} : { heading }),
    runs: runs.map(({ op, text, change }) => ({
      op: op as NonNullable<LiveRun["op"]>,
      text,
      ...(change === null ? {} : { change }),
    })),
  }));
}

async function fresh(blocks: readonly LiveBlock[]): Promise<Report> {
  const opened = await checker.open(blocks, { blocks: true });
  opened.dispose();
  return opened.report;
}

const edit = fc.record({
  kind: fc.constantFrom("type", "strike", "replace", "empty", "insert", "remove"),
  at: fc.nat(),
  from: fc.nat(),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

let made = 0;

/** Makes an edit of the open document and of the blocks beside it. */
async function make({ kind, at, from }: Edit, opened: OpenDocument, blocks: LiveBlock[]): Promise<void> {
  const index = at % (blocks.length + 1);
  const block = blocks[index];
  const paragraph = paragraphs[from % paragraphs.length] as LiveBlock;
  if (!block || kind === "insert") {
    made += 1;
    const inserted = { ...paragraph, id: `new ${made}` };
    blocks.splice(index, 0, inserted);
    await opened.splice(index, 0, [inserted]);
  } else if (kind === "remove") {
    blocks.splice(index, 1);
    await opened.splice(index, 1);
  } else {
    const runs = changed(kind, block.runs, paragraph.runs, from);
    blocks[index] = { ...block, runs };
    await opened.update(block.id, runs);
  }
}

function changed(
  kind: string,
  runs: readonly LiveRun[],
  others: readonly LiveRun[],
  from: number,
): LiveRun[] {
  if (kind === "empty") return [];
  if (kind === "replace") return [...others];
  const at = from % Math.max(runs.length, 1);
  return runs.flatMap((run, index) => {
    if (index !== at) return [run];
    if (kind === "strike") return [{ ...run, op: "delete" as const, change: "struck" }];
    const cut = from % (run.text.length + 1);
    return [{ ...run, text: `${run.text.slice(0, cut)} not 😀 ninety ${run.text.slice(cut)}` }];
  });
}

test("after any edits the report is that of a new document", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 3 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      async (contract, chosen, edits) => {
        const own = chosen.map((at, index) => ({
          ...(paragraphs[at % paragraphs.length] as LiveBlock),
          id: `own ${index}`,
        }));
        const blocks = [...(contracts[contract] ?? []).slice(0, 40), ...own];
        const opened = await checker.open(blocks, { blocks: true });
        for (const one of edits) {
          await make(one, opened, blocks);
          expect(opened.report).toEqual(await fresh(blocks));
        }
        opened.dispose();
      },
    ),
    { numRuns: 25 },
  );
});

test("what an edit does not touch is the same object in both reports", async () => {
  const blocks = contracts.find((contract) => contract.length > 20) as LiveBlock[];
  const opened = await checker.open(blocks, { blocks: true });
  const before = opened.report;
  const at = blocks.findLastIndex(({ runs }) => runs.length === 1);
  const { id, runs } = blocks[at] as LiveBlock;
  const after = await opened.update(id, `${runs[0]?.text} More words.`);
  expect(after).not.toBe(before);
  expect(after.document.blocks?.[at]?.runs).toEqual([
    { op: "keep", text: `${runs[0]?.text} More words.`, change: null, at: null },
  ]);
  const kept = after.findings.filter((finding) => before.findings.includes(finding));
  expect(kept.length).toBeGreaterThan(0);
  expect(after.document.blocks?.filter((block) => before.document.blocks?.includes(block))).toHaveLength(
    blocks.length - 1,
  );
  opened.dispose();
});

test("an edit that cannot be fails by name, and the document is as it was", async () => {
  const opened = await checker.open([
    { id: "a", runs: [{ text: "Customer shall pay within " }, { op: "insert", text: "90 days." }] },
  ]);
  const before = opened.report;
  await expect(opened.update("b", "x")).rejects.toMatchObject({ name: "input" });
  await expect(opened.splice(2, 0)).rejects.toMatchObject({ name: "input" });
  await expect(opened.splice(1, 0, [{ id: "a", runs: [] }])).rejects.toMatchObject({ name: "input" });
  await expect(
    checker.open([
      { id: "a", runs: [] },
      { id: "a", runs: [] },
    ]),
  ).rejects.toMatchObject({ name: "input" });
  await expect(checker.open([], { deal: { annual_value: "much" } })).rejects.toMatchObject({
    name: "option",
  });
  expect(await opened.splice(1, 0)).toEqual(before);
  expect(opened.report).toEqual(before);
});

test("edits in flight follow each other, and nothing is judged after the end", async () => {
  const opened = await checker.open([{ id: "a", runs: [{ text: "Customer shall pay within 30 days." }] }]);
  const typed = ["9", "90", "90 d", "90 days"].map((days) =>
    opened.update("a", [
      { text: "Customer shall pay within " },
      { op: "delete", text: "30 days" },
      { op: "insert", text: days },
    ]),
  );
  const last = (await Promise.all(typed)).at(-1);
  expect(last).toBe(opened.report);
  expect(last?.findings[0]?.final).toContain("90 days");
  opened.dispose();
  await expect(opened.update("a", "x")).rejects.toMatchObject({ name: "disposed" });
});

test("an aborted edit is not made, and the next one finds the document as it is", async () => {
  const blocks: LiveBlock[] = [
    { id: "a", runs: [{ text: "Customer shall pay within " }, { op: "insert", text: "90 days." }] },
  ];
  const opened = await checker.open(blocks);
  const abort = new AbortController();
  const edit = opened.update("a", "Nothing.", { signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(edit).rejects.toThrow("enough");
  expect(await opened.splice(1, 0)).toEqual((await checker.open(blocks)).report);
});
