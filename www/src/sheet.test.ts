import { expect, test } from "vitest";
import { toMarkdown } from "./sheet.ts";

test.each([
  ["<img src=x>", "\\<img src=x\\>"],
  ["[a](javascript:b)", "\\[a\\](javascript:b)"],
  ["# not a heading", "\\# not a heading"],
  ["- not a list", "\\- not a list"],
  ["1. not a list", "1\\. not a list"],
  ["two\n\nparagraphs", "two paragraphs"],
  ["{++added++}", "\\{++added++\\}"],
  ["a | b", "a \\| b"],
  ["&lt;", "\\&lt;"],
])("%j is text in Markdown", (text, markdown) => {
  expect(toMarkdown([{ kind: "line", text }])).toBe(`${markdown}\n`);
});

test("struck and added words keep their white space outside the marks", () => {
  const text = [
    { op: "keep", text: "pay in " },
    { op: "delete", text: "thirty " },
    { op: "insert", text: " sixty" },
    { op: "insert", text: "  " },
    { op: "keep", text: "days" },
  ] as const;
  expect(toMarkdown([{ kind: "quote", text }])).toBe("> pay in ~~thirty~~  **sixty** days\n");
});
