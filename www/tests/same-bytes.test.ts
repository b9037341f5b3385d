/**
 * The same input gives the same bytes natively and in Wasm: every fixture of the repository is checked by the command
 * line and by the Wasm, and the reports (or the error messages) are compared.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadChecker } from "./kit/wasm.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMAND = process.env.CLAUSECHECK ?? join(ROOT, "target/debug/clausecheck");
const KINDS = new Set([".docx", ".html", ".htm", ".md", ".txt"]);

/** Files of this folder are read, and the page's samples. */
const FIXTURES = join(ROOT, "tests/fixtures");
const SAMPLES = join(ROOT, "www/src/samples");

function inputs(): string[] {
  return [FIXTURES, SAMPLES]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .sort()
        .map((name) => join(folder, name)),
    )
    .filter((path) => KINDS.has(extname(path).toLowerCase()));
}

test("the command line and the Wasm say the same, byte for byte", () => {
  const checker = loadChecker();
  const files = inputs();
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    for (const deal of [{}, { annual_value: "300000" }]) {
      const flags = Object.entries(deal).flatMap(([key, value]) => ["--deal", `${key}=${value}`]);
      const native = spawnSync(COMMAND, ["check", file, "--output", "json", "--with", "blocks", ...flags], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      let wasm: string;
      try {
        wasm = checker.check(readFileSync(file), null, JSON.stringify({ deal, blocks: true }));
      } catch (error) {
        expect(native.status, file).toBe(2);
        expect(native.stderr, file).toContain((error as Error).message);
        continue;
      }
      expect(native.stdout.replace(/\n$/, "") === wasm, `${file}: the reports differ`).toBe(true);
    }
  }
});
