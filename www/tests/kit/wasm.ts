/** The Wasm in Node.js, for tests that need the real engine without a page. */

import { readFileSync } from "node:fs";
import { Checker, initSync } from "../../src/engine/clausecheck.js";

const ENGINE = new URL("../../src/engine/", import.meta.url);

/** The real engine with the default library. */
export function loadChecker(): Checker {
  initSync({ module: readFileSync(new URL("clausecheck_bg.wasm", ENGINE)) });
  return new Checker(readFileSync(new URL("library.json", ENGINE), "utf8"));
}

/** Whether the engine judges yet; without it the tests that need its verdicts have nothing to look at. */
export function engineJudges(): boolean {
  try {
    const text = "Customer shall pay each invoice within {~~30~>60~~} days after the invoice date.";
    const report = JSON.parse(loadChecker().check(new TextEncoder().encode(text), null, "{}"));
    return report.clauses.length > 0;
  } catch {
    return false;
  }
}
