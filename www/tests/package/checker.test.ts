/** The package's calls with the real engine, in this thread. */

import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { Checker as Engine } from "../../src/engine/clausecheck.js";
import { type Bundle, type Checker, type CheckerOptions, createChecker } from "../../src/package/index.ts";

const BUNDLE = new URL("../../src/engine/library.json", import.meta.url);
const bundle: Bundle = JSON.parse(readFileSync(BUNDLE, "utf8"));
const REDLINE =
  "Customer shall pay each invoice within {~~thirty (30)~>sixty (60)~~} days after the invoice date.";
const PAYMENT = Object.keys(bundle.files).find((path) => path.endsWith("/payment-terms.md")) ?? "";

const made: Checker[] = [];
function checker(options?: CheckerOptions): Checker {
  const one = createChecker(options);
  made.push(one);
  return one;
}
afterEach(() => {
  vi.restoreAllMocks();
  for (const one of made.splice(0)) one.dispose();
});

test("a redline, its bytes, and two texts compared get the same position", async () => {
  const one = checker();
  const positions = [
    await one.check(REDLINE),
    await one.check(new TextEncoder().encode(REDLINE), { format: "markdown" }),
    await one.check({
      base: "Customer shall pay each invoice within thirty (30) days after the invoice date.",
      revised: "Customer shall pay each invoice within sixty (60) days after the invoice date.",
    }),
  ].map((report) => [report.document.mode, report.clauses[0]?.position]);
  expect(positions).toEqual([
    ["redline", "Fallback 2"],
    ["redline", "Fallback 2"],
    ["compare", "Fallback 2"],
  ]);
});

test("options reach the engine, and one that makes no sense is an error of that name", async () => {
  const one = checker();
  const report = await one.check(REDLINE, { blocks: true, deal: { annual_value: "300000" } });
  expect(report.document.blocks?.[0]?.runs.map((run) => run.op)).toEqual([
    "keep",
    "delete",
    "insert",
    "keep",
  ]);
  await expect(one.check(REDLINE, { deal: { annual_value: "much" } })).rejects.toMatchObject({
    name: "option",
  });
  // @ts-expect-error There is no such format.
  await expect(one.check(REDLINE, { format: "pdf" })).rejects.toMatchObject({ name: "option" });
  await expect(one.check(new Uint8Array([0x89, 0x50, 0, 0xff]))).rejects.toMatchObject({ name: "input" });
  await expect(
    one.check({ base: new Uint8Array([0x89, 0x50, 0, 0xff]), revised: "a" }),
  ).rejects.toMatchObject({ name: "base" });
});

test("a library is an address, texts by path, or a bundle", async () => {
  const hashes: string[] = [];
  for (const library of [undefined, BUNDLE, BUNDLE.href, bundle.files, bundle]) {
    hashes.push((await checker(library === undefined ? {} : { library }).ready()).hash);
  }
  expect(new Set(hashes).size).toBe(1);
  await expect(checker({ library: new URL("none.json", BUNDLE) }).check("a")).rejects.toMatchObject({
    name: "library",
  });
});

test("a library with faults loads, is linted in UTF-16 columns, and still judges", async () => {
  const text = bundle.files[PAYMENT]?.replace("| <= 45 days", "| <= 45 dys ") ?? "";
  const faulty = { ...bundle.files, [PAYMENT]: text };
  const one = checker({ library: faulty });
  const line = text.split("\n").findIndex((row) => row.includes("45 dys"));
  const note = {
    file: PAYMENT,
    line: line + 1,
    column: (text.split("\n")[line]?.indexOf("45 dys") ?? 0) + 1,
    severity: "error",
    message: '"45 dys" is no duration',
    help: 'write "45 days"',
  };
  expect(await one.lint()).toContainEqual(note);
  expect(await checker().lint({ library: faulty })).toContainEqual(note);
  expect(await checker().lint()).toEqual([]);
  expect((await one.check("The Vendor's liability is {--not --}limited.")).schema).toBe(
    "clausecheck-report/1",
  );
});

test("a library without clauses is linted, and judges nothing", async () => {
  const one = checker({ library: { "library.md": "---\nname: empty\nversion: 1\n---\n\n# Empty\n" } });
  expect((await one.lint()).some((note) => note.file === "roles.md")).toBe(true);
  await expect(one.check(REDLINE)).rejects.toMatchObject({ name: "library" });
});

test("the library is shown as it is written, and its examples say what they got", async () => {
  const one = checker();
  const clause = (await one.library()).clauses.find(({ id }) => id === "payment-terms");
  expect(clause?.path).toBe(PAYMENT);
  expect(clause?.columns.map(({ name }) => name)).toContain("days to pay");
  expect(clause?.rows.find(({ name }) => name === "Fallback 2")?.cells).toContain("<= 60 days");
  const results = await one.examples("payment-terms");
  expect(results.map(({ line }) => line)).toEqual(clause?.examples.map(({ line }) => line));
  expect(results.every(({ passed }) => passed)).toBe(true);

  const text = bundle.files[PAYMENT]?.replace("| <= 60 days", "| <= 59 days") ?? "";
  const edited = checker({ library: { ...bundle.files, [PAYMENT]: text } });
  const failed = (await edited.examples("payment-terms")).filter(({ passed }) => !passed);
  expect(failed.length).toBeGreaterThan(0);
  expect(failed[0]).toMatchObject({ wanted: "Fallback 2", got: "Fallback 3 (approve)" });
});

test("the matrix comes in each form, and a document is read without being judged", async () => {
  const one = checker();
  expect(await one.matrix()).toMatch(/^# Fallback matrix of /);
  expect(await one.matrix("csv")).toMatch(/^folder,clause,/);
  expect(await one.matrix("html")).toMatch(/^<!doctype html>/);
  const read = await one.read("a {++b++}", { format: "markdown" });
  expect(read.blocks[0]?.runs.map(({ op, text }) => [op, text])).toEqual([
    ["keep", "a "],
    ["insert", "b"],
  ]);
});

test("after a trap every checker of the thread goes on with a new module", async () => {
  const [one, two] = [checker(), checker()];
  const before = await two.check(REDLINE);
  vi.spyOn(Engine.prototype, "check").mockImplementationOnce(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
  await expect(one.check(REDLINE)).rejects.toMatchObject({ name: "trap", message: "unreachable" });
  expect(await one.check(REDLINE)).toEqual(before);
  expect(await two.check(REDLINE)).toEqual(before);
});

test("an aborted call is rejected with the signal's reason, an ended checker's with its own", async () => {
  const one = checker();
  const reason = new Error("enough");
  await expect(one.check(REDLINE, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const abort = new AbortController();
  const check = one.check(REDLINE, { signal: abort.signal });
  abort.abort(reason);
  await expect(check).rejects.toBe(reason);
  one.dispose();
  await expect(one.check(REDLINE)).rejects.toMatchObject({ name: "disposed" });
});
