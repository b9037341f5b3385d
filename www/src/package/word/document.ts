/** What is done in the open document: read it, find a passage, comment on it, put another wording in its place. */

import { placesOf } from "../../pieces.ts";
import type { BlockText, Finding, Report, Span } from "../../report.ts";
import { replaced } from "../places.ts";
import { docxOf } from "./flat.ts";
import type { Context, Paragraph, Place, Run } from "./office.ts";

/** The open document as a .docx, with its tracked changes. */
export function readDocument(run: Run): Promise<Uint8Array> {
  return run(async (context) => {
    const ooxml = context.document.body.getOoxml();
    await context.sync();
    return docxOf(ooxml.value);
  });
}

/** Selects what a finding is about; false where the document no longer has it. */
export function selectFinding(run: Run, report: Report, finding: Finding): Promise<boolean> {
  return at(run, report, finding, (place) => place.select());
}

/** Comments on what a finding is about. */
export function commentOn(run: Run, report: Report, finding: Finding, text: string): Promise<boolean> {
  return at(run, report, finding, (place) => {
    place.insertComment(text);
  });
}

/**
 * Puts the suggested wording in the place of the passage, as a tracked change. Word marks it as the reader's own; whether
 * changes were tracked before is as it was. False, and nothing is done, where the passage is not found whole.
 */
export function putWording(run: Run, report: Report, finding: Finding): Promise<boolean> {
  return run(async (context) => {
    const { document } = context;
    const wording = finding.suggestion?.text;
    const spans = replaced(finding);
    if (wording === undefined || spans.length === 0) return false;
    document.load("changeTrackingMode");
    const found = await paragraphsOf(context, report, spans);
    const places: Place[] = [];
    for (const [index, span] of spans.entries()) {
      const paragraph = found[index];
      const place = paragraph && (await placeOf(context, report, paragraph, span, false));
      if (!place) return false;
      places.push(place);
    }
    const before = document.changeTrackingMode;
    document.changeTrackingMode = "TrackAll";
    places.forEach((place, index) => {
      if (index === 0) place.insertText(wording.replace(/\s*\n\s*/g, " "), "Replace");
      else place.delete();
    });
    try {
      await context.sync();
    } finally {
      document.changeTrackingMode = before;
      await context.sync();
    }
    return true;
  });
}

/** Does something at the first place of a finding. */
function at(run: Run, report: Report, finding: Finding, act: (place: Place) => void): Promise<boolean> {
  return run(async (context) => {
    const span = placesOf(finding)[0];
    if (!span) return false;
    const [paragraph] = await paragraphsOf(context, report, [span]);
    const place = paragraph && (await placeOf(context, report, paragraph, span, true));
    if (!place) return false;
    act(place);
    await context.sync();
    return true;
  });
}

/**
 * The paragraphs that the blocks of these spans stand in: those with the same text, counted where it stands there more
 * than once. A block without final text is looked for by its original one.
 */
async function paragraphsOf(
  context: Context,
  report: Report,
  spans: readonly Span[],
): Promise<(Paragraph | null)[]> {
  const { paragraphs } = context.document.body;
  paragraphs.load("items");
  await context.sync();
  const texts = paragraphs.items.map((paragraph) => ({
    paragraph,
    Current: paragraph.getReviewedText("Current"),
    Original: paragraph.getReviewedText("Original"),
  }));
  await context.sync();
  const blocks = (report.document.blocks ?? []).filter(({ where }) => where.startsWith("word/document.xml"));
  return spans.map(({ block: id }) => {
    const index = blocks.findIndex((block) => block.id === id);
    const block = blocks[index];
    if (!block) return null;
    const version = same(textOn(block, "delete")) === "" ? "Original" : "Current";
    const gone = version === "Current" ? "delete" : "insert";
    const text = same(textOn(block, gone));
    const count = blocks.slice(0, index).filter((other) => same(textOn(other, gone)) === text).length;
    const alike = texts.filter((one) => same(one[version].value) === text);
    return alike[count]?.paragraph ?? null;
  });
}

/** The range of a span in its paragraph; where it cannot be found, the paragraph or nothing. */
async function placeOf(
  context: Context,
  report: Report,
  paragraph: Paragraph,
  { block: id, start, end }: Span,
  isLoose: boolean,
): Promise<Place | null> {
  const block = report.document.blocks?.find((one) => one.id === id);
  if (!block) return null;
  const whole = textOn(block, "delete");
  const words = finalWords(block, start, end);
  // Word looks for no more than 255 characters.
  if (same(words) !== same(whole) && words.trim() !== "" && words.length <= MAX_SEARCH) {
    const hits = paragraph.search(words.replaceAll("^", "^^"), { matchCase: true });
    hits.load("items");
    await context.sync();
    const before = finalWords(block, 0, start).split(words).length - 1;
    const hit = hits.items[before];
    if (hit) return hit;
  }
  return isLoose || same(words) === same(whole) ? paragraph.getRange("Content") : null;
}

const MAX_SEARCH = 255;

function textOn(block: BlockText, gone: string): string {
  return block.runs
    .filter(({ op }) => op !== gone)
    .map(({ text }) => text)
    .join("");
}

/** What a stretch of a block's redline says in the end. */
function finalWords(block: BlockText, start: number, end: number): string {
  let words = "";
  let at = 0;
  for (const { op, text } of block.runs) {
    if (op !== "delete") words += text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += text.length;
  }
  return words;
}

/** A text by which paragraphs are compared: white space is Word's own business. */
function same(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
