import { expect, test } from "vitest";
import { dayOf, daysBetween, dayWords, isDay } from "./days.ts";

test.each([
  ["2026-03-31", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["2026-3-1", false],
  ["31.03.2026", false],
  ["", false],
  ["2026-03-31T00:00", false],
])("%s is a day: %s", (text, yes) => expect(isDay(text)).toBe(yes));

test.each([
  ["2026-03-02", "2026-03-05", 3],
  ["2026-03-05", "2026-03-02", -3],
  // Over the change to summer time, where a day has 23 hours.
  ["2026-03-28", "2026-03-30", 2],
  ["2025-12-31", "2026-01-01", 1],
  ["", "2026-01-01", null],
  ["2026-01-01", "soon", null],
])("from %s to %s: %s", (from, to, days) => expect(daysBetween(from, to)).toBe(days));

test("a day in words, and the day of a moment", () => {
  expect(dayWords("2026-03-31")).toBe("31 March 2026");
  expect(dayWords("soon")).toBe("soon");
  expect(dayOf(new Date(2026, 2, 1, 23, 59))).toBe("2026-03-01");
});
