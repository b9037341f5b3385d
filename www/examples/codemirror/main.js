// A redline in CodeMirror, checked in a worker as it is edited.
import { lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { createWorkerChecker } from "clausecheck";
import { clausecheckLint } from "clausecheck/codemirror";

const decision = document.querySelector("#decision");
// In a shadow tree CodeMirror's styles need no `style-src` of the policy.
const root = document.querySelector("#editor").attachShadow({ mode: "open" });

new EditorView({
  parent: root,
  root,
  state: EditorState.create({
    doc: "Customer shall pay each invoice within {~~thirty (30)~>sixty (60)~~} days after the invoice date.",
    extensions: [
      keymap.of(lintKeymap),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Redline" }),
      clausecheckLint(createWorkerChecker(), {
        check: { deal: { annual_value: "300000" } },
        onReport: (report) => {
          decision.textContent = report.decision;
        },
      }),
    ],
  }),
});
