/**
 * A worker that reads a report's JSON and hands it over in slices: a report on five hundred pages is megabytes, and
 * reading it in one go would hold the page for longer than a reader forgives.
 */

import type { Report } from "./report.ts";

/** What it sends: the report without its long lists, then the lists piece by piece, then the end. */
export type Slice =
  | { kind: "head"; report: Report }
  | { kind: "findings"; items: Report["findings"] }
  | { kind: "blocks"; items: NonNullable<Report["document"]["blocks"]> }
  | { kind: "end" };

/** So many items a slice; each takes the page a few milliseconds. */
const FINDINGS = 60;
const BLOCKS = 200;

addEventListener("message", (event: MessageEvent<string>) => {
  const say = (slice: Slice) => postMessage(slice);
  const report = JSON.parse(event.data) as Report;
  const { findings, document } = report;
  const { blocks, ...rest } = document;
  say({ kind: "head", report: { ...report, findings: [], document: rest } });
  for (let at = 0; at < findings.length; at += FINDINGS) {
    say({ kind: "findings", items: findings.slice(at, at + FINDINGS) });
  }
  for (let at = 0; blocks && at < blocks.length; at += BLOCKS) {
    say({ kind: "blocks", items: blocks.slice(at, at + BLOCKS) });
  }
  say({ kind: "end" });
});
