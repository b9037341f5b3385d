/** How long the Wasm takes under Node.js: to load, for a first check, and for one when it is warm (the median). */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, redlines] = process.argv.slice(2);
const WARM = 21;

const { Checker, initSync } = await import(pathToFileURL(join(engine, "clausecheck.js")).href);
const binary = readFileSync(join(engine, "clausecheck_bg.wasm"));
const library = readFileSync(join(engine, "library.json"), "utf8");

function timed(work) {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

const [load, checker] = timed(() => {
  initSync({ module: binary });
  return new Checker(library);
});
console.log(`load: ${load.toFixed(1)} ms, the library with it`);
for (const name of readdirSync(redlines).sort()) {
  const bytes = readFileSync(join(redlines, name));
  const check = () => timed(() => checker.check(bytes, null, "{}"))[0];
  const first = check();
  const warm = Array.from({ length: WARM }, check).sort((a, b) => a - b)[WARM >> 1];
  console.log(`${name}: first ${first.toFixed(1)} ms, warm ${warm.toFixed(1)} ms`);
}
