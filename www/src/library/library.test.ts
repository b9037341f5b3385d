import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { Report } from "../report.ts";
import { differences } from "./compare.ts";
import { changedPaths, safePath } from "./files.ts";
import { proposals, withParties } from "./template.ts";
import { readZip, writeZip } from "./zip.ts";

test.each(["../a.md", "/a.md", "a//b.md", "a/../b.md", "C:/a.md", "a\\b.md", "a\u0000.md", "", "./a.md"])(
  "%j is no path within a library",
  (path) => expect(safePath(path)).toBeNull(),
);

test("a plain path is one", () => expect(safePath("risk/warranty.md")).toBe("risk/warranty.md"));

test("an archive gives back what was put in it, from a folder of any name", () => {
  const files = { "library.md": "# L\n", "risk/a.md": "é\n" };
  expect(readZip(writeZip(files))).toEqual(files);
  expect(
    readZip(zipSync({ "x/library.md": strToU8("1"), "x/a.md": strToU8("2"), "x/b.png": strToU8("3") })),
  ).toEqual({
    "library.md": "1",
    "a.md": "2",
  });
});

test("a file that unpacks to more than it may is refused", () => {
  expect(() => readZip(zipSync({ "library.md": new Uint8Array(30_000_000) }))).toThrow("larger than 1 MB");
});

test("changed, new and gone files are named", () => {
  expect(changedPaths({ a: "1", b: "1", c: "1" }, { a: "1", b: "2", d: "1" })).toEqual(["b", "c", "d"]);
});

test("only verdicts that differ are listed", () => {
  const report = (...clauses: object[]) => ({ clauses }) as unknown as Report;
  const one = { id: "a", title: "A", decision: "accept", position: "Standard", role: "seller" };
  const other = { ...one, decision: "approve", position: "Fallback 1", role: "cfo" };
  expect(differences("x", report(one), report({ ...one }))).toEqual([]);
  expect(differences("x", report(one), report(other))).toMatchObject([
    { title: "A", was: { decision: "accept" }, now: { role: "cfo" } },
  ]);
  expect(differences("x", report(one), report())).toMatchObject([{ now: null }]);
});

test("values become terms between their words, and parties their placeholders", () => {
  const text = "Buyer’s staff pay within 30 days in May.";
  const found = [
    { start: 0, end: 7, kind: "party", value: "customer" },
    { start: 25, end: 32, kind: "duration", value: "30 days" },
  ];
  expect(proposals(text, found)).toEqual([
    { name: "period", kind: "duration", value: "30 days", pattern: "staff pay within {duration} in May" },
  ]);
  expect(withParties(text, found)).toBe("{Customer}’s staff pay within 30 days in May.");
});
