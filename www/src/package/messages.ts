/** What a checker and its worker say to each other. Plain data, so that tests can speak either side. */

import type { LiveBlock, LiveRun } from "../live.ts";
import type { BlockText, ChangeSummary, Finding, LibraryName, Report, Unread } from "../report.ts";
import type { CheckErrorName, CheckOptions, Format, LiveOptions } from "./types.ts";

/** A question to the engine; the answer is text, JSON but for the matrix. */
export type Question =
  | ({ call: "check"; bytes: Uint8Array; base: Uint8Array | null; options: CheckOptions } & Other)
  | { call: "lint"; bundle: string | null; prove: boolean }
  | { call: "matrix"; format: string }
  | ({ call: "library" } & Other)
  | ({ call: "examples"; clause: string | null } & Other)
  | ({ call: "values"; text: string } & Other)
  | { call: "read"; bytes: Uint8Array; format: Format | null }
  | DocumentQuestion;

/** A question about an open document, by its number; each but the last is answered with the JSON of {@link News}. */
export type DocumentQuestion =
  | { call: "open"; document: number; blocks: readonly LiveBlock[]; options: LiveOptions }
  | DocumentEdit
  | { call: "close"; document: number };

/** An edit of an open document. The answer is empty where the engine has no such document: it was started anew. */
export type DocumentEdit =
  | { call: "update"; document: number; id: string; runs: readonly LiveRun[] }
  | { call: "splice"; document: number; at: number; remove: number; blocks: readonly LiveBlock[] };

/** What a report has that the one before had not. A number stands for the item at that place of the list before. */
export interface News {
  /** All but the lists. */
  report: Report;
  findings: (number | Finding)[];
  unread: (number | Unread)[];
  changes: (number | ChangeSummary)[];
  blocks: (number | BlockText)[] | null;
}

/** By which library a question is answered. */
interface Other {
  /** The bundle of another one than the engine's own, such as one that is being edited; the last one is kept loaded. */
  bundle?: string | null;
}

/** What an engine starts with. */
export interface Start {
  /** The library's bundle; the package's own where null. */
  bundle: string | null;
  /** The Wasm or its address; the one beside the scripts where null. */
  wasm: string | BufferSource | WebAssembly.Module | null;
}

/** To the worker. */
export type ToWorker = ({ kind: "start" } & Start) | { kind: "ask"; id: number; question: Question };

/** From the worker. */
export type FromWorker =
  | { kind: "ready"; library: LibraryName }
  | { kind: "broken"; name: CheckErrorName; message: string }
  | { kind: "answer"; id: number; text: string }
  | { kind: "failed"; id: number; name: CheckErrorName; message: string };
