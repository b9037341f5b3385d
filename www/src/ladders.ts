/** The parts of the library that cards and briefs show, by the keys that reports have. */

import type { ClauseView, GlossaryView, LibraryView, RoleView, RowView } from "./library.ts";

/** One position of a clause. */
export interface Row {
  /** `Fallback 1`. */
  position: string;
  isWalkAway: boolean;
  /** Who decides there. */
  role: string;
  /** What the row asks of each term, as the matrix writes it; terms that it does not ask about are left out. */
  cells: { term: string; text: string }[];
}

/** A clause, for people. */
export interface ClauseText {
  /** Why we hold these positions. */
  why: string;
  rows: Row[];
}

/** The library, for people. */
export interface LibraryText {
  clauses: ReadonlyMap<string, ClauseText>;
  glossary: readonly GlossaryView[];
  roles: readonly RoleView[];
}

export function libraryText(view: LibraryView): LibraryText {
  return {
    clauses: new Map(
      view.clauses.map((clause) => [
        clause.id,
        { why: clause.why.replaceAll("\n", " "), rows: clause.rows.map((row) => rowText(row, clause)) },
      ]),
    ),
    glossary: view.glossary,
    roles: view.roles,
  };
}

export function rowText(row: RowView, clause: ClauseView): Row {
  const cells = row.cells.map((text, index) => {
    const column = clause.columns[index];
    return { term: column?.name ?? "", text };
  });
  return {
    position: row.name,
    isWalkAway: row.position === "walk_away",
    role: row.role,
    cells: cells.filter(({ term, text }) => term !== "" && text !== "-" && text !== ""),
  };
}

/** The names of each clause's positions, from the best to the worst. */
export function positionsOf(library: LibraryText | null): Map<string, string[]> {
  return new Map(
    [...(library?.clauses ?? [])].map(([id, text]) => [id, text.rows.map((row) => row.position)]),
  );
}
