import { expect, test } from "vitest";
import { fromClipboard } from "./source.ts";

function clipboard(types: Record<string, string>): Pick<DataTransfer, "getData"> {
  return { getData: (type) => types[type] ?? "" };
}

test("HTML is taken where it carries content, for it keeps tracked changes", () => {
  const html = "<p>in <del>30</del><ins>60</ins> days</p>";
  expect(fromClipboard(clipboard({ "text/html": html, "text/plain": "in 3060 days" }))).toEqual({
    text: html,
    format: "html",
    preview: "in 3060 days",
  });
});

test("HTML without text is passed over", () => {
  const html = "<html><body><img src='x'></body></html>";
  expect(fromClipboard(clipboard({ "text/html": html, "text/plain": "words" }))).toEqual({
    text: "words",
    preview: "words",
  });
});

test("CriticMarkup from an editor that colours it is taken as text", () => {
  const plain = "in {~~30~>60~~} days";
  const html = `<div><span style="color:red">${plain}</span></div>`;
  expect(fromClipboard(clipboard({ "text/html": html, "text/plain": plain }))?.text).toBe(plain);
});

test("an empty clipboard is nothing", () => {
  expect(fromClipboard(clipboard({ "text/plain": "  \n" }))).toBeNull();
});

test("a clipboard of a million brackets is read at once", () => {
  const started = performance.now();
  fromClipboard(clipboard({ "text/html": "<!--".repeat(500_000) }));
  expect(performance.now() - started).toBeLessThan(1000);
});
