/**
 * The types of a document that is being edited. Written by `cargo xtask types` from src/live/block.rs; a change belongs there.
 */

/** A paragraph of a document that is being edited. */
export interface LiveBlock {
  /** Names it in the report, and in edits; each block has its own. */
  id: string;
  /** Its text, in order. */
  runs: LiveRun[];
  /** The level of a heading, 1 the highest. */
  heading?: number;
  /** The number or bullet that is shown before it and is no part of its text. */
  number?: string;
  /** The cell of a table that it lies in. */
  cell?: LiveCell;
  /** What happened to its end: struck, it joins the next block; inserted, it parts what was one. Kept where absent. */
  mark?: Fate;
}

/** A stretch of text with one fate. */
export interface LiveRun {
  /** Kept where absent. */
  op?: Fate;
  /** The text; a tab is `\t`, a line break `\n`. */
  text: string;
  /** The id of the tracked change that inserted or struck it. */
  change?: string;
}

/** A cell of a table: tables are counted through the document, rows and columns from 0. */
export interface LiveCell {
  /** Which table of the document. */
  table: number;
  /** Which row of the table. */
  row: number;
  /** Which column of the row. */
  column: number;
}

/** What a change did. */
export type Fate = "keep" | "insert" | "delete";
