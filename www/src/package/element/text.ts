/** The redline as it was read, with the findings in it. */

import { el } from "../../dom.ts";
import { type Mark, pieces, placesOf } from "../../pieces.ts";
import type { BlockText, Finding, Report } from "../../report.ts";

/** The blocks of a report (asked for with `blocks: true`). */
export function redlineText(report: Report, onSelect: (finding: Finding) => void): HTMLElement {
  const marks = new Map<string, Mark[]>();
  report.findings.forEach((finding, id) => {
    for (const { block, start, end } of placesOf(finding)) {
      marks.set(block, [...(marks.get(block) ?? []), { start, end, id }]);
    }
  });
  const blocks = report.document.blocks ?? [];
  const shown = blocks.map((block) => blockOf(block, marks.get(block.id) ?? [], report.findings, onSelect));
  // Where it is given a height it scrolls, which the keyboard must be able to do.
  return el(
    "section",
    { class: "text", part: "document", role: "region", "aria-label": "Redline", tabindex: 0 },
    ...shown,
  );
}

function blockOf(
  block: BlockText,
  marks: Mark[],
  findings: readonly Finding[],
  onSelect: (finding: Finding) => void,
): HTMLElement {
  const parts = pieces(block.runs, marks).map(({ op, text, ids }) => {
    const words =
      op === "insert"
        ? el("ins", { part: "insertion" }, text)
        : op === "delete"
          ? el("del", { part: "deletion" }, text)
          : text;
    const finding = findings[ids[0] ?? -1];
    if (!finding) return words;
    const marked = { class: finding.decision, part: `mark ${finding.decision}`, "data-finding": finding.id };
    return el("mark", { ...marked, onclick: () => onSelect(finding) }, words);
  });
  const number = block.number === null ? null : `${block.number} `;
  return block.heading === null ? el("p", {}, number, ...parts) : el("h3", {}, number, ...parts);
}
