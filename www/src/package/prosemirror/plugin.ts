/** The plugin: checks after each pause, and carries what was found through the edits until the next check. */

import type { Node } from "prosemirror-model";
import { type EditorState, Plugin, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { placesOf } from "../../pieces.ts";
import type { Finding, Report, Span } from "../../report.ts";
import { ask } from "../../words.ts";
import { type Range, replaced } from "../places.ts";
import type { Checker, CheckOptions, OpenDocument } from "../types.ts";
import { type ChangeMarks, editOf, type Redline, redlineOf } from "./redline.ts";
import { type ClausecheckState, clausecheckKey, type Found, type Meta, textAt, untracked } from "./state.ts";

/** How to check what an editor holds. */
export interface ClausecheckPluginOptions {
  /** Options of the check, such as the deal's values; a function is asked before each check. */
  check?: CheckOptions | (() => CheckOptions);
  /** The names of the marks of tracked changes. */
  marks?: ChangeMarks;
  /** How long nothing must be edited before a check, in milliseconds; 300 where absent. */
  delay?: number;
  /** Told of each report that the editor shows. */
  onReport?: (report: Report, view: EditorView) => void;
  /** Told of a check that failed. What was found before stays, and is not of this text. */
  onError?: (error: unknown, view: EditorView) => void;
}

const NOTHING: ClausecheckState = {
  report: null,
  found: [],
  isStale: true,
  decorations: DecorationSet.empty,
};

/** Checks an editor's document while it is edited. */
export function clausecheckPlugin(
  checker: Checker,
  options: ClausecheckPluginOptions = {},
): Plugin<ClausecheckState> {
  return new Plugin<ClausecheckState>({
    key: clausecheckKey,
    state: { init: () => NOTHING, apply },
    props: { decorations: (state) => clausecheckKey.getState(state)?.decorations },
    view: (view) => {
      const checks = new Checks(view, checker, options);
      checks.plan(0);
      return {
        update: (_, before) => {
          const wasStale = clausecheckKey.getState(before)?.isStale;
          const { isStale } = clausecheckKey.getState(view.state) ?? NOTHING;
          const changed = view.state.doc !== before.doc;
          if (changed || (isStale && !wasStale)) checks.plan(changed ? (options.delay ?? 300) : 0);
        },
        destroy: () => checks.end(),
      };
    },
  });
}

/** Checks again although nothing was edited: the deal's values may have changed. */
export function recheck(view: EditorView): void {
  const meta: Meta = { isAsked: true };
  view.dispatch(untracked(view.state.tr.setMeta(clausecheckKey, meta).setMeta("addToHistory", false)));
}

/** The findings that are shown at a position. */
export function findingsAt(state: EditorState, at: number): Found[] {
  const { found } = clausecheckKey.getState(state) ?? NOTHING;
  return found.filter(({ places }) => places.some(({ from, to }) => from <= at && at <= to));
}

/** The checks of one editor, one after the other. Each judges what was edited since the one before. */
class Checks {
  #view: EditorView;
  #checker: Checker;
  #options: ClausecheckPluginOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;
  #last: Promise<unknown> = Promise.resolve();
  /** The document as the checker has it, under which options. */
  #open: { document: OpenDocument; redline: Redline; options: string } | null = null;

  constructor(view: EditorView, checker: Checker, options: ClausecheckPluginOptions) {
    this.#view = view;
    this.#checker = checker;
    this.#options = options;
  }

  plan(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#last = this.#last.then(() => this.#check());
    }, delay);
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#open?.document.dispose());
  }

  async #check(): Promise<void> {
    if (this.#isEnded) return;
    const { marks, onReport, onError } = this.#options;
    const { doc } = this.#view.state;
    // What was typed meanwhile is checked next; what is shown is of the document that is there.
    const isOver = () => this.#isEnded || this.#view.state.doc !== doc;
    try {
      const redline = redlineOf(doc, marks, this.#open?.redline);
      // Of a document without text nothing can be said, which is no failure.
      const isEmpty = redline.blocks.every(({ runs }) => runs.every(({ text }) => text.trim() === ""));
      if (isEmpty) return this.#show({ report: null, found: [] });
      const report = await this.#judged(redline);
      if (isOver()) return;
      this.#show({ report, found: foundIn(doc, report, (span) => redline.range(span)) });
      onReport?.(report, this.#view);
    } catch (error) {
      if (!isOver()) onError?.(error, this.#view);
    }
  }

  async #judged(redline: Redline): Promise<Report> {
    const { check } = this.#options;
    const { format: _, ...asked } = (typeof check === "function" ? check() : check) ?? {};
    const options = JSON.stringify(asked);
    const open = this.#open;
    if (open?.options === options) {
      const { at, remove, blocks } = editOf(open.redline, redline);
      const report = await open.document.splice(at, remove, blocks);
      open.redline = redline;
      return report;
    }
    open?.document.dispose();
    this.#open = null;
    const document = await this.#checker.open(redline.blocks, { ...asked, blocks: true });
    this.#open = { document, redline, options };
    return document.report;
  }

  #show(report: NonNullable<Meta["report"]>): void {
    const meta: Meta = { report };
    const { tr } = this.#view.state;
    this.#view.dispatch(untracked(tr.setMeta(clausecheckKey, meta).setMeta("addToHistory", false)));
  }
}

/** The findings of a report as places of the document that it was made of. */
export function foundIn(doc: Node, report: Report, range: (of: Span) => Range | null): Found[] {
  const inDocument = (spans: Finding["spans"]) => spans.map(range);
  const titles = new Map(report.clauses.flatMap(({ findings, title }) => findings.map((id) => [id, title])));
  return report.findings.map((finding) => {
    const passages = inDocument(replaced(finding));
    return {
      finding,
      title: titles.get(finding.id) ?? null,
      places: inDocument(placesOf(finding)).filter((place) => place !== null),
      passages:
        passages.length === 0 || passages.includes(null)
          ? null
          : passages.filter((one) => one !== null).map((one) => ({ ...one, text: textAt(doc, one) })),
    };
  });
}

function apply(tr: Transaction, state: ClausecheckState): ClausecheckState {
  const meta: Meta | undefined = tr.getMeta(clausecheckKey);
  if (meta?.report) {
    const { report, found } = meta.report;
    return {
      report,
      found,
      isStale: false,
      decorations: DecorationSet.create(tr.doc, found.flatMap(decorated)),
    };
  }
  if (meta?.isAsked) return { ...state, isStale: true };
  if (!tr.docChanged) return state;
  return {
    report: state.report,
    found: state.found.map((one) => ({
      ...moved(one, tr.mapping),
      ...(meta?.used === one.finding.id ? { passages: null } : {}),
    })),
    isStale: true,
    decorations: state.decorations.map(tr.mapping, tr.doc),
  };
}

function moved(found: Found, mapping: Transaction["mapping"]): Found {
  // What is typed at an end of a range does not belong to it.
  const move = <T extends Range>(range: T): T => {
    const from = mapping.map(range.from, 1);
    return { ...range, from, to: Math.max(from, mapping.map(range.to, -1)) };
  };
  return { ...found, places: found.places.map(move), passages: found.passages?.map(move) ?? null };
}

function decorated({ finding, title, places }: Found): Decoration[] {
  const attributes = {
    class: `clausecheck clausecheck-${finding.decision}`,
    "data-finding": finding.id,
    title: [`${title ?? "Unknown clause"}: ${ask(finding)}.`, ...finding.reasons].join(" "),
  };
  return places.map(({ from, to }) => Decoration.inline(from, to, attributes, { finding: finding.id }));
}
