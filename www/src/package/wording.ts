/**
 * A passage turned into another wording, word by word, so that a suggestion strikes no more than it must.
 */

/** A stretch of words that stays, goes or comes. */
export interface Step {
  op: "keep" | "delete" | "insert";
  text: string;
}

/** More cells than this of the table are not worth the wait; then all between the common ends is replaced. */
const MAX_CELLS = 4_000_000;

/** The steps from one wording to the other; deletions stand before the insertions that replace them. */
export function steps(old: string, fresh: string): Step[] {
  const a = words(old);
  const b = words(fresh);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const list: Step[] = [];
  const add = (op: Step["op"], text: string) => {
    const last = list.at(-1);
    if (text === "") return;
    if (last?.op === op) last.text += text;
    else list.push({ op, text });
  };
  add("keep", a.slice(0, head).join(""));
  for (const { op, text } of middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)))
    add(op, text);
  add("keep", a.slice(a.length - tail).join(""));
  return gathered(list);
}

/** Words, white space and every other character by itself. */
function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? [];
}

function* middle(a: readonly string[], b: readonly string[]): Generator<Step> {
  const width = b.length + 1;
  if (a.length * width > MAX_CELLS) {
    yield { op: "delete", text: a.join("") };
    yield { op: "insert", text: b.join("") };
    return;
  }
  // Lengths of the longest common subsequences of what is left from each pair of places on.
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const skip = Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : skip;
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const down = table[(i + 1) * width + j] ?? 0;
    const right = table[i * width + j + 1] ?? 0;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      yield { op: "keep", text: a[i] ?? "" };
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || down >= right)) {
      yield { op: "delete", text: a[i] ?? "" };
      i += 1;
    } else {
      yield { op: "insert", text: b[j] ?? "" };
      j += 1;
    }
  }
}

/** Changes that only white space or a mark parts become one: a phrase reads better than its crumbs. */
function gathered(list: readonly Step[]): Step[] {
  const found: Step[] = [];
  let gone = "";
  let come = "";
  const flush = () => {
    if (gone !== "") found.push({ op: "delete", text: gone });
    if (come !== "") found.push({ op: "insert", text: come });
    gone = "";
    come = "";
  };
  list.forEach((step, index) => {
    const between = gone !== "" && come !== "" && index < list.length - 1;
    if (step.op === "delete") gone += step.text;
    else if (step.op === "insert") come += step.text;
    else if (between && /^[^\p{L}\p{N}]{1,2}$/u.test(step.text)) {
      gone += step.text;
      come += step.text;
    } else {
      flush();
      found.push({ ...step });
    }
  });
  flush();
  return found;
}
