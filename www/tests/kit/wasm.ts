/** The Wasm in Node.js, for tests that need the real engine without a page. */

import { readFileSync } from "node:fs";
import { Checker, initSync } from "../../src/engine/clausecheck.js";

const ENGINE = new URL("../../src/engine/", import.meta.url);

/** The real engine with the default library. */
export function loadChecker(): Checker {
  initSync({ module: readFileSync(new URL("clausecheck_bg.wasm", ENGINE)) });
  return new Checker(readFileSync(new URL("library.json", ENGINE), "utf8"));
}
