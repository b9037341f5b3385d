/** "What changes": texts judged under two libraries, and the verdicts that differ. Knows no element and no engine. */

import type { ClauseVerdict, Decision, Report } from "../report.ts";
import type { CheckRequest } from "../shared.ts";

/** A text that is judged twice. */
export interface Case {
  name: string;
  request: CheckRequest;
}

/** What a clause got. */
export interface Standing {
  decision: Decision;
  position: string | null;
  role: string | null;
}

/** A verdict that differs; null where the clause has none on that side. */
export interface Difference {
  source: string;
  title: string;
  was: Standing | null;
  now: Standing | null;
}

/** The verdicts that differ between two reports of one text, in the order of the later one. */
export function differences(source: string, before: Report, after: Report): Difference[] {
  const out: Difference[] = [];
  const old = new Map(before.clauses.map((clause) => [keyOf(clause), clause]));
  for (const clause of after.clauses) {
    const was = old.get(keyOf(clause));
    old.delete(keyOf(clause));
    if (was && same(was, clause)) continue;
    out.push({ source, title: clause.title, was: was ? standing(was) : null, now: standing(clause) });
  }
  for (const was of old.values()) out.push({ source, title: was.title, was: standing(was), now: null });
  return out;
}

/** Judges each text under both libraries, one library after the other, as loading one takes longer than a check. */
export async function compare(
  cases: readonly Case[],
  judge: (one: Case, which: "before" | "after") => Promise<Report>,
  progress: (done: number, of: number) => void,
): Promise<Difference[]> {
  const before: Report[] = [];
  const out: Difference[] = [];
  for (const [index, one] of cases.entries()) {
    progress(index, 2 * cases.length);
    before.push(await judge(one, "before"));
  }
  for (const [index, one] of cases.entries()) {
    progress(cases.length + index, 2 * cases.length);
    const old = before[index];
    const now = await judge(one, "after");
    if (old) out.push(...differences(one.name, old, now));
  }
  return out;
}

function keyOf({ id, title }: ClauseVerdict): string {
  return id ?? `- ${title}`;
}

function same(one: ClauseVerdict, other: ClauseVerdict): boolean {
  return one.decision === other.decision && one.position === other.position && one.role === other.role;
}

function standing({ decision, position, role }: ClauseVerdict): Standing {
  return { decision, position, role };
}
