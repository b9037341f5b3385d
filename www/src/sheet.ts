/**
 * A sheet to take along: headings, lines, lists, tables and quotes as data, so that what is printed and what is copied
 * as Markdown cannot differ. Texts are plain; each way out makes them harmless in its own manner.
 */

import { type Child, el } from "./dom.ts";

/** A stretch of a line; `insert` and `delete` as in a redline. */
export interface Stretch {
  op: "keep" | "strong" | "insert" | "delete";
  text: string;
}

export type Line = string | readonly Stretch[];

export type Part =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "line"; text: Line }
  | { kind: "list"; items: readonly Line[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: "quote"; text: Line };

export type Sheet = readonly Part[];

/** The sheet as Markdown. */
export function toMarkdown(sheet: Sheet): string {
  return `${sheet.map(markdown).join("\n\n")}\n`;
}

/** The sheet as elements, its headings beginning at a level that suits their surroundings. */
export function toElements(sheet: Sheet, top = 2): HTMLElement[] {
  return sheet.map((part) => element(part, top));
}

function markdown(part: Part): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.level)} ${inline(part.text)}`;
    case "line":
      return inline(part.text);
    case "list":
      return part.items.map((item) => `- ${inline(item)}`).join("\n");
    case "quote":
      return `> ${inline(part.text)}`;
    case "table": {
      const row = (cells: readonly string[]) => `| ${cells.map(inline).join(" | ")} |`;
      return [
        row(part.head),
        row(part.head.map(() => "---")).replaceAll("\\", ""),
        ...part.rows.map(row),
      ].join("\n");
    }
  }
}

function inline(line: Line): string {
  if (typeof line === "string") return shown(line);
  return line
    .map(({ op, text }) => {
      // Markers must touch words, so white space at a stretch's edges stands outside them.
      const [, before = "", body = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
      if (body === "" || op === "keep") return shown(text);
      const marker = op === "delete" ? "~~" : "**";
      return `${flat(before)}${marker}${shown(body)}${marker}${flat(after)}`;
    })
    .join("");
}

/** Text that shows as it is: nothing in it is a marker, a link, an element or a new block. */
export function shown(text: string): string {
  return flat(text)
    .replace(/[\\`*_{}[\]<>|~&#]/g, "\\$&")
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

function element(part: Part, top: number): HTMLElement {
  switch (part.kind) {
    case "heading":
      return el(`h${Math.min(6, part.level + top - 1)}` as "h2", {}, part.text);
    case "line":
      return el("p", {}, ...words(part.text));
    case "list":
      return el("ul", {}, ...part.items.map((item) => el("li", {}, ...words(item))));
    case "quote":
      return el("blockquote", {}, ...words(part.text));
    case "table":
      return el(
        "table",
        {},
        el("thead", {}, el("tr", {}, ...part.head.map((cell) => el("th", { scope: "col" }, cell)))),
        el(
          "tbody",
          {},
          ...part.rows.map((row) =>
            el(
              "tr",
              {},
              ...row.map((cell, index) =>
                index === 0 ? el("th", { scope: "row" }, cell) : el("td", {}, cell),
              ),
            ),
          ),
        ),
      );
  }
}

const TAGS = { strong: "strong", insert: "ins", delete: "del" } as const;

function words(line: Line): Child[] {
  if (typeof line === "string") return [line];
  return line.map(({ op, text }) => (op === "keep" ? text : el(TAGS[op], {}, text)));
}
