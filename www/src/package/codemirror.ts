/**
 * `clausecheck/codemirror`: the findings of a redline in CriticMarkup as diagnostics of CodeMirror's linter, with the
 * suggested wording as an action.
 */

import { type Action, type Diagnostic, type LintSource, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import { placesOf } from "../pieces.ts";
import type { Decision, Finding, Report, Span } from "../report.ts";
import { ask } from "../words.ts";
import { type Change, counter } from "./critic.ts";
import { Places, type Range, replaced } from "./places.ts";
import type { Checker, CheckOptions } from "./types.ts";

/** How to check what an editor holds. */
export interface ClausecheckLintOptions {
  /** Options of the check, such as the deal's values; a function is asked before each check. */
  check?: CheckOptions | (() => CheckOptions);
  /** How long nothing must be typed before a check, in milliseconds; 300 where absent. */
  delay?: number;
  /** How severe a decision is shown; null leaves its findings out. What is absent stays as it is. */
  severity?: Partial<Record<Decision, Diagnostic["severity"] | null>>;
  /** Told of each report that the editor shows. */
  onReport?: (report: Report, view: EditorView) => void;
}

const SEVERITY: Record<Decision, Diagnostic["severity"]> = {
  accept: "hint",
  approve: "warning",
  legal_review: "error",
  walk_away: "error",
};

/** Lines instead of the linter's own, which are images: a strict policy (`img-src`) would refuse those. */
const underlines = EditorView.baseTheme({
  ".cm-lintRange.clausecheck": {
    backgroundImage: "none",
    textDecoration: "underline wavy 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange.clausecheck-accept": {
    textDecoration: "underline dotted 1px",
    textDecorationColor: "#2a7d46",
  },
  ".cm-lintRange.clausecheck-approve": { textDecorationColor: "#b86e00" },
  ".cm-lintRange.clausecheck-legal_review": { textDecorationColor: "#6d3fc4" },
  ".cm-lintRange.clausecheck-walk_away": { textDecorationColor: "#c4262e" },
  ".cm-lintRange.clausecheck-doubt": { textDecorationColor: "#6b7280" },
});

/** Checks the document as it is edited. The text is CriticMarkup, unless the options of the check name a format. */
export function clausecheckLint(checker: Checker, options: ClausecheckLintOptions = {}): Extension {
  const running = new WeakMap<EditorView, AbortController>();
  const source: LintSource = async (view) => {
    running.get(view)?.abort();
    const abort = new AbortController();
    running.set(view, abort);
    // A document's own line ends are all that it has; offsets count one unit each.
    const text = view.state.doc.toString();
    try {
      const asked = typeof options.check === "function" ? options.check() : options.check;
      const all = { format: "markdown", ...asked, blocks: true, signal: abort.signal } as const;
      const report = await checker.check(text, all);
      if (abort.signal.aborted) return [];
      options.onReport?.(report, view);
      return diagnosticsOf(report, text, options.severity);
    } catch (error) {
      if (abort.signal.aborted) return [];
      return [unchecked(error instanceof Error ? error.message : String(error))];
    } finally {
      if (running.get(view) === abort) running.delete(view);
    }
  };
  // A check of what was edited since is of no use, nor is one for an editor that is gone.
  const stop = ViewPlugin.define((view) => ({
    update: (update) => {
      if (update.docChanged) running.get(view)?.abort();
    },
    destroy: () => running.get(view)?.abort(),
  }));
  return [stop, underlines, linter(source, { delay: options.delay ?? 300 })];
}

/** The diagnostics of a report that was made of this text, with `blocks: true`: one a finding and block. */
export function diagnosticsOf(
  report: Report,
  text: string,
  severity: ClausecheckLintOptions["severity"] = {},
): Diagnostic[] {
  const places = new Places(report.document.blocks ?? []);
  const found: Diagnostic[] = [];
  for (const finding of report.findings) {
    const shown = severity[finding.decision];
    if (shown === null) continue;
    const title = report.clauses.find((clause) => clause.findings.includes(finding.id))?.title;
    const message = [`${title ?? "Unknown clause"}: ${ask(finding)}.`, ...finding.reasons].join(" ");
    // What is missing has no place; it is said at the start.
    const ranges = byBlock(placesOf(finding), places);
    for (const range of ranges.length > 0 ? ranges : [{ from: 0, to: 0 }]) {
      found.push({
        ...range,
        severity: shown ?? SEVERITY[finding.decision],
        source: "clausecheck",
        markClass: `clausecheck clausecheck-${finding.decision}`,
        message,
        actions: actionsOf(finding, places, text, range),
      });
    }
  }
  for (const { span, why } of report.unread) found.push(doubt(places.range(span), `Not judged: ${why}`));
  for (const { span, message } of report.problems) found.push(doubt(span && places.range(span), message));
  return found;
}

/** From the first place to the last in each block. */
function byBlock(spans: readonly Span[], places: Places): Range[] {
  const ranges = new Map<string, Range>();
  for (const span of spans) {
    const range = places.range(span);
    const known = ranges.get(span.block);
    if (!range) continue;
    ranges.set(span.block, {
      from: Math.min(range.from, known?.from ?? range.from),
      to: Math.max(range.to, known?.to ?? range.to),
    });
  }
  return [...ranges.values()];
}

function actionsOf(finding: Finding, places: Places, text: string, shown: Range): Action[] {
  const changes = suggested(finding, places, text);
  const { suggestion } = finding;
  if (!changes || !suggestion) return [];
  const apply = (view: EditorView, from: number) => {
    // Text before it may have come or gone since; what is to be replaced must be as it was.
    const moved = from - shown.from;
    const now = changes.map((change) => ({ ...change, from: change.from + moved, to: change.to + moved }));
    const stands = now.every(
      ({ from, to }) => view.state.doc.sliceString(from, to) === text.slice(from - moved, to - moved),
    );
    if (stands) view.dispatch({ changes: now, userEvent: "input.clausecheck" });
  };
  return [{ name: `Use ${suggestion.position}`, apply }];
}

/** The suggestion as changes of the source: the wording in the place of the first passage, the others struck. */
function suggested(finding: Finding, places: Places, text: string): Change[] | null {
  const { suggestion } = finding;
  const changes = replaced(finding).map((span, index) => {
    const range = places.range(span);
    return (
      suggestion && range && counter(text, range, places.parts(span), index === 0 ? suggestion.text : "")
    );
  });
  if (changes.length === 0 || changes.includes(null)) return null;
  const sorted = changes.filter((change) => change !== null).sort((a, b) => a.from - b.from);
  const overlap = sorted.some((change, index) => change.from < (sorted[index - 1]?.to ?? 0));
  return overlap ? null : sorted;
}

function doubt(range: Range | null, message: string): Diagnostic {
  const markClass = "clausecheck clausecheck-doubt";
  return { ...(range ?? { from: 0, to: 0 }), severity: "info", source: "clausecheck", markClass, message };
}

function unchecked(message: string): Diagnostic {
  return {
    from: 0,
    to: 0,
    severity: "error",
    source: "clausecheck",
    message: `Could not be checked: ${message}`,
  };
}
