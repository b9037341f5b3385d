/**
 * The types of what a library says, and of what is said of it. Written by `cargo xtask types` from src/library/view.rs, src/library/note.rs, src/library/values.rs, src/proof/mod.rs; a change belongs there.
 */

/** A clause library. */
export interface LibraryView {
  /** Its name. */
  name: string;
  /** Its version. */
  version: string;
  /** A hash of its files' text, in hexadecimal. */
  hash: string;
  /** Its clauses, ordered by path. */
  clauses: ClauseView[];
  /** The shared words, in the order of the page. */
  glossary: GlossaryView[];
  /** Who may approve. */
  roles: RoleView[];
  /** The labels that contracts give the parties. */
  parties: PartyView[];
  /** The places that are known by name. */
  places: PlaceView[];
  /** Operations facts, by name. */
  facts: Record<string, string>;
}

/** A clause: one file of the library. */
export interface ClauseView {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** Its file's path within the library. */
  path: string;
  /** The folder that it lies in; empty for the library's own. */
  folder: string;
  /** The function that owns it. */
  owner: string;
  /** `high`, `medium` or `low`. */
  risk: string;
  /** `strict`: every changed word must be explained; `operative`: known words beside a value may change too. */
  coverage: string;
  /** Why the position is held; paragraphs are separated by a newline. */
  why: string;
  /** How it is recognised. */
  found: FoundView;
  /** What is read from it. */
  terms: TermView[];
  /** The columns of its matrix, those of the position and the role aside. */
  columns: ColumnView[];
  /** Its positions, from the best down. */
  rows: RowView[];
  /** Whether a column or a row of the matrix could not be read and is not here. */
  is_partial: boolean;
  /** Approved wording. */
  language: LanguageView[];
  /** What the seller may tell the customer. */
  say: string | null;
  /** Its tests, in order. */
  examples: ExampleView[];
}

/** How a clause is recognised. */
export interface FoundView {
  /** Headings that claim the passages below them. */
  headings: string[];
  /** Patterns that claim a sentence. */
  patterns: string[];
  /** Patterns that take a sentence out. */
  not: string[];
}

/** Something that is read from a clause. */
export interface TermView {
  /** Its name, a column of the matrix. */
  name: string;
  /** What kind of value it is: `duration`, `choice`, `place` and so on. */
  kind: string;
  /** The unit that it is shown in. */
  unit: string | null;
  /** The values of a choice, in order. */
  choices: string[];
  /** The patterns that read it. */
  patterns: string[];
  /** The line of its heading. */
  line: number;
}

/** A column of a matrix. */
export interface ColumnView {
  /** `clause` for whether the clause is there, `term` for what is read, `deal` for a value of the deal. */
  asks: string;
  /** The term's or the deal value's name; `clause` for the clause itself. */
  name: string;
}

/** A position. */
export interface RowView {
  /** Its name. */
  name: string;
  /** `standard`, `fallback`, `legal_review` or `walk_away`. */
  position: string;
  /** Its cells as written, one a column; `-` asks nothing. */
  cells: string[];
  /** Who decides. */
  role: string;
  /** The line that it stands in. */
  line: number;
}

/** Approved wording for a position. */
export interface LanguageView {
  /** The row's name. */
  position: string;
  /** The wording; `{Vendor}` and `{Customer}` stand for the parties' labels. */
  text: string;
  /** The line that it starts in. */
  line: number;
}

/** A quoted redline under the verdict that it must get. */
export interface ExampleView {
  /** The verdict: a row's name, `Legal review`, `Walk-away` or `not here`. */
  expect: string;
  /** What is known of the deal, by name. */
  deal: Record<string, string>;
  /** The redline in CriticMarkup. */
  text: string;
  /** The line that it starts in. */
  line: number;
}

/** A shared word and its meaning. */
export interface GlossaryView {
  /** The word. */
  term: string;
  /** What it means here. */
  meaning: string;
}

/** A role that may approve. */
export interface RoleView {
  /** Its name in matrices. */
  name: string;
  /** Its function. */
  function: string;
  /** The next role up. */
  escalates_to: string | null;
  /** How to reach it. */
  contact: string | null;
  /** How soon it replies. */
  reply_within: string | null;
}

/** A label that contracts give a party. */
export interface PartyView {
  /** The label. */
  label: string;
  /** `vendor`, `customer` or `either`. */
  side: string;
  /** The side that a label of either side takes where no other label settles it. */
  default: string | null;
}

/** A place with its names. */
export interface PlaceView {
  /** Its name. */
  name: string;
  /** Other names and adjectives. */
  others: string[];
  /** The places that it lies within, by name. */
  within: string[];
}

/** Something wrong in a library file, for an editor to show. */
export interface Note {
  /** The file's path within the library. */
  file: string;
  /** The line, from 1. */
  line: number;
  /** The column, from 1, in UTF-16 code units of the line. */
  column: number;
  /** How bad it is. */
  severity: Severity;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string | null;
}

/** How bad a fault is. */
export type Severity = "error" | "warning";

/** Something that a text names. */
export interface FoundValue {
  /** Where it starts, in UTF-16 code units of the text. */
  start: number;
  /** Where it ends. */
  end: number;
  /** What it is: `duration`, `money`, `place` and so on, or `party`. */
  kind: string;
  /** Its value: `30 days`; of a place its name, of a party its side. None where word and figure disagree. */
  value: string | null;
}

/** What became of one example. */
export interface ExampleResult {
  /** The clause's id. */
  clause: string;
  /** Which of the clause's examples it is, from 0. */
  index: number;
  /** The file's path within the library. */
  file: string;
  /** The line that it starts in, from 1. */
  line: number;
  /** Whether it got the verdict that it must get. */
  passed: boolean;
  /** The verdict that it must get: a row's name, `Legal review`, `Walk-away` or `not here`. */
  wanted: string;
  /** The verdict that it got: a row's name with its decision, a decision, or `not found`. */
  got: string;
  /** Why, in the report's words. */
  reasons: string[];
}
