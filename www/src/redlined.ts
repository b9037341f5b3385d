/** Pieces of text as elements: what came in under `<ins>`, what went under `<del>`, each with who did it. */

import { el } from "./dom.ts";
import type { Piece } from "./pieces.ts";
import type { ChangeSummary } from "./report.ts";

/** Puts pieces under the same marks into one element; `seen` is shared by all calls of one {@link redlined}. */
type Wrap = (ids: number[], children: Node[], seen: Set<number>) => Node[];

/** The elements for some pieces; neighbours under the same marks go into one wrapper. */
export function redlined(
  pieces: readonly Piece[],
  changes: ReadonlyMap<string, ChangeSummary>,
  wrap: Wrap = (_, children) => children,
): Node[] {
  const out: Node[] = [];
  const seen = new Set<number>();
  let ids: number[] = [];
  let children: Node[] = [];
  const close = () => {
    if (children.length === 0) return;
    out.push(...(ids.length > 0 ? wrap(ids, children, seen) : children));
    children = [];
  };
  for (const piece of pieces) {
    if (piece.ids.join() !== ids.join()) {
      close();
      ids = piece.ids;
    }
    children.push(fate(piece, changes));
  }
  close();
  return out;
}

function fate(piece: Piece, changes: ReadonlyMap<string, ChangeSummary>): Node {
  const change = piece.change === null ? undefined : changes.get(piece.change);
  switch (piece.op) {
    case "insert":
      return el("ins", { title: by("Inserted", change) }, piece.text);
    case "delete":
      return el("del", { title: by("Deleted", change) }, piece.text);
    default:
      return document.createTextNode(piece.text);
  }
}

function by(what: string, change: ChangeSummary | undefined): string {
  const author = change?.author ? ` by ${change.author}` : "";
  // Sources write local time with or without a zone; the day is what can be relied on.
  const date = change?.date ? `, ${change.date.slice(0, 10)}` : "";
  return `${what}${author}${date}`;
}
