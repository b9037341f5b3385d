/** Days as texts, `2026-03-31`. "Today" is always given: nothing here reads a clock. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LENGTH = 24 * 60 * 60 * 1000;
const WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  return count(text) !== null;
}

/** The day of a moment, where the reader is. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** How many days lie between two days, below zero where the second is the earlier; null if either is none. */
export function daysBetween(from: string, to: string): number | null {
  const [first, last] = [count(from), count(to)];
  return first === null || last === null ? null : last - first;
}

/** A day for people: `31 March 2026`. What is no day stays as it is. */
export function dayWords(day: string): string {
  const number = count(day);
  return number === null ? day : WORDS.format(new Date(number * LENGTH));
}

/** Days since 1970; in UTC, where every day has 24 hours. */
function count(text: string): number | null {
  const found = DAY.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const moment = new Date(Date.UTC(year, month - 1, day));
  // The 31st of February would come out as a day in March.
  if (moment.getUTCFullYear() !== year || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) {
    return null;
  }
  return moment.getTime() / LENGTH;
}
