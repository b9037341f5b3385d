/**
 * `clausecheck/prosemirror`: findings as decorations of a ProseMirror editor, or of Tiptap, and the suggested wording as
 * tracked changes.
 */

export { type ClausecheckPluginOptions, clausecheckPlugin, findingsAt, recheck } from "./plugin.ts";
export { type ChangeMarks, type Redline, redlineOf } from "./redline.ts";
export { type ClausecheckState, clausecheckKey, type Found, type Passage } from "./state.ts";
export { type SuggestOptions, suggestWording } from "./suggest.ts";
