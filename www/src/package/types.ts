/** What a checker is, for those who use it: its calls, their options, and how they fail. */

import type { ExampleResult, LibraryView, Note } from "../library.ts";
import type { LiveBlock, LiveRun } from "../live.ts";
import type { LibraryName, ReadText, Report } from "../report.ts";

/** The format of a document; told by content where it is not given. */
export type Format = "docx" | "html" | "markdown" | "text";

/** A document: text, the bytes of a file, or a revised text with the one that it was made from. */
export type Input = Document | { base: Document; revised: Document };

/** One text: as a string, or as the bytes of a file. */
export type Document = string | Uint8Array;

/** How to check a document. */
export interface CheckOptions {
  format?: Format;
  /** Whose paper the contract is on; told by content where it is not given. */
  paper?: "ours" | "theirs";
  /** Whether it is a whole contract, in which silence is absence; told by content where it is not given. */
  extent?: "whole" | "excerpt";
  /** What is known of the deal, such as `annual_value: "300000"`. */
  deal?: Record<string, string>;
  /** Facts in place of the library's, such as `"uptime.supported": "99.9%"`. */
  facts?: Record<string, string>;
  /** Whether the report holds the document's text, block by block. */
  blocks?: boolean;
}

/** Every call takes a signal. Its reason is what the promise is rejected with. */
export interface Cancel {
  /** In a worker, aborting ends the run; in the thread, a run that has begun goes to its end and its result is dropped. */
  signal?: AbortSignal;
}

/** A clause library in one file: what `clausecheck bundle` writes. */
export interface Bundle {
  schema: "clausecheck-library/1";
  files: Record<string, string>;
}

/** A library: where its bundle lies, the texts of its Markdown files by path, or a bundle. */
export type LibrarySource = URL | string | Record<string, string> | Bundle;

/** How to make a checker. */
export interface CheckerOptions {
  /** The library to judge by; the package's own where absent. A string is an address. */
  library?: LibrarySource;
  /** The Wasm, where it does not lie beside the package's scripts. A thread loads it once, whichever checker asks. */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
}

/** How to make a checker in a worker. */
export interface WorkerCheckerOptions extends CheckerOptions {
  /** Starts the worker, where its script (`clausecheck/worker`) does not lie beside the package's other scripts. */
  worker?: () => Worker;
}

/** How to check a document that is edited. */
export type LiveOptions = Omit<CheckOptions, "format">;

/**
 * A document that is being edited. Each edit is judged at once, and what it cannot affect is not judged again; the
 * report is always the one that opening the document as it is would give. What did not change from one report to the
 * next is the same object in both.
 */
export interface OpenDocument {
  /** Of the document after the last edit that was judged. */
  readonly report: Report;
  /** Puts a text, or runs, in the place of what a block holds. */
  update(block: string, content: string | readonly LiveRun[], options?: Cancel): Promise<Report>;
  /** Takes so many blocks out from a place on, and puts others in. */
  splice(at: number, remove: number, blocks?: readonly LiveBlock[], options?: Cancel): Promise<Report>;
  /** Gives its memory back. The checker's own `dispose` does so too. */
  dispose(): void;
}

/** Checks documents by one library. Results are plain data. */
export interface Checker {
  /** The library's name, version and hash, once the engine has started. */
  ready(): Promise<LibraryName>;
  /** Judges a redline, a clean text, or two texts compared. */
  check(input: Input, options?: CheckOptions & Cancel): Promise<Report>;
  /**
   * What is wrong in this library, or in another. With `prove`, its examples and its language are judged too, which
   * takes seconds for a large library.
   */
  lint(options?: { library?: LibrarySource; prove?: boolean } & Cancel): Promise<Note[]>;
  /** The fallback matrix of all clauses. */
  matrix(format?: "markdown" | "csv" | "html", options?: Cancel): Promise<string>;
  /** All that the library says, to be shown. */
  library(options?: Cancel): Promise<LibraryView>;
  /** Judges the examples of a clause, or of all. */
  examples(clause?: string | null, options?: Cancel): Promise<ExampleResult[]>;
  /** What is read of a document, before anything is judged. */
  read(input: Document, options?: { format?: Format } & Cancel): Promise<ReadText>;
  /** Opens a document that is going to be edited. */
  open(blocks: readonly LiveBlock[], options?: LiveOptions & Cancel): Promise<OpenDocument>;
  /** Ends it: what still waits fails, and so does each call from then on. */
  dispose(): void;
}

/**
 * Why a call failed.
 *
 * - `input`, `base`: the document, or the text that it was made from, is not of its format
 * - `option`: an option makes no sense
 * - `library`: the library is no bundle, could not be loaded, or holds no clause
 * - `start`: the engine could not be loaded
 * - `trap`: the engine broke in the middle of a document, which is unchecked; the next call has a new engine
 * - `disposed`: the checker was ended
 */
export type CheckErrorName =
  | "input"
  | "base"
  | "option"
  | "library"
  | "start"
  | "trap"
  | "disposed"
  | "error";

/** A failed call; {@link CheckErrorName} says what its `name` may be. */
export class CheckError extends Error {
  declare name: CheckErrorName;

  constructor(name: CheckErrorName, message: string) {
    super(message);
    this.name = name;
  }
}
