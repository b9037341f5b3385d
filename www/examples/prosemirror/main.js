// A contract in ProseMirror with tracked changes, checked in a worker as it is edited.
import {
  addSuggestionMarks,
  enableSuggestChanges,
  suggestChanges,
  withSuggestChanges,
} from "@handlewithcare/prosemirror-suggest-changes";
import { createWorkerChecker } from "clausecheck";
import { clausecheckKey, clausecheckPlugin, suggestWording } from "clausecheck/prosemirror";
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Schema } from "prosemirror-model";
import { marks, nodes } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

const decision = document.querySelector("#decision");

// Styles that need no `style-src` of the policy.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .ProseMirror { border: 1px solid #999; padding: 0.5rem; white-space: pre-wrap; }
  ins { color: #1a6b3c; } del { color: #b3261e; }
  .clausecheck { text-decoration: underline wavy 1px; text-underline-offset: 4px; }
  .clausecheck-accept { text-decoration: underline dotted #2a7d46; }
  .clausecheck-approve { text-decoration-color: #b86e00; }
  .clausecheck-legal_review { text-decoration-color: #6d3fc4; }
  .clausecheck-walk_away { text-decoration-color: #c4262e; }
`);
document.adoptedStyleSheets = [sheet];

const schema = new Schema({
  nodes: { ...nodes, doc: { ...nodes.doc, marks: "insertion modification deletion" } },
  marks: addSuggestionMarks(marks),
});
const doc = schema.node("doc", null, [
  schema.node("heading", { level: 2 }, [schema.text("4. Payment")]),
  schema.node("paragraph", null, [
    schema.text("Customer shall pay each invoice within "),
    schema.text("thirty (30)", [schema.mark("deletion", { id: 1 })]),
    schema.text("sixty (60)", [schema.mark("insertion", { id: 1 })]),
    schema.text(" days after the invoice date."),
  ]),
]);

const view = new EditorView(document.querySelector("#editor"), {
  attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "Contract" },
  state: EditorState.create({
    doc,
    plugins: [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo }),
      keymap(baseKeymap),
      suggestChanges(),
      clausecheckPlugin(createWorkerChecker(), {
        check: { deal: { annual_value: "300000" } },
        onReport: (report) => {
          decision.textContent = report.decision;
        },
        onError: (error) => {
          decision.textContent = error.message;
        },
      }),
    ],
  }),
  dispatchTransaction: withSuggestChanges(),
});
enableSuggestChanges(view.state, view.dispatch);

document.querySelector("#use").addEventListener("click", () => {
  // The first finding whose suggestion can be put in.
  clausecheckKey
    .getState(view.state)
    .found.some(({ finding }) => suggestWording(finding.id)(view.state, view.dispatch));
  view.focus();
});
