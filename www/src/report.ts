/**
 * The report's types. Written by `cargo xtask types` from src/report/mod.rs; a change belongs there.
 */

/** What a check found. */
export interface Report {
  /** Always `SCHEMA`. */
  schema: string;
  /** The library that it was checked against. */
  library: LibraryName;
  /** What was checked. */
  document: DocumentSummary;
  /** The deal's values and the facts that cells or patterns asked for. */
  used: Used;
  /** The most severe decision of the clauses. */
  decision: Decision;
  /** Why the deal goes to the deal desk, if it does. */
  desk: string | null;
  /** How many clauses got each decision. */
  counts: Counts;
  /** Who must approve what, each role once. */
  approvals: Approval[];
  /** One verdict a clause, in document order. */
  clauses: ClauseVerdict[];
  /** The findings, in document order. */
  findings: Finding[];
  /** Passages that were not judged, and why. */
  unread: Unread[];
  /** What could not be read or resolved. */
  problems: Problem[];
}

/** Which library, exactly. */
export interface LibraryName {
  /** Its name. */
  name: string;
  /** Its version. */
  version: string;
  /** A hash of its files' text, in hexadecimal. */
  hash: string;
}

/** What was checked. */
export interface DocumentSummary {
  /** `docx`, `html`, `markdown` or `text`. */
  format: string;
  /** How it was judged. */
  mode: Mode;
  /** Whose paper it is. */
  paper: Paper;
  /** Whether it is a whole contract. */
  extent: Extent;
  /** Words of the final text. */
  words: number;
  /** Insertions, counted as stretches of text. */
  insertions: number;
  /** Deletions, counted as stretches of text. */
  deletions: number;
  /** Passages that nobody changed and that were therefore not judged. */
  settled: number;
  /** Who changed it, in order of appearance. */
  authors: string[];
  /** The parties' labels and their sides. */
  parties: PartyLabel[];
  /** The tracked changes. */
  changes: ChangeSummary[];
  /** The text itself, where it was asked for. */
  blocks?: BlockText[];
}

/** How a document was judged. */
export type Mode = "redline" | "ours" | "third-party" | "compare";

/** Whose paper a contract is on. */
export type Paper = "ours" | "theirs";

/** How much of a contract a text is. */
export type Extent = "whole" | "excerpt";

/** A party's label as the contract uses it. */
export interface PartyLabel {
  /** The label: `Licensor`. */
  label: string;
  /** `vendor`, `customer` or `unknown`. */
  side: string;
}

/** A tracked change. */
export interface ChangeSummary {
  /** Its identifier. */
  id: string;
  /** Who made it. */
  author: string | null;
  /** When, as the source wrote it. */
  date: string | null;
}

/** A block with its text. */
export interface BlockText {
  /** Its identifier, which spans refer to. */
  id: string;
  /** Where it stands in its source. */
  where: string;
  /** The number shown before it. */
  number: string | null;
  /** Its heading level. */
  heading: number | null;
  /** Its runs. */
  runs: RunText[];
}

/** A run with its text. */
export interface RunText {
  /** `keep`, `insert` or `delete`. */
  op: string;
  /** The text. */
  text: string;
  /** The identifier of the change. */
  change: string | null;
  /** Its UTF-16 offset in the input, where the text stands there as it is. */
  at: number | null;
}

/** A document as it was read, before anything is judged. */
export interface ReadText {
  /** Its blocks. */
  blocks: BlockText[];
  /** The tracked changes. */
  changes: ChangeSummary[];
  /** What could not be read. */
  problems: string[];
}

/** The values from outside the text that a check used. */
export interface Used {
  /** The deal's, by name. */
  deal: Record<string, string>;
  /** The facts, by name. */
  facts: Record<string, string>;
}

/** What is to be done with a clause or a document, from the least severe to the most. */
export type Decision = "accept" | "approve" | "legal_review" | "walk_away";

/** How many clauses got each decision. */
export interface Counts {
  /** Clauses that the seller may accept. */
  accept: number;
  /** Clauses that a function must approve. */
  approve: number;
  /** Clauses that legal must read, passages that no clause claims among them. */
  legal_review: number;
  /** Clauses beyond the walk-away. */
  walk_away: number;
}

/** A role, and what it is asked. */
export interface Approval {
  /** The role. */
  role: string;
  /** Its function. */
  function: string;
  /** How to reach it. */
  contact: string | null;
  /** How soon it replies. */
  reply_within: string | null;
  /** The clauses that need it. */
  clauses: string[];
  /** Whom it escalates to, step by step. */
  escalates_to: string[];
}

/** The verdict on a clause. */
export interface ClauseVerdict {
  /** The clause's id, or null for passages that no clause claims. */
  id: string | null;
  /** Its title. */
  title: string;
  /** `high`, `medium` or `low`. */
  risk: string;
  /** The decision. */
  decision: Decision;
  /** The position of the original text. */
  was: string | null;
  /** The position of the final text. */
  position: string | null;
  /** Who approves, or to whom to escalate. */
  role: string | null;
  /** The findings under it. */
  findings: string[];
}

/** What kind of thing was found. */
export type FindingKind = "changed" | "added" | "removed" | "moved" | "missing" | "untracked" | "unread";

/** One thing found in one clause. */
export interface Finding {
  /** `clause/n`, or `-/n` where no clause claims it. */
  id: string;
  /** The clause. */
  clause: string | null;
  /** What kind of thing it is. */
  kind: FindingKind;
  /** The decision. */
  decision: Decision;
  /** The position of the original text. */
  was: string | null;
  /** The position of the final text. */
  position: string | null;
  /** Who approves, or to whom to escalate. */
  role: string | null;
  /** Where. */
  spans: Span[];
  /** A hash of the clause and the final words. */
  print: string;
  /** The original words. */
  original: string;
  /** The final words. */
  final: string;
  /** What changed, word by word. */
  edits: Edit[];
  /** The values read. */
  readings: Reading[];
  /** Why, in sentences for people. */
  reasons: string[];
  /** The wording to offer instead. */
  suggestion: Suggestion | null;
  /** What may be said to the customer. */
  say: string | null;
}

/** A place in the text. */
export interface Span {
  /** The block's identifier. */
  block: string;
  /** First UTF-16 unit. */
  start: number;
  /** First UTF-16 unit after it. */
  end: number;
}

/** One change of words. */
export interface Edit {
  /** `insert`, `delete`, `replace` or `move`. */
  op: string;
  /** The words that went. */
  old: string;
  /** The words that came. */
  new: string;
  /** Where. */
  span: Span;
  /** The tracked changes that made it. */
  changes: string[];
  /** The rule that explains it, or null. */
  explained_by: Explanation | null;
}

/** The rule that explains an edit. */
export interface Explanation {
  /** `reading`, `language`, `equivalence`, `known` or `struck`. */
  by: string;
  /** The rule, in words. */
  text: string;
}

/** A value read in both texts. */
export interface Reading {
  /** The term's name. */
  term: string;
  /** What the original text says. */
  original: ReadValue | null;
  /** What the final text says. */
  final: ReadValue | null;
  /** The row of the matrix that it stands on. */
  row: string | null;
  /** The cell that it fits. */
  cell: string | null;
  /** What that row decides. */
  decision: Decision | null;
  /** Whether the verdict rests on it. */
  judged: boolean;
}

/** A value and the words that it was read from. */
export interface ReadValue {
  /** The words. */
  text: string;
  /** The value: a number in `unit`, or a word. */
  value: unknown;
  /** The unit of a number. */
  unit: string | null;
  /** Where. */
  span: Span | null;
}

/** Wording to offer instead. */
export interface Suggestion {
  /** The position whose language it is. */
  position: string;
  /** The wording, in the document's own labels. */
  text: string;
  /** What it would replace. */
  replaces: Span[];
}

/** A passage that was not judged. */
export interface Unread {
  /** Where. */
  span: Span;
  /** Why. */
  why: string;
}

/** What could not be read or resolved. */
export interface Problem {
  /** What. */
  message: string;
  /** Where. */
  span: Span | null;
}
