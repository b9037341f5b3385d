/** A report from its JSON, without holding the page: short ones at once, long ones through a worker, in slices. */

import type { Report } from "./report.ts";
import type { Slice } from "./slices.ts";

/** Texts up to this long are read in a few milliseconds. */
const SHORT = 400_000;

let worker: Worker | null = null;
/** One after the other: the worker's slices carry no name of the report that they belong to. */
let last: Promise<unknown> = Promise.resolve();

export function parseReport(json: string): Promise<Report> {
  if (json.length <= SHORT) return Promise.resolve(JSON.parse(json) as Report);
  const mine = last.then(() => slowly(json));
  last = mine.catch(() => {});
  return mine;
}

function slowly(json: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    worker ??= new Worker(new URL("./slices.ts", import.meta.url), { type: "module" });
    const reading = worker;
    let report: Report | null = null;
    const hear = ({ data }: MessageEvent<Slice>) => {
      if (data.kind === "head") report = data.report;
      if (report === null) return;
      if (data.kind === "findings") report.findings.push(...data.items);
      if (data.kind === "blocks") {
        report.document.blocks ??= [];
        report.document.blocks.push(...data.items);
      }
      if (data.kind === "end") {
        done();
        resolve(report);
      }
    };
    const fail = (event: ErrorEvent) => {
      done();
      worker = null;
      reject(new Error(event.message || "the report could not be read"));
    };
    const done = () => {
      reading.removeEventListener("message", hear);
      reading.removeEventListener("error", fail);
    };
    reading.addEventListener("message", hear);
    reading.addEventListener("error", fail);
    reading.postMessage(json);
  });
}
