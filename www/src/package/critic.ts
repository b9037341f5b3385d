/**
 * CriticMarkup as an editor needs it: a passage of the source rewritten so that its final wording is another, as tracked
 * changes. The engine reads the marks; here they are only found again, and where the two could differ nothing is offered.
 */

import type { Part, Range } from "./places.ts";
import { steps } from "./wording.ts";

/** A stretch of source with one fate. `other` is a comment or a highlight, markup that stays as it is. */
interface Segment extends Range {
  op: "keep" | "insert" | "delete" | "other";
  /** The whole mark that it is the text of. */
  mark: Range | null;
}

/** A replacement in the source. */
export interface Change extends Range {
  insert: string;
}

const TOKEN =
  /\\.|\{\+\+(.*?)\+\+\}|\{--(.*?)--\}|\{~~(.*?)~>(.*?)~~\}|\{>>.*?<<\}|\{==|==\}|<ins(?:\s[^<>]*)?>(.*?)<\/ins>|<del(?:\s[^<>]*)?>(.*?)<\/del>/gis;

/** An opener or a closer inside of a mark: marks in marks, which are read but not rewritten. */
const NESTED = /\{\+\+|\{--|\{~~|\{>>|\{==|==\}|<\/?(?:ins|del)\b/i;

/**
 * The source with a passage replaced: struck is what the original has and the wording has not, and insertions of the
 * passage are taken back. Null where the passage cannot be rewritten safely.
 *
 * `parts` are the runs of the passage as the engine read them.
 */
export function counter(
  source: string,
  passage: Range,
  parts: readonly Part[],
  wording: string,
): Change | null {
  const all = segments(source);
  if (all === null) return null;
  const agrees = parts.every((part) =>
    all.some((one) => one.op === part.op && one.from <= part.from && part.to <= one.to),
  );
  if (!agrees || parts.length === 0) return null;
  // Whole marks are replaced, so that none is cut in two.
  let { from, to } = passage;
  for (const { mark } of all) {
    if (!mark || mark.to <= from || mark.from >= to) continue;
    from = Math.min(from, mark.from);
    to = Math.max(to, mark.to);
  }
  let before = "";
  let old = "";
  let after = "";
  const markup: Markup[] = [];
  for (const one of all) {
    const first = Math.max(one.from, from);
    const last = Math.min(one.to, to);
    if (first >= last) continue;
    if (one.op === "other") return null;
    const text = (start: number, end: number) => source.slice(Math.max(first, start), Math.min(last, end));
    before += marked(one.op, text(0, passage.from));
    after += marked(one.op, text(passage.to, Infinity));
    for (let at = Math.max(first, passage.from); at < Math.min(last, passage.to); at += 1) {
      const sign = source.charAt(at);
      // What is no text of a run although it could be, is emphasis: it stays, wherever its words go.
      if (/[*_`]/.test(sign) && !parts.some((part) => part.from <= at && at < part.to)) {
        markup.push({ at: old.length, sign });
      } else if (one.op !== "insert") old += sign;
    }
  }
  return { from, to, insert: before + redline(old, escaped(wording), markup) + after };
}

/** A sign of emphasis, and before which unit of the old text it stands. */
interface Markup {
  at: number;
  sign: string;
}

/** Both wordings as one redline, with the emphasis between its marks. */
function redline(old: string, fresh: string, markup: readonly Markup[]): string {
  const list = steps(old, fresh);
  const signs = [...markup];
  let at = 0;
  let text = "";
  const copy = (op: string, words: string) => {
    let rest = words;
    for (let sign = signs[0]; sign && sign.at < at + rest.length; sign = signs[0]) {
      text += marked(op, rest.slice(0, sign.at - at)) + sign.sign;
      rest = rest.slice(sign.at - at);
      at = sign.at;
      signs.shift();
    }
    text += marked(op, rest);
    at += rest.length;
  };
  list.forEach((step, index) => {
    const next = list[index + 1];
    const isWhole = !(signs[0] && signs[0].at < at + step.text.length) && !step.text.includes("~>");
    if (step.op === "delete" && next?.op === "insert" && isWhole) {
      text += `{~~${step.text}~>${next.text}~~}`;
      at += step.text.length;
      next.text = "";
    } else if (step.op === "insert") text += marked("insert", step.text);
    else copy(step.op, step.text);
  });
  return text + signs.map(({ sign }) => sign).join("");
}

function marked(op: string, text: string): string {
  if (text === "") return "";
  if (op === "insert") return `{++${text}++}`;
  return op === "delete" ? `{--${text}--}` : text;
}

/** Plain text as Markdown that says the same, with as few backslashes as that needs. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>~|#&]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

/** The source cut at its marks; null where marks lie in marks. */
function segments(source: string): Segment[] | null {
  const found: Segment[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) found.push({ op: "keep", from: at, to, mark: null });
    at = to;
  };
  for (const match of source.matchAll(TOKEN)) {
    const [token, insert, remove, old, fresh, insertTag, deleteTag] = match;
    if (token.startsWith("\\")) continue;
    const mark = { from: match.index, to: match.index + token.length };
    plain(mark.from);
    at = mark.to;
    const inner = [insert, remove, old, fresh, insertTag, deleteTag].filter((text) => text !== undefined);
    if (inner.some((text) => NESTED.test(text))) return null;
    const put = (op: Segment["op"], text: string, from: number) =>
      found.push({ op, from, to: from + text.length, mark });
    if (old !== undefined && fresh !== undefined) {
      put("delete", old, mark.from + 3);
      put("insert", fresh, mark.from + 3 + old.length + 2);
    } else if (insert !== undefined) put("insert", insert, mark.from + 3);
    else if (remove !== undefined) put("delete", remove, mark.from + 3);
    else if (insertTag !== undefined) put("insert", insertTag, mark.from + token.indexOf(">") + 1);
    else if (deleteTag !== undefined) put("delete", deleteTag, mark.from + token.indexOf(">") + 1);
    else found.push({ op: "other", ...mark, mark: null });
  }
  plain(source.length);
  return found;
}
