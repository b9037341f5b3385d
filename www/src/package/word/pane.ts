/** The task pane: checks the open document and shows what was found, with what can be done about it. */

import { el } from "../../dom.ts";
import type { Finding, Report } from "../../report.ts";
import { ask, verdict } from "../../words.ts";
import { findingList, press } from "../element/list.ts";
import { sheet } from "../element/sheet.ts";
import type { Checker, CheckOptions } from "../types.ts";
import { commentOn, putWording, readDocument, selectFinding } from "./document.ts";
import type { Run } from "./office.ts";

/** What a pane needs. */
export interface PaneOptions {
  checker: Checker;
  /** `Word.run`, once `Office.onReady` has said that it is there. */
  run: Run;
  /** Options of the check, such as the deal's values; a function is asked before each check. */
  check?: CheckOptions | (() => CheckOptions);
}

/** Shows the pane in an element that has no content. */
export function openPane(host: HTMLElement, { checker, run, check }: PaneOptions): void {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet()];
  const status = el("p", { class: "status", part: "status", role: "status" });
  const results = el("div", { part: "result" });
  const button = el(
    "button",
    { type: "button", part: "check", onclick: () => void read() },
    "Check this document",
  );
  root.append(button, status, results);

  const read = async () => {
    button.disabled = true;
    status.textContent = "Reading the document…";
    try {
      const bytes = await readDocument(run);
      const asked = typeof check === "function" ? check() : check;
      const report = await checker.check(bytes, { ...asked, format: "docx", blocks: true });
      status.textContent = verdict(report);
      results.replaceChildren(listOf(report));
    } catch (error) {
      // What stood there is not of this document.
      results.replaceChildren();
      status.textContent = `Not checked: ${said(error)}`;
    } finally {
      button.disabled = false;
    }
  };

  const listOf = (report: Report): HTMLElement => {
    const act = async (what: Promise<boolean>, done: string) => {
      try {
        status.textContent = (await what)
          ? done
          : "The passage was not found as it was checked. Check the document again.";
      } catch (error) {
        status.textContent = `Word could not do it: ${said(error)}`;
      }
    };
    const actions = (finding: Finding) => actionsOf(run, report, finding, act);
    const list = findingList(report, {
      onSelect: (finding) => {
        press(list, finding.id);
        void act(selectFinding(run, report, finding), verdict(report));
      },
      actions,
    });
    return list;
  };
}

type Act = (what: Promise<boolean>, done: string) => Promise<void>;

function actionsOf(
  run: Run,
  report: Report,
  finding: Finding,
  act: Act,
): { label: string; run: () => void }[] {
  const actions = [];
  const { say, suggestion } = finding;
  if (suggestion && suggestion.replaces.length > 0) {
    const done = "The wording is in the document as a tracked change. Check the document again.";
    actions.push({
      label: `Use ${suggestion.position}`,
      run: () => void act(putWording(run, report, finding), done),
    });
  }
  // Reasons say how far one would go: they are for colleagues, and the comment says so.
  const inner = `Internal. ${ask(finding)}. ${finding.reasons.join(" ")}`;
  const comment = (label: string, text: string) =>
    actions.push({
      label,
      run: () => void act(commentOn(run, report, finding, text), "The comment is in the document."),
    });
  comment("Comment for colleagues", inner);
  if (say !== null) comment("Comment for the customer", say);
  return actions;
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
