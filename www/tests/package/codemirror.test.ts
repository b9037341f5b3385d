/** Diagnostics and their actions with the real engine and a real editor state; the editor itself is in adapters.test.ts. */

import type { Diagnostic } from "@codemirror/lint";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diagnosticsOf } from "../../src/package/codemirror.ts";
import { type Checker, createChecker } from "../../src/package/index.ts";

let checker: Checker;
beforeAll(() => {
  checker = createChecker();
});
afterAll(() => checker.dispose());

/** An editor without a page: its state, and what is dispatched to it. */
function editor(text: string): EditorView {
  const view = {
    state: EditorState.create({ doc: text }),
    dispatch(spec: TransactionSpec) {
      view.state = view.state.update(spec).state;
    },
  };
  return view as unknown as EditorView;
}

async function diagnose(text: string): Promise<Diagnostic[]> {
  return diagnosticsOf(await checker.check(text, { format: "markdown", blocks: true }), text);
}

/** Applies the suggestion of the first diagnostic that has one. */
function apply(text: string, diagnostics: Diagnostic[], typed = ""): string {
  const view = editor(typed + text);
  const one = diagnostics.find(({ actions }) => actions?.length);
  one?.actions?.[0]?.apply(view, one.from + typed.length, one.to + typed.length);
  return view.state.doc.toString();
}

/** What a text says on one side, as the engine reads it. */
async function said(text: string, gone: string): Promise<string> {
  const { blocks } = await checker.read(text, { format: "markdown" });
  const sides = blocks.map(({ runs }) => runs.filter(({ op }) => op !== gone).map((run) => run.text));
  return sides.map((texts) => texts.join("")).join("\n");
}

const REDLINE =
  "Customer shall pay *each* invoice within {~~thirty (30)~>ninety (90)~~} days after the invoice date.";

test("a finding stands at what was changed, in the source's own offsets", async () => {
  const text = `# 4\\. Fees & “terms” 𝒳\n\n${REDLINE}`;
  const [one, ...rest] = await diagnose(text);
  expect(rest).toEqual([]);
  expect(one && text.slice(one.from, one.to)).toBe("thirty (30)~>ninety (90)");
  expect(one).toMatchObject({ severity: "warning", markClass: "clausecheck clausecheck-approve" });
  expect(one?.message).toMatch(/^Payment Terms: Needs the CFO\. .*90 days/);
});

test("the action restores the approved wording, struck word by struck word", async () => {
  const applied = apply(REDLINE, await diagnose(REDLINE));
  expect(applied).toBe("Customer shall pay *each* invoice within thirty (30) days after the invoice date.");
  expect((await checker.check(applied)).decision).toBe("accept");
});

test("an action whose passage moved goes with it, and one whose passage was edited does nothing", async () => {
  const diagnostics = await diagnose(REDLINE);
  expect(apply(REDLINE, diagnostics, "Before.\n\n")).toMatch(
    /^Before\.\n\nCustomer .* within thirty \(30\) days/,
  );
  const view = editor(REDLINE.replace("Customer", "Buyer"));
  const [one] = diagnostics;
  one?.actions?.[0]?.apply(view, one.from - 3, one.to - 3);
  expect(view.state.doc.toString()).toBe(REDLINE.replace("Customer", "Buyer"));
});

test("marks in marks and comments in the passage get no action", async () => {
  for (const text of [
    REDLINE.replace("(90)", "(90){>>too long<<}"),
    REDLINE.replace("ninety (90)", "{==ninety (90)==}"),
  ]) {
    const diagnostics = await diagnose(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.flatMap(({ actions }) => actions ?? [])).toEqual([]);
  }
});

test("in every redline of the library's examples, the action keeps the original text and makes the final one the wording's", async () => {
  const { clauses } = await checker.library();
  // One in five: the whole library takes a minute.
  const examples = clauses.flatMap((clause) => clause.examples).filter((_, index) => index % 5 === 0);
  let applied = 0;
  for (const { text } of examples) {
    const report = await checker.check(text, { format: "markdown", blocks: true });
    for (const finding of report.findings) {
      const [one] = diagnosticsOf({ ...report, findings: [finding] }, text);
      if (!one?.actions?.length) continue;
      const after = apply(text, [one]);
      expect(await said(after, "insert"), text).toBe(await said(text, "insert"));
      expect(await said(after, "delete"), text).toContain(finding.suggestion?.text);
      applied += 1;
    }
  }
  expect(applied).toBeGreaterThan(50);
});

test("a paragraph beside the one that came keeps its words", async () => {
  const beside = "On termination Vendor shall make Customer Data available for thirty (30) days.";
  const text = `# Term\n\n{++Customer may terminate this Agreement for convenience at any time on ninety (90) days’ notice.\n\n++}${beside}`;
  const applied = apply(text, await diagnose(text));
  expect(applied).not.toBe(text);
  expect(await said(applied, "delete")).toContain(beside);
});
