/** Warnings about a deal as a list, each with its kind in words and, where it is about words, the words then and now. */

import { el } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Warning, WarningKind } from "../rounds/warnings.ts";

/** What a kind is called. */
const LABEL: Record<WarningKind, string> = {
  retrade: "Re-traded",
  lapsed: "Approval lapsed",
  closing: "Closing soon",
  opened: "New in this round",
  unowned: "No owner",
  library: "Library changed",
};

/** The list; `show` is called for a warning that is about a clause of the report, if there is somewhere to show it. */
export function warningList(
  warnings: readonly Warning[],
  show: ((clause: string) => void) | null = null,
): HTMLElement {
  return el("ul", { class: "warnings" }, ...warnings.map((warning) => item(warning, show)));
}

function item(warning: Warning, show: ((clause: string) => void) | null): HTMLElement {
  const { kind, clause, text, more, words } = warning;
  return el(
    "li",
    { class: "warning", "data-kind": kind },
    icon(kind === "library" || kind === "opened" ? "target" : "warning"),
    el(
      "div",
      {},
      el("p", { class: "warning-kind" }, LABEL[kind]),
      el("p", {}, text),
      more !== "" && el("p", { class: "hint" }, more),
      words !== null &&
        el(
          "details",
          {},
          el("summary", {}, icon("down"), "The words"),
          el(
            "dl",
            { class: "then-now" },
            el("dt", {}, "Then"),
            el("dd", {}, words.before || "Nothing"),
            el("dt", {}, "Now"),
            el("dd", {}, words.now || "Nothing"),
          ),
        ),
      clause !== null &&
        show !== null &&
        el("button", { type: "button", class: "link", onclick: () => show(clause) }, "Show the finding"),
    ),
  );
}
