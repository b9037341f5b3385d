/** What the page and its worker say to each other. Plain data, so that tests can speak either side. */

/** What to check. */
export interface CheckRequest {
  /** The redline, or the revised text. */
  bytes: Uint8Array;
  /** The text that it was made from, where two versions are compared. */
  base: Uint8Array | null;
  options: CheckOptions;
}

/** How to check it; the Wasm face (`src/wasm.rs`) reads this as JSON. */
export interface CheckOptions {
  format?: "docx" | "html" | "markdown" | "text";
  paper?: "ours" | "theirs";
  extent?: "whole" | "excerpt";
  deal?: Record<string, string>;
  facts?: Record<string, string>;
  blocks?: boolean;
}

/** The library that the worker judges by. */
export interface LibraryAbout {
  name: string;
  version: string;
  hash: string;
}

/** From the page. */
export interface ToWorker extends CheckRequest {
  id: number;
}

/** From the worker. */
export type FromWorker =
  | { kind: "ready"; library: LibraryAbout }
  | { kind: "broken"; message: string }
  | { kind: "started"; id: number }
  | { kind: "report"; id: number; json: string }
  | { kind: "failed"; id: number; name: string; message: string };
