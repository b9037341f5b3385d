/** What a checker and its worker say to each other. Plain data, so that tests can speak either side. */

import type { LibraryName } from "../report.ts";
import type { CheckErrorName, CheckOptions, Format } from "./types.ts";

/** A question to the engine; the answer is text, JSON but for the matrix. */
export type Question =
  | ({ call: "check"; bytes: Uint8Array; base: Uint8Array | null; options: CheckOptions } & Other)
  | { call: "lint"; bundle: string | null; prove: boolean }
  | { call: "matrix"; format: string }
  | ({ call: "library" } & Other)
  | ({ call: "examples"; clause: string | null } & Other)
  | ({ call: "values"; text: string } & Other)
  | { call: "read"; bytes: Uint8Array; format: Format | null };

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
