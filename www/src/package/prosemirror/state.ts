/** What the plugin knows of a document, and how its parts tell each other. */

import type { Node } from "prosemirror-model";
import { PluginKey, type Transaction } from "prosemirror-state";
import type { DecorationSet } from "prosemirror-view";
import type { Finding, Report } from "../../report.ts";
import type { Range } from "../places.ts";

/** A finding in the document. */
export interface Found {
  finding: Finding;
  /** The clause's title; null where no clause claims the passage. */
  title: string | null;
  /** Where it is shown; empty where something is missing. */
  places: Range[];
  /** What the suggestion replaces, as it was when it was checked; null where it has no place. */
  passages: Passage[] | null;
}

/** A range with its text. */
export interface Passage extends Range {
  text: string;
}

/** What the plugin knows. */
export interface ClausecheckState {
  /** The last report; of an older text while `isStale`. */
  report: Report | null;
  found: readonly Found[];
  /** Whether the document was edited since. */
  isStale: boolean;
  decorations: DecorationSet;
}

/** The plugin's state is had by it: `clausecheckKey.getState(state)`. */
export const clausecheckKey = new PluginKey<ClausecheckState>("clausecheck");

/** What a transaction tells the plugin. */
export interface Meta {
  /** What was found in this very document. */
  report?: { report: Report | null; found: Found[] };
  /** The finding whose suggestion it puts in, which is done once. */
  used?: string;
  /** That it shall be checked again. */
  isAsked?: boolean;
}

/** The text of a range, to be compared. */
export function textAt(doc: Node, { from, to }: Range): string {
  return doc.textBetween(from, to, "\n", "\uFFFC");
}

/** The key by which `prosemirror-suggest-changes` is told that a transaction holds tracked changes already. */
const TRACKER = "@handlewithcare/prosemirror-suggest-changes$";

/** A transaction that nobody shall track. */
export function untracked(tr: Transaction): Transaction {
  return tr.setMeta(TRACKER, { skip: true });
}
