/** Reports written by hand, with the types that the engine's have. */

import type {
  BlockText,
  ClauseVerdict,
  Decision,
  Edit,
  Finding,
  Reading,
  Report,
  RunText,
  Span,
} from "../../src/report.ts";

/** Blocks from Markdown paragraphs with CriticMarkup: enough of it for tests. */
export function blocksOf(text: string): BlockText[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph, index) => {
      const heading = /^(#+)\s+/.exec(paragraph);
      const body = heading ? paragraph.slice(heading[0].length) : paragraph;
      return {
        id: `b${index}`,
        where: `paragraph ${index + 1}`,
        number: null,
        heading: heading?.[1] ? heading[1].length : null,
        runs: runsOf(body),
      };
    });
}

function runsOf(text: string): RunText[] {
  const runs: RunText[] = [];
  const push = (op: string, part: string | undefined) => {
    if (part) runs.push({ op, text: part, change: op === "keep" ? null : "1", at: null });
  };
  let last = 0;
  for (const found of text.matchAll(/\{\+\+(.*?)\+\+\}|\{--(.*?)--\}|\{~~(.*?)~>(.*?)~~\}/gs)) {
    push("keep", text.slice(last, found.index));
    push("insert", found[1]);
    push("delete", found[2] ?? found[3]);
    push("insert", found[4]);
    last = found.index + found[0].length;
  }
  push("keep", text.slice(last));
  return runs;
}

/** One clause of a report, in short. */
export interface Brief {
  id: string | null;
  title: string;
  decision: Decision;
  was?: string | null;
  position?: string | null;
  role?: string | null;
  /** Words that the block holds which the finding lies in. */
  at?: string;
  kind?: Finding["kind"];
  reasons?: string[];
  suggestion?: { position: string; text: string } | null;
  say?: string | null;
  readings?: Reading[];
  explained?: boolean;
}

/** A report on a text, with a finding for each clause that was changed in it. */
export function report(text: string, briefs: readonly Brief[], more: Partial<Report> = {}): Report {
  const blocks = blocksOf(text);
  const clauses: ClauseVerdict[] = [];
  const findings: Finding[] = [];
  for (const brief of briefs) {
    const { id, title, decision, was = null, position = null, role = null } = brief;
    const finding = `${id ?? "-"}/${findings.filter((one) => one.clause === id).length + 1}`;
    clauses.push({ id, title, risk: "medium", decision, was, position, role, findings: [finding] });
    const block =
      brief.at === undefined ? undefined : blocks.find((one) => redline(one).includes(brief.at ?? ""));
    const edits = block ? editsOf(block, brief.explained ?? decision !== "legal_review") : [];
    findings.push({
      id: finding,
      clause: id,
      kind: brief.kind ?? "changed",
      decision,
      was,
      position,
      role,
      spans: edits.map((edit) => edit.span),
      print: "0",
      original: "",
      final: "",
      edits,
      readings: brief.readings ?? [],
      reasons: brief.reasons ?? [],
      suggestion: brief.suggestion ? { ...brief.suggestion, replaces: [] } : null,
      say: brief.say ?? null,
    });
  }
  const count = (decision: Decision) => clauses.filter((clause) => clause.decision === decision).length;
  const counts = {
    accept: count("accept"),
    approve: count("approve"),
    legal_review: count("legal_review"),
    walk_away: count("walk_away"),
  };
  const order: Decision[] = ["walk_away", "legal_review", "approve", "accept"];
  return {
    schema: "clausecheck-report/1",
    library: { name: "Reference", version: "1.0", hash: "0" },
    document: {
      format: "markdown",
      mode: "redline",
      paper: "ours",
      extent: "excerpt",
      words: blocks.map(redline).join(" ").split(/\s+/).length,
      insertions: blocks.flatMap((block) => block.runs).filter((run) => run.op === "insert").length,
      deletions: blocks.flatMap((block) => block.runs).filter((run) => run.op === "delete").length,
      settled: 4,
      authors: ["Dana Reyes"],
      parties: [],
      changes: [{ id: "1", author: "Dana Reyes", date: "2026-03-02T10:00:00Z" }],
      blocks,
    },
    used: { deal: {}, facts: {} },
    decision: order.find((decision) => counts[decision] > 0) ?? "accept",
    desk: null,
    counts,
    approvals: [],
    clauses,
    findings,
    unread: [],
    problems: [],
    ...more,
  };
}

/** A span over some words of a block. */
export function spanOf(blocks: readonly BlockText[], words: string): Span {
  const block = blocks.find((one) => redline(one).includes(words));
  if (!block) throw new Error(`no block holds ${words}`);
  const start = redline(block).indexOf(words);
  return { block: block.id, start, end: start + words.length };
}

function redline(block: BlockText): string {
  return block.runs.map((run) => run.text).join("");
}

function editsOf(block: BlockText, explained: boolean): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const run of block.runs) {
    const end = at + run.text.length;
    const before = edits.at(-1);
    if (run.op === "insert" && before?.op === "delete" && before.span.end === at) {
      before.op = "replace";
      before.new = run.text;
      before.span.end = end;
    } else if (run.op !== "keep") {
      edits.push({
        op: run.op,
        old: run.op === "delete" ? run.text : "",
        new: run.op === "insert" ? run.text : "",
        span: { block: block.id, start: at, end },
        changes: ["1"],
        explained_by: explained ? { by: "reading", text: "days to pay, 60 days" } : null,
      });
    }
    at = end;
  }
  return edits;
}
