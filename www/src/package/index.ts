/** The package `clausecheck`: contract redlines checked against a clause library, in a page or under Node.js. */

export type * from "../library.ts";
export type * from "../live.ts";
export type * from "../report.ts";
export { createChecker } from "./local.ts";
export { createWorkerChecker } from "./remote.ts";
export {
  type Bundle,
  type Cancel,
  CheckError,
  type CheckErrorName,
  type Checker,
  type CheckerOptions,
  type CheckOptions,
  type Document,
  type Format,
  type Input,
  type LibrarySource,
  type LiveOptions,
  type OpenDocument,
  type WorkerCheckerOptions,
} from "./types.ts";
