/**
 * The text editor, in a chunk of its own. It stands in a shadow root, where its styles are adopted sheets: the page's
 * policy refuses style elements.
 */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";

/** A fault at a place: line and column from 1, the column in UTF-16. */
export interface Mark {
  line: number;
  column: number;
  severity: "error" | "warning";
  message: string;
}

export interface Editor {
  text(): string;
  mark(marks: readonly Mark[]): void;
  /** Moves the cursor to a line. */
  reach(line: number, column: number): void;
  destroy(): void;
}

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "0.875rem" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "ui-monospace, Menlo, Consolas, monospace" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--soft)", border: "0" },
  "&.cm-focused": { outline: "2px solid var(--accent)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)" },
});

export function openEditor(host: HTMLElement, text: string, label: string, onchange: () => void): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        lintGutter(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true" }),
        // Tab stays with the page: it leaves the editor.
        keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onchange();
        }),
        theme,
      ],
    }),
  });
  const at = (line: number, column: number) => {
    const { from, to } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
    return { from: Math.min(from + Math.max(0, column - 1), to), to };
  };
  return {
    text: () => view.state.doc.toString(),
    mark: (marks) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map(({ line, column, severity, message }) => ({ ...at(line, column), severity, message })),
        ),
      ),
    reach: (line, column) => {
      view.dispatch({ selection: { anchor: at(line, column).from }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
