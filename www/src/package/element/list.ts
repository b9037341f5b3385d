/** A report's findings as a list. Text of contracts and libraries goes in as text nodes. */

import { type Child, el } from "../../dom.ts";
import type { Finding, Report } from "../../report.ts";
import { ask } from "../../words.ts";

/** What can be done with the findings of a list. */
export interface ListOptions {
  /** A finding was chosen. */
  onSelect: (finding: Finding) => void;
  /** More to be done with a finding, each with a label. */
  actions?: (finding: Finding) => { label: string; run: () => void }[];
}

/** The list; what was not judged stands at its end. */
export function findingList(report: Report, { onSelect, actions }: ListOptions): HTMLOListElement {
  const titles = new Map(report.clauses.flatMap(({ title, findings }) => findings.map((id) => [id, title])));
  const items = report.findings.map((finding) => {
    const title = titles.get(finding.id) ?? "Unknown clause";
    const buttons = (actions?.(finding) ?? []).map(({ label, run }) =>
      el(
        "button",
        { type: "button", part: "action", onclick: run, "aria-label": `${label}: ${title}` },
        label,
      ),
    );
    return el(
      "li",
      { class: finding.decision, part: `finding ${finding.decision}`, "data-finding": finding.id },
      el(
        "button",
        {
          class: "pick",
          part: "title",
          type: "button",
          "aria-pressed": "false",
          onclick: () => onSelect(finding),
        },
        el("span", { class: "title" }, title),
        " ",
        el("span", { class: "ask", part: "decision" }, ask(finding)),
      ),
      ...finding.reasons.map((reason) => el("p", { part: "reason" }, reason)),
      ...suggested(finding),
      el("p", { class: "actions" }, ...buttons),
    );
  });
  const unread = [
    ...report.unread.map(({ why }) => `Not judged: ${why}`),
    ...report.problems.map(({ message }) => message),
  ];
  const doubts = unread.map((text) => el("li", { part: "unread" }, el("p", {}, text)));
  return el("ol", { part: "findings" }, ...items, ...doubts);
}

/** Shows which finding is chosen. */
export function press(list: ParentNode, id: string | null): void {
  for (const item of list.querySelectorAll<HTMLElement>("li[data-finding]")) {
    const isChosen = item.dataset.finding === id;
    item.querySelector(".pick")?.setAttribute("aria-pressed", String(isChosen));
  }
}

function suggested({ suggestion }: Finding): Child[] {
  if (!suggestion) return [];
  return [
    el("p", {}, `${suggestion.position} says:`),
    el("blockquote", { part: "suggestion" }, suggestion.text),
  ];
}
