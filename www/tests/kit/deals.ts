/** Deals for tests: reports of a few clauses, with words and prints, and the rounds that they make. */

import type { Decision, Report } from "../../src/report.ts";
import type { KeptDeal, Round } from "../../src/rounds/model.ts";
import { report } from "./reports.ts";

/** A clause of a round, in short. */
export interface Ask {
  id: string | null;
  decision: Decision;
  position?: string | null;
  /** The paragraph as it was and as it is; its print is its final words. */
  was?: string;
  now: string;
  /** Values of a term named `days to pay`, in days. */
  days?: number;
}

/** The report on a text in which some clauses are changed and some paragraphs stay as they are. */
export function reportOf(asks: readonly Ask[], kept: readonly string[] = [], hash = "0"): Report {
  const marked = asks.map(({ was = "", now }) =>
    was === "" ? `{++${now}++}` : now === "" ? `{--${was}--}` : `{~~${was}~>${now}~~}`,
  );
  const made = report(
    [...kept, ...marked].join("\n\n"),
    asks.map(({ id, decision, position = null, now, was = "", days }) => ({
      id,
      title: id === null ? "Passages of no clause" : title(id),
      decision,
      position,
      was: was === "" ? null : "Standard",
      kind: was === "" ? "added" : now === "" ? "removed" : "changed",
      at: now || was,
      readings:
        days === undefined
          ? []
          : [
              {
                term: "days to pay",
                original: null,
                final: { text: `${days} days`, value: days, unit: "days", span: null },
                row: position,
                cell: null,
                decision: null,
                judged: true,
              },
            ],
    })),
    { library: { name: "Reference", version: "1.0", hash } },
  );
  made.findings.forEach((finding, index) => {
    const { now, was = "", id } = asks[index] as Ask;
    Object.assign(finding, { original: was, final: now, print: `${id ?? "-"}:${now}` });
  });
  return made;
}

/** `payment-terms` as `Payment Terms`. */
function title(id: string): string {
  return id.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => `${dash && " "}${letter.toUpperCase()}`,
  );
}

export function roundOf(report: Report, number = 1): Round {
  return {
    id: `r${number}`,
    date: `2026-03-0${number}`,
    source: `round-${number}.md`,
    request: { bytes: new TextEncoder().encode(`round ${number}`), base: null, format: "markdown" },
    deal: { deal: { "annual value": "120000" }, facts: { "regions.hosted": "EU" } },
    report,
  };
}

/** A deal with these rounds; its close date is far away. */
export function dealOf(reports: readonly Report[], more: Partial<KeptDeal> = {}): KeptDeal {
  return {
    id: "d1",
    name: "Acme renewal",
    customer: "Acme",
    closes: "",
    value: "120000",
    owners: [],
    approvals: [],
    rounds: reports.map((one, index) => roundOf(one, index + 1)),
    ...more,
  };
}
