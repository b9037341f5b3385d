/**
 * A deal as one file, and back: JSON, `"schema": "clausecheck-deal/1"`, with the bytes of each round in base64. A file
 * comes from anywhere, so all of it is checked before any of it is used.
 */

import type { Deal } from "../deal.ts";
import type { Source } from "../source.ts";
import { isDay } from "./days.ts";
import { type Approved, cleanName, type KeptDeal, LONGEST_NAME, type Owner, type Round } from "./model.ts";
import { reportShape } from "./report-shape.ts";
import { byName, listOf, oneOf, orNull, record, type Shape, text, textThat, Unfit } from "./shape.ts";

const NAME = "clausecheck-deal";
const VERSION = 1;

/** The schema that files are written in. */
export const SCHEMA = `${NAME}/${VERSION}`;

/** Larger files are refused before they fill the memory; in bytes. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/** A file that is no deal, in a sentence for people. */
export class BadFile extends Error {
  override name = "BadFile";
}

/** The file of a deal. */
export function writeDeal(deal: KeptDeal): string {
  const { id, name, customer, closes, value, owners, approvals } = deal;
  const rounds = deal.rounds.map(({ id, date, source, request, deal, report }) => ({
    id,
    date,
    source,
    request: {
      bytes: toBase64(request.bytes),
      base: request.base && toBase64(request.base),
      ...(request.format ? { format: request.format } : {}),
    },
    deal,
    report,
  }));
  const file = { schema: SCHEMA, deal: { id, name, customer, closes, value, owners, approvals, rounds } };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads a deal's file; throws {@link BadFile}. */
export function readDeal(file: string): KeptDeal {
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch {
    throw new BadFile("This is no file of a deal: it is not JSON, or it was cut off.");
  }
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : null;
  const [name, version] = typeof schema === "string" ? schema.split("/") : [];
  if (name !== NAME) throw new BadFile(`This is no file of a deal: its schema is not ${SCHEMA}.`);
  if (schema !== SCHEMA) {
    throw new BadFile(
      Number(version) > VERSION
        ? "This deal was saved by a newer version of this page. Load the page again to get it."
        : `This deal's schema is unknown; this page reads ${SCHEMA}.`,
    );
  }
  try {
    return fileShape(value, "").deal;
  } catch (error) {
    if (error instanceof Unfit)
      throw new BadFile(`This file of a deal is damaged, and nothing was taken from it. ${error.message}.`);
    throw error;
  }
}

/** What the file is called: `acme-renewal.deal.json`. */
export function fileName(deal: { name: string }): string {
  const plain = deal.name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain || "deal"}.deal.json`;
}

/** The longest wording that was approved, and the largest input in base64; in characters. */
const LONGEST_WORDING = 4_000_000;
const LONGEST_INPUT = 96 * 1024 * 1024;

const id = textThat(64, (value) => /^[A-Za-z0-9-]+$/.test(value), "letters, digits and hyphens");
const day = textThat(10, isDay, "a day, like 2026-03-31");
const dayOrNothing = textThat(
  10,
  (value) => value === "" || isDay(value),
  "a day, like 2026-03-31, or nothing",
);
const clause = text(LONGEST_NAME);

const cleaned: Shape<string> = (value, at) => cleanName(text(LONGEST_NAME)(value, at));

const someName: Shape<string> = (value, at) => {
  const clean = cleaned(value, at);
  if (clean === "") throw new Unfit(at, "a name");
  return clean;
};

const bytes: Shape<Uint8Array> = (value, at) => {
  const given = text(LONGEST_INPUT)(value, at);
  try {
    return fromBase64(given);
  } catch {
    throw new Unfit(at, "base64");
  }
};

const ownerShape = record<Owner>({ clause, name: someName });

const approvedShape = record<Approved>({
  clause,
  title: text(1_000),
  print: text(1_000),
  final: text(LONGEST_WORDING),
  original: text(LONGEST_WORDING),
  position: orNull(text(1_000)),
  by: someName,
  on: day,
});

const values = byName(text(20_000), 1_000);

const roundShape = record<Round>({
  id,
  date: day,
  source: cleaned,
  request: record<Source["request"]>(
    { bytes, base: orNull(bytes), format: oneOf("html", "markdown") },
    "format",
  ),
  deal: record<Deal>(
    { deal: values, paper: oneOf("ours", "theirs"), facts: values },
    "deal",
    "paper",
    "facts",
  ),
  report: reportShape,
});

const dealShape = record<KeptDeal>({
  id,
  name: someName,
  customer: cleaned,
  closes: dayOrNothing,
  value: textThat(40, (value) => /^(\d+(\.\d+)?)?$/.test(value), "digits, or nothing"),
  owners: listOf(ownerShape, 1_000),
  approvals: listOf(approvedShape, 10_000),
  rounds: listOf(roundShape, 200),
});

const fileShape = record<{ deal: KeptDeal }>({ deal: dealShape });

/** A call takes no more arguments than this. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(parts.join(""));
}

function fromBase64(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
