/** The matrix's cells in plain words: `<= 30 days` is "up to 30 days". What is no comparison stays as it is. */

/** A cell for people; facts that a check used stand in for their names. */
export function cellWords(cell: string, facts: Readonly<Record<string, string>> = {}): string {
  return cell
    .split(/,\s*(?![^(]*\))/)
    .map((part) => one(part.trim(), facts))
    .join(" or ");
}

/** What a row that wants no such clause asks. */
export const LEFT_OUT = "the clause is left out";

/** What a row asks of a term, in words; null where it asks nothing that is worth a word. */
export function asksOf(
  { term, text }: { term: string; text: string },
  facts: Readonly<Record<string, string>> = {},
): string | null {
  if (term !== "clause") return `${term} ${cellWords(text, facts)}`;
  if (/present/.test(text) && /absent/.test(text)) return null;
  return /absent/.test(text) ? LEFT_OUT : "the clause is there";
}

const COMPARED: readonly [string, string][] = [
  ["<=", "up to"],
  [">=", "at least"],
  ["<", "under"],
  [">", "over"],
];

function one(part: string, facts: Readonly<Record<string, string>>): string {
  const known = part.replace(/\{([^{}]+)\}/g, (_, name: string) => facts[name] ?? name.replaceAll("_", " "));
  for (const [sign, words] of COMPARED) {
    if (known.startsWith(sign)) return `${words} ${known.slice(sign.length).trim()}`;
  }
  const range = /^(\S+)\.\.(.+)$/.exec(known);
  if (range) return `${range[1]} to ${range[2]}`;
  const not = /^not\((.*)\)$/.exec(known);
  if (not) return `any but ${not[1]}`;
  if (known === "present") return "there";
  if (known === "absent") return "not said";
  return known;
}
