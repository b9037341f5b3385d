// A contract in Tiptap with tracked changes, checked in a worker as it is edited.
import { Editor, Extension, Mark, Node } from "@tiptap/core";
import { createWorkerChecker } from "clausecheck";
import { clausecheckKey, clausecheckPlugin, suggestWording } from "clausecheck/prosemirror";

const decision = document.querySelector("#decision");

// Styles that need no `style-src` of the policy.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .ProseMirror { border: 1px solid #999; padding: 0.5rem; white-space: pre-wrap; }
  ins { color: #1a6b3c; } del { color: #b3261e; }
  .clausecheck { text-decoration: underline wavy 1px; text-underline-offset: 4px; }
`);
document.adoptedStyleSheets = [sheet];

const change = (name) =>
  Mark.create({
    name,
    inclusive: false,
    excludes: "insertion deletion",
    addAttributes: () => ({ id: { default: null } }),
    renderHTML: () => [name === "insertion" ? "ins" : "del", 0],
  });
const Clausecheck = Extension.create({
  name: "clausecheck",
  addProseMirrorPlugins: () => [
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
});

const words = (text, mark) => ({ type: "text", text, marks: mark ? [{ type: mark, attrs: { id: 1 } }] : [] });
const editor = new Editor({
  element: document.querySelector("#editor"),
  injectCSS: false,
  extensions: [
    Node.create({ name: "doc", topNode: true, content: "block+" }),
    Node.create({ name: "paragraph", group: "block", content: "inline*", renderHTML: () => ["p", 0] }),
    Node.create({ name: "text", group: "inline" }),
    change("insertion"),
    change("deletion"),
    Clausecheck,
  ],
  editorProps: { attributes: { "aria-label": "Contract" } },
  content: {
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [
          words("Customer shall pay each invoice within "),
          words("thirty (30)", "deletion"),
          words("sixty (60)", "insertion"),
          words(" days after the invoice date."),
        ],
      },
    ],
  },
});

document.querySelector("#use").addEventListener("click", () => {
  const { view } = editor;
  // The first finding whose suggestion can be put in.
  clausecheckKey
    .getState(view.state)
    .found.some(({ finding }) => suggestWording(finding.id)(view.state, view.dispatch));
  view.focus();
});
