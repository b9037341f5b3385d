/**
 * What the page shows of the clause library beside what a report says: each clause's whole ladder, the words that the
 * glossary explains, and the roles. It reads the bundle's Markdown tables as text and judges nothing by them.
 */

import bundleUrl from "./engine/library.json?url";

/** One position of a clause. */
export interface Row {
  /** `Fallback 1`. */
  position: string;
  /** Who decides there. */
  role: string;
  /** What the row asks of each term, as the matrix writes it; terms that it does not ask about are left out. */
  cells: { term: string; text: string }[];
}

/** A clause, for people. */
export interface ClauseText {
  id: string;
  title: string;
  /** Why we hold these positions. */
  why: string;
  rows: Row[];
}

/** A role of the library. */
export interface RoleText {
  role: string;
  function: string;
  /** Whom it escalates to next, if anybody. */
  next: string | null;
}

/** The library, for people. */
export interface LibraryText {
  clauses: ReadonlyMap<string, ClauseText>;
  /** Terms as the glossary writes them, with what they mean. */
  glossary: ReadonlyMap<string, string>;
  roles: readonly RoleText[];
}

let loading: Promise<LibraryText | null> | null = null;

/** The library that the engine was started with; null where it cannot be read. */
export function libraryText(): Promise<LibraryText | null> {
  loading ??= fetch(bundleUrl)
    .then(async (answer) => (answer.ok ? readLibrary((await answer.json()).files ?? {}) : null))
    .catch(() => null);
  return loading;
}

/** Each clause's positions, from the best to the worst. */
export function laddersOf(library: LibraryText | null): Map<string, string[]> {
  return new Map(
    [...(library?.clauses ?? [])].map(([id, text]) => [id, text.rows.map((row) => row.position)]),
  );
}

/** Reads a bundle's files. */
export function readLibrary(files: Readonly<Record<string, string>>): LibraryText {
  const clauses = new Map<string, ClauseText>();
  for (const [path, text] of Object.entries(files)) {
    const id = /^[^/]+\/([^/]+)\.md$/.exec(path)?.[1];
    if (id !== undefined) clauses.set(id, clauseText(id, text));
  }
  return {
    clauses,
    glossary: glossaryOf(files["glossary.md"] ?? ""),
    roles: tableOf(files["roles.md"] ?? "").map(([role = "", its = "", next = ""]) => ({
      role,
      function: its,
      next: next === "" || next === "-" ? null : next,
    })),
  };
}

function clauseText(id: string, text: string): ClauseText {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, "");
  const title = /^# (.+)$/m.exec(body)?.[1]?.trim() ?? id;
  const why = /^# .+\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(body)?.[1] ?? "";
  const matrix = /^## Matrix\s*\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(body)?.[1] ?? "";
  const [head = [], ...rows] = rowsOf(matrix);
  return {
    id,
    title,
    why: why.trim().replace(/\s*\n\s*/g, " "),
    rows: rows.map((cells) => ({
      position: cells[0] ?? "",
      role: cells.at(-1) ?? "",
      cells: head
        .slice(1, -1)
        .map((term, index) => ({ term, text: cells[index + 1] ?? "-" }))
        .filter(({ text }) => text !== "-" && text !== ""),
    })),
  };
}

/** A definition list: a line, then `: what it means`, which may go on below. */
function glossaryOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of text.matchAll(/^([^\n:#][^\n]*)\n: ([^\n]+(?:\n[ \t]*[^\n\s:][^\n]*)*)/gm)) {
    if (one[1] && one[2]) found.set(one[1].trim(), one[2].replace(/\s*\n\s*/g, " ").trim());
  }
  return found;
}

/** The rows of the first table, without its head. */
function tableOf(text: string): string[][] {
  return rowsOf(text).slice(1);
}

function rowsOf(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[\s:|-]+\|?$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, "")
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
}
