/// <reference types="office-js" />
/** The Word adapter against a stand-in for Word's API and documents that a word processor wrote. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { strToU8, unzipSync, zipSync } from "fflate";
import { OfficeAddinManifest } from "office-addin-manifest";
import { OfficeMockObject } from "office-addin-mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checker, createChecker } from "../../src/package/index.ts";
import { commentOn, putWording, readDocument, selectFinding } from "../../src/package/word/document.ts";
import { docxOf } from "../../src/package/word/flat.ts";
import type { Run } from "../../src/package/word/office.ts";
import type { Report } from "../../src/report.ts";
import { flatOpc } from "../kit/flat-opc.ts";

const FIXTURES = new URL("../../../tests/fixtures/docx/", import.meta.url);
const MANIFEST = fileURLToPath(new URL("../../examples/word/manifest.xml", import.meta.url));
const documents = readdirSync(FIXTURES).filter((name) => name.endsWith(".docx"));

/** What Microsoft's types say of `Word.run` is what the adapter takes. */
const typed = (run: typeof Word.run): Run => run;
void typed;

let checker: Checker;
beforeAll(() => {
  checker = createChecker();
});
afterAll(() => checker.dispose());

interface Call {
  what: string;
  on: string;
  text?: string;
  isTracked: boolean;
}

/** Word with a document in it: its API's shape, and what was asked of it. */
function word(docx: Uint8Array, report?: Report): { run: Run; calls: Call[]; mode: () => unknown } {
  const calls: Call[] = [];
  const place = (on: string) => {
    const call = (what: string, text?: string) =>
      calls.push({
        what,
        on,
        ...(text === undefined ? {} : { text }),
        isTracked: context.document.changeTrackingMode === "TrackAll",
      });
    return {
      select: () => call("select"),
      insertComment: (text: string) => call("comment", text),
      insertText: (text: string, where: string) => call(`insert ${where}`, text),
      delete: () => call("delete"),
    };
  };
  const blocks = report?.document.blocks ?? [];
  const said = (index: number, gone: string) =>
    blocks[index]?.runs.flatMap(({ op, text }) => (op === gone ? [] : [text])).join("") ?? "";
  const items = blocks.map((_, index) => ({
    // Word gives its own white space.
    getReviewedText: (version: string) => ({
      value: `${said(index, version === "Current" ? "delete" : "insert")} `.replace(" ", "\u00a0"),
    }),
    getRange: (where: string) => place(`${where} of ${index + 1}`),
    search: (text: string) => ({
      load: () => {},
      items: said(index, "delete")
        .split(text)
        .slice(1)
        .map((_, hit) => place(`hit ${hit + 1} of ${text} in ${index + 1}`)),
    }),
  }));
  const mock = new OfficeMockObject({
    context: {
      document: {
        changeTrackingMode: "Off",
        body: { getOoxml: () => ({ value: flatOpc(docx) }), paragraphs: { items } },
      },
    },
  });
  const { context } = mock;
  const run = ((batch: (context: unknown) => unknown) => batch(context)) as Run;
  return { run, calls, mode: () => context.document.changeTrackingMode };
}

test.each(documents)("%s is read from Word as it is read from its file", async (name) => {
  const docx = new Uint8Array(readFileSync(new URL(name, FIXTURES)));
  const read = await readDocument(word(docx).run);
  const options = { format: "docx", blocks: true } as const;
  const report = await checker.check(read, options);
  expect(report).toEqual(await checker.check(docx, options));
  expect(report.document.changes.length).toBeGreaterThan(0);
});

test("a part that is no XML comes through byte for byte, and what is no package is refused", () => {
  const picture = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const files = { "word/document.xml": strToU8("<w:a>&amp;<b/></w:a>"), "word/media/a.png": picture };
  const types = '<Types><Override PartName="/word/document.xml" ContentType="application/xml"/></Types>';
  const docx = unzipSync(docxOf(flatOpc(zipSync({ ...files, "[Content_Types].xml": strToU8(types) }))));
  expect(docx["word/media/a.png"]).toEqual(picture);
  expect(new TextDecoder().decode(docx["word/document.xml"])).toMatch(/\?>\n<w:a>&amp;<b\/><\/w:a>$/);
  expect(() => docxOf("<html></html>")).toThrow(/no document/);
});

test("a finding is selected, commented on, and its passage gets the approved wording as a tracked change", async () => {
  const docx = new Uint8Array(readFileSync(new URL("saas-redline.docx", FIXTURES)));
  const report = await checker.check(docx, { format: "docx", blocks: true });
  const { run, calls, mode } = word(docx, report);
  const finding = (id: string) => {
    const found = report.findings.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  expect(await selectFinding(run, report, finding("payment-terms/1"))).toBe(true);
  expect(await commentOn(run, report, finding("late-interest/1"), "Too low.")).toBe(true);
  expect(await putWording(run, report, finding("payment-terms/1"))).toBe(true);
  // A paragraph that came goes for the wording; its neighbour stays.
  expect(await putWording(run, report, finding("termination-for-convenience/1"))).toBe(true);
  // A struck paragraph is found by what it said.
  expect(await selectFinding(run, report, finding("publicity/1"))).toBe(true);
  expect(calls).toEqual([
    { what: "select", on: "hit 1 of sixty (60) in 16", isTracked: false },
    { what: "comment", on: "hit 1 of 1.0% in 17", text: "Too low.", isTracked: false },
    {
      what: "insert Replace",
      on: "Content of 16",
      text: finding("payment-terms/1").suggestion?.text,
      isTracked: true,
    },
    {
      what: "insert Replace",
      on: "Content of 36",
      text: finding("termination-for-convenience/1").suggestion?.text,
      isTracked: true,
    },
    { what: "select", on: "Content of 41", isTracked: false },
  ]);
  expect(mode()).toBe("Off");
});

test("in a document that was changed since, nothing is done", async () => {
  const docx = new Uint8Array(readFileSync(new URL("saas-redline.docx", FIXTURES)));
  const report = await checker.check(docx, { format: "docx", blocks: true });
  const other = structuredClone(report);
  for (const block of other.document.blocks ?? [])
    for (const run of block.runs) run.text = run.text.toUpperCase();
  const { run, calls } = word(docx, other);
  for (const finding of report.findings) {
    expect(await putWording(run, report, finding)).toBe(false);
    expect(await selectFinding(run, report, finding)).toBe(false);
  }
  expect(calls).toEqual([]);
});

test("the manifest is read by Microsoft's own reader, its elements in the order that the schema has", async () => {
  const info = await OfficeAddinManifest.readManifestFile(MANIFEST);
  expect(info).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    officeAppType: "TaskPaneApp",
    displayName: "clausecheck",
    hosts: ["Document"],
    permissions: "ReadWriteDocument",
    version: "0.1.0.0",
  });
  // https://learn.microsoft.com/office/dev/add-ins/develop/manifest-element-ordering
  const order =
    "Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions VersionOverrides";
  const names = [...readFileSync(MANIFEST, "utf8").matchAll(/^ {2}<(\w+)/gm)].map(([, name]) => name ?? "");
  const places = names.map((name) => order.split(" ").indexOf(name));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
