import { expect, test } from "vitest";
import { amount } from "./amount.ts";

test.each([
  ["300000", "300000"],
  ["300,000", "300000"],
  ["300 000", "300000"],
  ["$300k", "300000"],
  ["EUR 1.2m", "1200000"],
  ["1'250.50", "1250.5"],
  ["", null],
  ["lots", null],
  ["30%", null],
  ["12-34", null],
  ["300.000", null],
])("%s is %s", (given, expected) => {
  expect(amount(given)).toBe(expected);
});
