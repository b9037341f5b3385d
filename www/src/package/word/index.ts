/** `clausecheck/word`: a task pane for Word that checks the open document. */

export { commentOn, putWording, readDocument, selectFinding } from "./document.ts";
export { docxOf } from "./flat.ts";
export type { Run } from "./office.ts";
export { openPane, type PaneOptions } from "./pane.ts";
