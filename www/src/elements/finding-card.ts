/** One clause's card: what changed, why it matters, who decides, what to offer instead. Made from the report alone. */

import { isTheirs, roleOf } from "../deal.ts";
import { append, type Child, el } from "../dom.ts";
import { icon, shape } from "../icons.ts";
import type { LibraryText } from "../ladders.ts";
import { pieces, placesOf, quoteRange, textOf } from "../pieces.ts";
import { redlined } from "../redlined.ts";
import type { Approval, BlockText, ChangeSummary, ClauseVerdict, Edit, Finding, Reading } from "../report.ts";
import { ask, capital, LABEL, ladder, plural, valueWords, who } from "../words.ts";
import { copyButton } from "./copy-button.ts";
import { ladderOf } from "./ladder.ts";
import { Terms } from "./terms.ts";

/** What a card is made of, beside its clause. */
export interface CardContext {
  findings: ReadonlyMap<string, Finding>;
  blocks: ReadonlyMap<string, BlockText>;
  changes: ReadonlyMap<string, ChangeSummary>;
  approvals: readonly Approval[];
  /** The facts that the check used. */
  facts: Readonly<Record<string, string>>;
  /** The library's ladders and glossary, once they are there. */
  library: LibraryText | null;
  /** The role of the reader. */
  acting: string;
  /** Says something to people who do not see the page. */
  announce: (text: string) => void;
  /** What a card holds beside what the report says. */
  extra: (clause: ClauseVerdict) => Node;
  /** Shows the clause in the document. */
  reveal: (number: number) => void;
  /** The card was opened or chosen. */
  chosen: (number: number) => void;
}

/** So many changes, and so many edits in a list, are shown at once. */
const MOST = 8;
const MOST_EDITS = 20;

/** How a finding of each kind is called; nothing for the usual one. */
const KINDS: Record<Finding["kind"], string> = {
  changed: "",
  added: "Added",
  removed: "Struck",
  moved: "Moved",
  missing: "Missing",
  untracked: "Changed without tracking",
  unread: "Not understood",
};

/** Explanations, by the rule's kind. */
const BY: Record<string, string> = {
  reading: "read as a value",
  language: "approved wording",
  equivalence: "the same meaning",
  known: "an ordinary word beside a value",
  struck: "struck with its sentence",
};

/** The card of a clause. */
export function card(clause: ClauseVerdict, number: number, context: CardContext): HTMLElement {
  const findings = clause.findings.map((id) => context.findings.get(id)).filter((one) => one !== undefined);
  // Most cards stay shut, so what is inside is made when one is opened.
  const body = el("div", { class: "card-body", id: `card-${number}-body`, hidden: true });
  body.addEventListener("cc-open", () => append(body, details(clause, number, findings, context)), {
    once: true,
  });
  const toggle = el(
    "button",
    {
      type: "button",
      class: "card-toggle",
      "aria-expanded": "false",
      "aria-controls": body.id,
      onclick: () => context.chosen(number),
    },
    shape(clause.decision),
    el("span", { class: "card-number", "aria-hidden": "true" }, String(number + 1)),
    el(
      "span",
      { class: "card-title" },
      el("span", { class: "visually-hidden" }, `Finding ${number + 1}: `),
      clause.title,
    ),
    el("span", { class: "card-ask" }, asks(clause, context)),
    icon("down"),
  );
  return el(
    "li",
    {
      class: "card",
      "data-number": number,
      "data-decision": clause.decision,
      "data-clause": clause.id ?? "-",
    },
    el(
      "article",
      { "aria-labelledby": `card-${number}` },
      el("h3", { id: `card-${number}` }, toggle),
      standing(clause, findings),
      changesOf(findings, context),
      body,
    ),
  );
}

/** Opens or shuts a card. */
export function setOpen(one: Element, open: boolean): void {
  one.querySelector(".card-toggle")?.setAttribute("aria-expanded", String(open));
  one.classList.toggle("open", open);
  const body = one.querySelector<HTMLElement>(".card-body");
  if (!body) return;
  if (open) body.dispatchEvent(new CustomEvent("cc-open"));
  body.hidden = !open;
}

/** Where the clause stood and where it stands now. */
function standing(clause: ClauseVerdict, findings: readonly Finding[]): HTMLElement | null {
  if (clause.was === null && clause.position === null) return null;
  const all = (kind: Finding["kind"]) => findings.every((finding) => finding.kind === kind);
  return el(
    "p",
    { class: "standing" },
    el("span", { class: "visually-hidden" }, "Position: "),
    el("span", { class: "position" }, clause.was ?? (all("added") ? "Not there" : "Off the matrix")),
    icon("arrow"),
    el("span", { class: "visually-hidden" }, "is now"),
    el("span", { class: "position now" }, clause.position ?? (all("removed") ? "Struck" : "Off the matrix")),
  );
}

function changesOf(findings: readonly Finding[], context: CardContext): HTMLElement {
  const box = el("div", { class: "changes" });
  more(
    box,
    findings,
    MOST,
    (finding) => change(finding, context),
    (count) => plural(count, "more change"),
  );
  return box;
}

/** What changed, in its sentence where the document holds it. */
function change(finding: Finding, context: CardContext): HTMLElement {
  const kind = KINDS[finding.kind];
  const label = kind ? el("span", { class: "kind" }, kind) : null;
  const quotes = placesOf(finding).flatMap((span) => {
    const block = context.blocks.get(span.block);
    if (!block) return [];
    const [from, to] = quoteRange(textOf(block.runs), span.start, span.end);
    return [{ block: span.block, runs: block.runs, from, to }];
  });
  // Spans of one sentence give one quote.
  const unique = quotes.filter(
    (quote, index) =>
      !quotes
        .slice(0, index)
        .some((other) => other.block === quote.block && other.from <= quote.from && other.to >= quote.to),
  );
  if (unique.length > 0) {
    return el(
      "div",
      { class: "change" },
      label,
      ...unique
        .slice(0, 4)
        .map(({ runs, from, to }) => quote(redlined(pieces(runs, [], from, to), context.changes))),
      unique.length > 4 && el("p", { class: "hint" }, `and ${unique.length - 4} more places in the document`),
    );
  }
  return el("div", { class: "change" }, label, quote(changedWords(finding)));
}

/** A quotation; its text has a box of its own, so that a shut card can cut it after whole lines. */
function quote(words: Node[]): HTMLElement {
  return el("div", { class: "quote" }, el("p", {}, ...words));
}

/** The changed words alone, for findings without a place in a shown document. */
function changedWords(finding: Finding): Node[] {
  if (finding.edits.length === 0) {
    return [
      document.createTextNode(
        finding.final || finding.original || "No words of this clause are in the text.",
      ),
    ];
  }
  return finding.edits.flatMap((edit, index) => [
    ...(index > 0 ? [document.createTextNode(" … ")] : []),
    ...(edit.old ? [el("del", {}, edit.old)] : []),
    ...(edit.new ? [el("ins", {}, edit.new)] : []),
  ]);
}

/** What the decision asks of the reader, whose own it may be. */
function asks(clause: ClauseVerdict, context: CardContext): string {
  const theirs = clause.decision !== "accept" && isTheirs(clause, context.acting, context.approvals);
  return theirs ? `Yours to decide, as ${who(context.acting)}` : ask(clause);
}

function details(
  clause: ClauseVerdict,
  number: number,
  findings: readonly Finding[],
  context: CardContext,
): Node[] {
  const reasons = findings.flatMap((finding) => finding.reasons);
  const readings = findings.flatMap((finding) => finding.readings).filter((reading) => reading.judged);
  const lines = new Map(
    readings.map((reading) => [
      `${reading.term} ${valueWords(reading.original)} ${valueWords(reading.final)}`,
      reading,
    ]),
  );
  const unexplained = findings
    .flatMap((finding) => finding.edits)
    .filter((edit) => edit.explained_by === null);
  const explained = findings.flatMap((finding) => finding.edits).filter((edit) => edit.explained_by !== null);
  const suggestion = findings.map((finding) => finding.suggestion).find((one) => one !== null);
  const say = findings.map((finding) => finding.say).find((one) => one);
  const terms = new Terms(context.library?.glossary ?? []);
  const text = clause.id === null ? undefined : context.library?.clauses.get(clause.id);
  const parts: (HTMLElement | null)[] = [
    section(
      "Why",
      reasons.length > 0 &&
        el("ul", {}, ...[...new Set(reasons)].map((reason) => el("li", {}, ...terms.in(reason)))),
    ),
    section("No rule explains", unexplained.length > 0 && edits(unexplained)),
    section(
      "What it reads as",
      lines.size > 0 && el("dl", { class: "readings" }, ...[...lines.values()].flatMap(readingLine)),
    ),
    section(
      "Where it stands on the ladder",
      text !== undefined &&
        text.rows.length > 0 &&
        el(
          "div",
          {},
          ladderOf(text, clause, findings, context.facts),
          text.why !== "" && el("p", { class: "clause-why" }, ...terms.in(text.why)),
        ),
    ),
    section("Who decides", decider(clause, context)),
    section(
      suggestion ? `Offer instead (${suggestion.position})` : "",
      suggestion && offer(suggestion.text, "Copy wording", context),
    ),
    section("You may tell the customer", say ? offer(say, "Copy answer", context, terms.in(say)) : null),
  ];
  const shown: Node[] = parts.filter((part) => part !== null);
  shown.push(context.extra(clause));
  if (explained.length > 0) {
    shown.push(
      el(
        "details",
        { class: "explained" },
        el("summary", {}, icon("down"), "How the edits were explained"),
        edits(explained),
      ),
    );
  }
  if (findings.some((finding) => placesOf(finding).length > 0)) {
    shown.push(
      el(
        "button",
        { type: "button", class: "secondary reveal", onclick: () => context.reveal(number) },
        icon("target"),
        "Show in the document",
      ),
    );
  }
  return shown;
}

function section(title: string, content: Node | false | null | undefined): HTMLElement | null {
  if (!content) return null;
  return el("section", { class: "part" }, el("h4", {}, title), content);
}

function edits(list: readonly Edit[]): HTMLElement {
  const box = el("ul", { class: "edits" });
  more(box, list, MOST_EDITS, editLine, (count) => plural(count, "more edit"));
  return box;
}

/** Adds some of many items, and a button for so many more: a clause may have hundreds of findings. */
function more<T>(
  box: HTMLElement,
  items: readonly T[],
  most: number,
  make: (item: T) => HTMLElement,
  name: (count: number) => string,
): void {
  let at = 0;
  const add = () => {
    append(box, items.slice(at, at + most).map(make));
    at += most;
    const rest = items.length - at;
    if (rest <= 0) return;
    const button = el(
      "button",
      { type: "button", class: "link" },
      `Show ${name(Math.min(rest, most))} of ${rest}`,
    );
    const holder = box.tagName === "UL" ? el("li", {}, button) : button;
    button.addEventListener("click", () => {
      const first = at;
      holder.remove();
      add();
      // The keyboard goes on where the button was.
      const next = box.children[first];
      if (next instanceof HTMLElement) {
        next.tabIndex = -1;
        next.focus();
      }
    });
    box.append(holder);
  };
  add();
}

function editLine(edit: Edit): HTMLElement {
  const why = edit.explained_by;
  return el(
    "li",
    {},
    edit.old !== "" && el("del", {}, edit.old),
    edit.old !== "" && edit.new !== "" && " ",
    edit.new !== "" && el("ins", {}, edit.new),
    why !== null && el("span", { class: "hint" }, ` ${BY[why.by] ?? why.by}: ${why.text}`),
  );
}

function readingLine(reading: Reading): HTMLElement[] {
  const before = valueWords(reading.original);
  const after = valueWords(reading.final);
  const fits = reading.row === null ? "" : [reading.row, reading.cell].filter(Boolean).join(": ");
  return [
    el("dt", {}, capital(reading.term)),
    el(
      "dd",
      {},
      before !== null && before !== after && el("span", { class: "value" }, before),
      before !== null && before !== after && icon("arrow"),
      el("span", { class: "value now" }, after ?? "nothing"),
      fits !== "" && el("span", { class: "hint" }, fits),
    ),
  ];
}

function decider(clause: ClauseVerdict, context: CardContext): HTMLElement {
  if (clause.decision === "accept") return el("p", {}, "You do, alone.");
  const role = roleOf(clause);
  if (role === null) return el("p", {}, LABEL[clause.decision]);
  const approval = context.approvals.find((one) => one.role === role);
  const lead =
    clause.decision === "walk_away"
      ? `Don't agree. Only ${who(role)} can decide otherwise.`
      : `${capital(who(role))}.`;
  const contact = [
    approval?.contact && `Ask ${approval.contact}.`,
    approval?.reply_within && `Answers within ${approval.reply_within}.`,
    approval && approval.escalates_to.length > 0 && `Escalates: ${ladder(approval)}.`,
  ].filter(Boolean);
  return el("p", {}, el("strong", {}, lead), contact.length > 0 && ` ${contact.join(" ")}`);
}

/** Wording with a button that copies it. */
function offer(text: string, label: string, context: CardContext, shown: Child[] = [text]): HTMLElement {
  const button = copyButton(label, () => text, context.announce);
  return el("div", { class: "offer" }, el("blockquote", {}, ...shown), button);
}
