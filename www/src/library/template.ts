/** A new clause as text: from nothing, or from a paragraph whose values, places and parties became terms. */

import type { FoundValue } from "../library.ts";

/** A value that may become a term. */
export interface Proposal {
  /** The term's name. */
  name: string;
  kind: string;
  /** Its value in the paragraph. */
  value: string;
  /** The words that it stands between, as a pattern. */
  pattern: string;
}

/** The kinds that a matrix compares; of the rest nothing is proposed. */
const KINDS: Record<
  string,
  { name: string; cell: (value: string) => string; rest: (value: string) => string }
> = {
  duration: { name: "period", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  money: { name: "amount", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  percent: { name: "percentage", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  rate: { name: "rate", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  frequency: { name: "frequency", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  multiple: { name: "multiple", cell: (value) => `<= ${value}`, rest: (value) => `> ${value}` },
  place: { name: "place", cell: (value) => value, rest: (value) => `not(${value})` },
};

/** What in a paragraph may become a term. */
export function proposals(text: string, found: readonly FoundValue[]): Proposal[] {
  const counts = new Map<string, number>();
  return found.flatMap((one) => {
    const kind = KINDS[one.kind];
    if (!kind || one.value === null) return [];
    const count = (counts.get(one.kind) ?? 0) + 1;
    counts.set(one.kind, count);
    const before = wordsBefore(text.slice(0, one.start));
    const after = wordsAfter(text.slice(one.end));
    const pattern = [...before, `{${one.kind}}`, ...after].join(" ");
    return [
      { name: count === 1 ? kind.name : `${kind.name} ${count}`, kind: one.kind, value: one.value, pattern },
    ];
  });
}

/** The paragraph with `{Vendor}` and `{Customer}` where it names a party by a label that the library knows. */
export function withParties(text: string, found: readonly FoundValue[]): string {
  let out = "";
  let last = 0;
  for (const { kind, value, start, end } of found) {
    const name = kind === "party" ? { vendor: "{Vendor}", customer: "{Customer}" }[value ?? ""] : undefined;
    if (!name || start < last) continue;
    // A possessive stays with the text: "Supplier's" is "{Vendor}'s".
    const label = text.slice(start, end);
    out += text.slice(last, start) + name + (/['’]s?$/.exec(label)?.[0] ?? "");
    last = end;
  }
  return out + text.slice(last);
}

/** The clause's file. Without a paragraph it is a form to fill in. */
export function clauseText(title: string, paragraph: string, terms: readonly Proposal[]): string {
  const name = oneLine(title) || "New clause";
  const wording = oneLine(paragraph) || "Write the wording that we want here.";
  const head = ["Position", "clause", ...terms.map((term) => term.name), "Role"];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rest = terms.map((term) => KINDS[term.kind]?.rest(term.value) ?? "-");
  return [
    "---",
    `id: ${slug(name)}`,
    "owner: legal",
    "risk: medium",
    "coverage: strict",
    "---",
    "",
    `# ${name}`,
    "",
    "Say here why we hold this position.",
    "",
    "## Found by",
    "",
    `- heading: ${name.replace(/;/g, ",")}`,
    ...terms.map((term) => `- \`${term.pattern}\``),
    "",
    ...(terms.length > 0 ? ["## Terms", ""] : []),
    ...terms.flatMap((term) => [`### ${term.name} (${term.kind})`, "", `- \`${term.pattern}\``, ""]),
    "## Matrix",
    "",
    row(head),
    row(head.map(() => "---")),
    row(["Standard", "present", ...terms.map((term) => KINDS[term.kind]?.cell(term.value) ?? "-"), "seller"]),
    row(["Legal review", "absent", ...rest, "legal"]),
    "",
    "## Language",
    "",
    "### Standard",
    "",
    `> ${wording}`,
    "",
    "## Say",
    "",
    "Say here what the seller may tell the customer.",
    "",
    "## Examples",
    "",
    "### Standard",
    "",
    `> {++${wording}++}`,
    "",
  ].join("\n");
}

/** A title as an id: `Payment Terms` is `payment-terms`. */
export function slug(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ["new", "clause"];
  return words.join("-").slice(0, 60);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Up to three words before a value and two after, within its clause of the sentence. */
function wordsBefore(text: string): string[] {
  return (
    text
      .split(/[^\p{L}\s'’-]/u)
      .at(-1)
      ?.match(/\p{L}+/gu) ?? []
  ).slice(-3);
}

function wordsAfter(text: string): string[] {
  return (text.split(/[^\p{L}\s'’-]/u)[0]?.match(/\p{L}+/gu) ?? []).slice(0, 2);
}
