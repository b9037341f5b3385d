/**
 * The report's shape, for reports that come from a file and not from the engine. The types see to it that no field of
 * `report.ts` is forgotten here.
 */

import type {
  Approval,
  BlockText,
  ChangeSummary,
  ClauseVerdict,
  Decision,
  Edit,
  Finding,
  PartyLabel,
  Reading,
  ReadValue,
  Report,
  RunText,
  Span,
} from "../report.ts";
import {
  byName,
  count,
  flag,
  listOf,
  oneOf,
  orNull,
  record,
  type Shape,
  since,
  text,
  textThat,
  Unfit,
} from "./shape.ts";

/** The longest name, sentence and passage, in characters, and the most items of a list. */
const NAME = 20_000;
const SENTENCE = 20_000;
const PASSAGE = 4_000_000;
const MOST = 200_000;

const name = text(NAME);
const sentence = text(SENTENCE);
const passage = text(PASSAGE);
const names = listOf(name, MOST);
const decision: Shape<Decision> = oneOf("accept", "approve", "legal_review", "walk_away");

const span = record<Span>({ block: name, start: count, end: count });

const scalar: Shape<unknown> = (value, at) => {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "string") return passage(value, at);
  throw new Unfit(at, "a number or a word");
};

const readValue = record<ReadValue>({ text: passage, value: scalar, unit: orNull(name), span: orNull(span) });

const reading = record<Reading>({
  term: name,
  original: orNull(readValue),
  final: orNull(readValue),
  row: orNull(name),
  cell: orNull(sentence),
  decision: since(orNull(decision), null),
  judged: flag,
});

const edit = record<Edit>({
  op: name,
  old: passage,
  new: passage,
  span,
  changes: names,
  explained_by: orNull(record({ by: name, text: passage })),
});

const finding = record<Finding>({
  id: name,
  clause: orNull(name),
  kind: oneOf("changed", "added", "removed", "moved", "missing", "untracked", "unread"),
  decision,
  was: orNull(name),
  position: orNull(name),
  role: orNull(name),
  spans: listOf(span, MOST),
  print: name,
  original: passage,
  final: passage,
  edits: listOf(edit, MOST),
  readings: listOf(reading, MOST),
  reasons: listOf(passage, MOST),
  suggestion: orNull(record({ position: name, text: passage, replaces: listOf(span, MOST) })),
  say: orNull(passage),
});

const clause = record<ClauseVerdict>({
  id: orNull(name),
  title: name,
  risk: name,
  decision,
  was: orNull(name),
  position: orNull(name),
  role: orNull(name),
  findings: names,
});

const approval = record<Approval>({
  role: name,
  function: name,
  contact: orNull(name),
  reply_within: orNull(name),
  clauses: names,
  escalates_to: names,
});

const run = record<RunText>({ op: name, text: passage, change: orNull(name), at: orNull(count) });

const block = record<BlockText>({
  id: name,
  where: name,
  number: orNull(name),
  heading: orNull(count),
  runs: listOf(run, MOST),
});

const change = record<ChangeSummary>({ id: name, author: orNull(name), date: orNull(name) });
const party = record<PartyLabel>({ label: sentence, side: name });

/** A report of the one schema that this page knows. */
export const reportShape: Shape<Report> = record<Report>({
  schema: textThat(NAME, (value) => value === "clausecheck-report/1", "clausecheck-report/1"),
  library: record({ name, version: name, hash: name }),
  document: record(
    {
      format: name,
      mode: oneOf("redline", "ours", "third-party", "compare"),
      paper: oneOf("ours", "theirs"),
      extent: oneOf("whole", "excerpt"),
      words: count,
      insertions: count,
      deletions: count,
      settled: count,
      authors: names,
      parties: listOf(party, MOST),
      changes: listOf(change, MOST),
      blocks: listOf(block, MOST),
    },
    "blocks",
  ),
  used: record({ deal: byName(sentence, 1_000), facts: byName(sentence, 1_000) }),
  decision,
  desk: orNull(passage),
  counts: record({ accept: count, approve: count, legal_review: count, walk_away: count }),
  approvals: listOf(approval, 1_000),
  clauses: listOf(clause, MOST),
  findings: listOf(finding, MOST),
  unread: listOf(record({ span, why: passage }), MOST),
  problems: listOf(record({ message: passage, span: orNull(span) }), MOST),
});
