/** How long a keystroke takes in the Wasm under Node.js: edit, judge, and read what is new; beside a full check. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, redlines] = process.argv.slice(2);
const KEYSTROKES = 200;
const TYPED = " typed words that come one by one, within 14 days and more of them ";

const { Checker, initSync } = await import(pathToFileURL(join(engine, "clausecheck.js")).href);
initSync({ module: readFileSync(join(engine, "clausecheck_bg.wasm")) });
const checker = new Checker(readFileSync(join(engine, "library.json"), "utf8"));

/** As `www/src/package/engine.ts` has them. */
const texts = ({ id, heading, runs }) => [id, `${heading ?? ""}`, "", "", "", ...runTexts(runs)];
const runTexts = (runs) => [
  `${runs.length}`,
  ...runs.flatMap(({ op, text, change }) => [op, change ?? "", text]),
];

const json = (texts) => texts.map((text) => JSON.stringify(text)).join("\n");

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function among(times, share) {
  return times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
}

for (const name of readdirSync(redlines).sort((a, b) => Number(a) - Number(b))) {
  const bytes = readFileSync(join(redlines, name, "redline.md"));
  const { blocks } = JSON.parse(checker.read(bytes, "markdown"));
  const live = blocks.map(({ id, heading, runs }) => ({
    id,
    ...(heading === null ? {} : { heading }),
    runs: runs.map(({ op, text, change }) => ({ op, text, ...(change === null ? {} : { change }) })),
  }));
  const pages = blocks.length > 3000 ? 5 : 11;
  const full = among(
    Array.from({ length: pages }, () => timed(() => JSON.parse(checker.check(bytes, null, '{"format":"markdown"}')))),
    0.5,
  );
  let open;
  const opened = timed(() => {
    open = checker.open(json(live.flatMap(texts)), "{}");
    JSON.parse(open.news());
  });
  // In the middle, in a paragraph with changes of its own and in one without.
  for (const [what, fits] of [
    ["a changed paragraph", (runs) => runs.length > 2],
    ["a kept one", (runs) => runs.length === 1 && runs[0].text.length > 100],
  ]) {
    const at = live.findIndex((block, index) => index >= live.length / 2 && fits(block.runs));
    const { id, runs } = live[at];
    const typed = runs.map((run) => ({ ...run }));
    const times = Array.from({ length: KEYSTROKES }, (_, index) => {
      typed.at(-1).text += TYPED[index % TYPED.length];
      return timed(() => {
        open.update(id, json(runTexts(typed)));
        JSON.parse(open.news());
      });
    });
    const [middle, most] = [among(times, 0.5), among(times, 0.95)];
    console.log(
      `${name} pages, ${blocks.length} blocks, ${what}: full check ${full.toFixed(1)} ms, opened in ${opened.toFixed(1)} ms, keystroke p50 ${middle.toFixed(1)} ms, p95 ${most.toFixed(1)} ms, 1/${(full / middle).toFixed(0)} of a full check`,
    );
    open.update(id, json(runTexts(runs)));
    open.news();
  }
  open.free();
}
