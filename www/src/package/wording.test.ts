import fc from "fast-check";
import { expect, test } from "vitest";
import { type Step, steps } from "./wording.ts";

const side = (list: Step[], gone: Step["op"]) =>
  list
    .filter((step) => step.op !== gone)
    .map((step) => step.text)
    .join("");

test("only the words that differ are struck", () => {
  expect(steps("within ninety (90) days after receipt", "within thirty (30) days after receipt")).toEqual([
    { op: "keep", text: "within " },
    { op: "delete", text: "ninety (90" },
    { op: "insert", text: "thirty (30" },
    { op: "keep", text: ") days after receipt" },
  ]);
  expect(steps("a b", "a b")).toEqual([{ op: "keep", text: "a b" }]);
  expect(steps("", "new")).toEqual([{ op: "insert", text: "new" }]);
  expect(steps("old", "")).toEqual([{ op: "delete", text: "old" }]);
});

test("a passage too long for the table still becomes the other", () => {
  const old = Array.from({ length: 3000 }, (_, i) => `w${i}`).join(" ");
  const list = steps(`same ${old} end`, `same ${old.replaceAll("w", "v")} end`);
  expect(list.map((step) => step.op)).toEqual(["keep", "delete", "insert", "keep"]);
});

test("the steps hold both wordings, whatever they are", () => {
  const text = fc.array(fc.constantFrom("a", "b", " ", ".", "(", "é", "𝒳", "\n"), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const list = steps(a.join(""), b.join(""));
      expect(side(list, "insert")).toBe(a.join(""));
      expect(side(list, "delete")).toBe(b.join(""));
    }),
  );
});
