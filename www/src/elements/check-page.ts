/**
 * The page "Check": takes a source, has the engine check it, and keeps the verdict, the findings and the document in
 * step. What each part looks like is that part's own affair.
 */

import type { About, Deal } from "../deal.ts";
import { append, breathe, el, emit, listen } from "../dom.ts";
import { icon, shape } from "../icons.ts";
import { type LibraryText, libraryText } from "../ladders.ts";
import { CheckError } from "../package/index.ts";
import { parseReport } from "../parse.ts";
import type { ClauseVerdict, Decision, Report } from "../report.ts";

import { keyOf } from "../rounds/model.ts";
import type { Brought } from "../rounds/session.ts";
import { session } from "../rounds/shared.ts";
import { checker, engine, libraries, libraryView, usedLibrary } from "../shared.ts";

import type { Source } from "../source.ts";
import { describe, LABEL, MEANING, ranked, SEVERITY, verdict } from "../words.ts";
import type { CheckProgress } from "./check-progress.ts";
import type { ClauseRecord } from "./clause-record.ts";
import type { DealInputs } from "./deal-inputs.ts";
import type { DealWatch } from "./deal-watch.ts";
import type { FindingList } from "./finding-list.ts";
import type { RedlineDocument } from "./redline-document.ts";
import type { RedlineIntake } from "./redline-intake.ts";
import type { RoundKeeper } from "./round-keeper.ts";
import type { TakeAlong } from "./take-along.ts";
import type { VerdictBanner } from "./verdict-banner.ts";

/** A check that was done: what was asked, and what came of it. */
export interface Judged {
  source: Source;
  deal: Deal;
  about: About;
  report: Report;
  /** The report as the engine wrote it. */
  json: string;
}

/** It emits `cc-judged` with a {@link Judged} each time that a check is done. */
export class CheckPage extends HTMLElement {
  #intake = document.createElement("redline-intake") as RedlineIntake;
  #deal = document.createElement("deal-inputs") as DealInputs;
  #banner = document.createElement("verdict-banner") as VerdictBanner;
  #findings = document.createElement("finding-list") as FindingList;
  #document = document.createElement("redline-document") as RedlineDocument;
  #take = document.createElement("take-along") as TakeAlong;
  #keeper = document.createElement("round-keeper") as RoundKeeper;
  #watch = document.createElement("deal-watch") as DealWatch;

  #live = el("p", { class: "visually-hidden", role: "status" });
  #alert = el("div", { class: "alert", role: "alert", hidden: true });
  #progress = document.createElement("check-progress") as CheckProgress;
  #start = el("div", { class: "start" });
  #result = el("div", { class: "result", hidden: true });
  #sourceName = el("p", { class: "source" });
  #library = el("p", { class: "library hint" });

  #source: Source | null = null;
  #judged: Judged | null = null;
  #clauses: ClauseVerdict[] = [];
  #chosen: number | null = null;
  #filter: Decision | null = null;
  #text: LibraryText | null = null;
  #turn = 0;
  #abort: AbortController | null = null;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    this.#build();
    this.#listen();
    checker.ready().then(
      ({ name, version }) => {
        this.#library.textContent = name ? `Checked against ${name} ${version}` : "";
      },
      // What is wrong is said where a check fails of it.
      () => {},
    );
    this.#readLibrary();
    libraries.addEventListener("change", () => {
      this.#library.textContent = `Checked against ${usedLibrary()?.name ?? "the page's own library"}`;
      this.#readLibrary();
      void this.#check(false);
    });
  }

  /** Takes up what the library in use says; the latest asked for wins. */
  #readLibrary(): void {
    const asked = libraryView();
    void asked.then((view) => {
      if (!view || asked !== libraryView()) return;
      this.#text = libraryText(view);
      this.#deal.offer(this.#text.roles);
      if (this.#judged) void this.#present(this.#judged, "again");
    });
  }

  /** The check that the page shows, if it shows one. */
  get judged(): Judged | null {
    return this.#judged;
  }

  /** Checks something that another page brings. */
  open(source: Source): void {
    emit(this, "cc-source", source);
  }

  /** Takes up what the page of deals brought: a round to look at again, or a deal whose next round is to come. */
  arrive(): void {
    const brought = session.take();
    if (!brought) return;
    if (brought.source) {
      this.#begin(brought.source, brought);
      return;
    }
    this.#again();
    this.#deal.forget();
    this.#deal.fill(brought.deal, brought.about);
  }

  #build(): void {
    append(this.#start, [
      el("deal-watch" as "div", { before: true }),
      el("h1", {}, "Can you sign this redline?"),
      el(
        "p",
        { class: "lead" },
        "Every edit is checked against your clause library. What no rule explains goes to legal, never through.",
      ),
      this.#intake,
      el(
        "ul",
        { class: "legend", "aria-label": "The four verdicts" },
        ...[...SEVERITY]
          .reverse()
          .map((decision) =>
            el(
              "li",
              {},
              shape(decision),
              el("strong", {}, LABEL[decision]),
              el("span", {}, MEANING[decision]),
            ),
          ),
      ),
      el(
        "section",
        { class: "promise", "aria-labelledby": "promise-title" },
        icon("lock"),
        el(
          "div",
          {},
          el("h2", { id: "promise-title" }, "Nothing leaves your machine"),
          el(
            "p",
            {},
            "The check runs inside this page. Its security policy forbids the browser to send anything anywhere else, and there is no server to send it to. Once the page has loaded you can go offline and it still works.",
          ),
        ),
      ),
    ]);
    append(this.#result, [
      el(
        "div",
        { class: "result-bar" },
        this.#sourceName,
        this.#deal,
        this.#keeper,
        el(
          "button",
          { type: "button", class: "primary take-button", onclick: () => this.#take.open() },
          icon("take"),
          "Take it along",
        ),
        el("button", { type: "button", class: "secondary", onclick: () => this.#again() }, "Check another"),
      ),
      this.#banner,
      el(
        "div",
        { class: "view-switch", role: "group", "aria-label": "View" },
        this.#viewButton("findings", "Findings"),
        this.#viewButton("document", "Document"),
      ),
      el(
        "div",
        { class: "panes" },
        el(
          "div",
          { class: "pane findings-pane" },
          el(
            "div",
            { class: "pane-head" },
            el("h2", { id: "findings-title" }, "Findings"),
            this.#stepButton(-1, "Previous finding", "previous"),
            this.#stepButton(1, "Next finding", "next"),
          ),
          el(
            "div",
            { class: "pane-body", tabindex: "0", role: "region", "aria-labelledby": "findings-title" },
            this.#watch,
            this.#findings,
          ),
        ),
        el(
          "div",
          { class: "pane document-pane" },
          el("div", { class: "pane-head" }, el("h2", { id: "document-title" }, "Redline"), this.#library),
          el(
            "div",
            { class: "pane-body", tabindex: "0", role: "region", "aria-labelledby": "document-title" },
            this.#document,
          ),
        ),
      ),
    ]);
    this.#result.dataset.view = "findings";
    append(this, [this.#live, this.#alert, this.#start, this.#progress, this.#result, this.#take]);
  }

  #listen(): void {
    listen<Source>(this, "cc-source", (source) => {
      session.fresh();
      this.#begin(source);
    });
    listen<string>(this, "cc-clause", (id) => {
      const number = this.#clauses.findIndex((clause) => keyOf(clause) === id);
      if (number >= 0) this.#choose(number, "step");
    });
    listen<string>(this, "cc-complaint", (message) => this.#complain(message));
    listen(this, "cc-deal", () => void this.#check(false));
    listen(this, "cc-about", () => {
      if (this.#judged) void this.#present({ ...this.#judged, about: this.#deal.about }, "again");
    });
    listen<Decision | null>(this, "cc-filter", (decision) => {
      this.#filter = decision;
      this.#findings.filter(decision);
    });
    listen<number>(this, "cc-choose", (number) => this.#choose(number, "list"));
    listen<number>(this, "cc-select", (number) => this.#choose(number, "document"));
    listen<number>(this, "cc-reveal", (number) => {
      this.#show("document");
      this.#choose(number, "reveal");
    });
    listen<string>(this, "cc-find", (block) => {
      this.#show("document");
      void this.#document.find(block);
    });
    listen(this, "cc-cancel", () => this.#abort?.abort(cancelled()));
    listen(this, "cc-dropped", () => document.body.classList.remove("dropping"));

    this.#result.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("paste", (event) => {
      const target = event.target as Element | null;
      if (this.hidden || target?.closest("input, textarea, select") || !event.clipboardData) return;
      if (this.#intake.paste(event.clipboardData)) event.preventDefault();
    });
    addEventListener("dragover", (event) => {
      if (this.hidden || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) document.body.classList.remove("dropping");
    });
    addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      const files = this.hidden ? [] : [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      if (files.length > 1) this.#again();
      this.#intake.take(files);
    });
  }

  /** Begins with a source, under the values that are there or those that were brought with it. */
  #begin(source: Source, known?: Brought): void {
    this.#source = source;
    this.#filter = null;
    this.#deal.forget();
    if (known) this.#deal.fill(known.deal, known.about);
    void this.#check(true);
  }

  /** Checks the source as it is; `fresh` for a new one, else the same again under other deal values. */
  async #check(fresh: boolean): Promise<void> {
    const source = this.#source;
    if (!source) return;
    // The latest wins: a result that comes for an earlier question is dropped.
    this.#turn += 1;
    const turn = this.#turn;
    // One that takes long is ended; a short one is done before a new worker could begin.
    if (!this.#progress.hidden) this.#abort?.abort(cancelled());
    this.#abort = new AbortController();
    this.#alert.hidden = true;
    this.#progress.begin(`Checking every edit of ${source.name}`, (stage) => this.#say(`${stage}.`));
    try {
      const { bytes, base, format } = source.request;
      const deal = this.#deal.deal;
      const options = { ...deal, ...(format ? { format } : {}), blocks: true };
      const json = await engine.check({ bytes, base, options }, this.#abort.signal);
      if (turn !== this.#turn) return;
      this.#progress.go("Putting the findings together");
      const report = await parseReport(json);
      if (turn !== this.#turn) return;
      await this.#present(
        { source, deal, about: this.#deal.about, json, report },
        fresh ? "fresh" : "judged",
      );
    } catch (error) {
      if (turn === this.#turn) this.#failed(error as Error);
    } finally {
      if (turn === this.#turn) this.#progress.end();
    }
  }

  /**
   * Shows a check: a fresh one, the same text judged anew, or again with other words about the same verdicts. Each
   * part has a turn of its own, so that a long report holds the page for no longer than a short one.
   */
  async #present(judged: Judged, how: "fresh" | "judged" | "again"): Promise<void> {
    const { source, report, about } = judged;
    const turn = this.#turn;
    const chosen = this.#chosen === null ? null : this.#clauses[this.#chosen];
    this.#judged = judged;
    this.#clauses = ranked(report.clauses);
    if (this.#filter && report.counts[this.#filter] === 0) this.#filter = null;
    this.#findings.filter(this.#filter);
    this.#findings.show(report, this.#clauses, {
      library: this.#text,
      acting: about.acting,
      keep: how !== "fresh",
      announce: (text) => this.#say(text),
      extra: (clause) => (document.createElement("clause-record") as ClauseRecord).set(clause, report),
    });
    this.#chosen = null;
    if (how !== "again") {
      await breathe();
      if (turn !== this.#turn) return;
    }
    this.#sourceName.replaceChildren(
      icon("file"),
      el("strong", {}, source.name),
      el("span", { class: "hint" }, describe(report)),
    );
    this.#banner.show(report, this.#filter, about.acting);
    this.#deal.used(report.used.facts);
    this.#take.set(judged, this.#text);
    this.#keeper.set(judged);
    this.#watch.set(judged, this.#text);
    this.#start.hidden = true;
    this.#result.hidden = false;
    if (how === "fresh") {
      this.#show("findings");
      scrollTo({ top: 0 });
      // Where the last text was left is nowhere in this one, and its warnings come first.
      for (const pane of this.querySelectorAll(".pane-body")) pane.scrollTop = 0;
      this.#banner.focus();
    }
    this.#say(verdict(report, about.acting));
    if (how !== "again") {
      await breathe();
      if (turn !== this.#turn) return;
      this.#document.show(report, this.#clauses);
    }
    if (how !== "fresh" && chosen) {
      // The clause that was looked at is looked at still, wherever it ranks now.
      const at = this.#clauses.findIndex((clause) => clause.id === chosen.id);
      this.#chosen = at < 0 ? null : at;
      this.#findings.mark(this.#chosen);
      void this.#document.select(this.#chosen, false);
    }
    emit(this, "cc-judged", judged);
  }

  #failed(error: Error): void {
    if (error.name === "AbortError") {
      this.#say("Cancelled.");
      return;
    }
    if (error instanceof CheckError && error.name === "option" && !this.#result.hidden) {
      this.#deal.complain(error.message);
      return;
    }
    this.#complain(explain(error));
  }

  #complain(message: string): void {
    this.#alert.replaceChildren(
      icon("warning"),
      el("p", {}, message),
      el("button", { type: "button", class: "quiet", onclick: () => this.#dismiss() }, "Dismiss"),
    );
    this.#alert.hidden = false;
    this.#alert.scrollIntoView({ block: "nearest" });
  }

  #dismiss(): void {
    this.#alert.hidden = true;
    document.getElementById("main")?.focus();
  }

  /** Chooses a clause, on the side where it was asked for, and shows it on the other. */
  #choose(number: number, from: "list" | "document" | "reveal" | "step"): void {
    const again = from === "list" && this.#chosen === number;
    const open = !(again && this.#findings.isOpen(number));
    this.#chosen = number;
    if (from === "document") this.#show("findings");
    this.#findings.select(number, { open, focus: from === "document" || from === "step" });
    if (from === "reveal") {
      void this.#document.select(number, true).then(() => this.#document.reach(number));
    } else {
      void this.#document.select(number, from !== "document");
    }
  }

  #step(step: 1 | -1): void {
    const next = this.#findings.beside(this.#chosen, step);
    if (next !== null) this.#choose(next, "step");
  }

  /** J and K (or Alt with the arrows) go through the findings, while the keyboard is among the results. */
  #key(event: KeyboardEvent): void {
    if ((event.target as Element).closest("input, select, textarea")) return;
    if (event.ctrlKey || event.metaKey) return;
    const step = event.altKey
      ? { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key]
      : { j: 1 as const, k: -1 as const }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#step(step);
  }

  #again(): void {
    this.#turn += 1;
    this.#abort?.abort(cancelled());
    this.#source = null;
    this.#judged = null;
    this.#take.set(null, this.#text);
    this.#keeper.set(null);
    this.#watch.set(null, this.#text);
    session.fresh();
    this.#progress.end();
    this.#result.hidden = true;
    this.#alert.hidden = true;
    this.#start.hidden = false;
    scrollTo({ top: 0 });
    this.#intake.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }

  /** Which pane a narrow window shows; a wide one shows both. */
  #show(view: "findings" | "document"): void {
    this.#result.dataset.view = view;
    for (const button of this.#result.querySelectorAll<HTMLElement>(".view-switch button")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  }

  /** Turns to a pane by hand, at the clause that was looked at in the other. */
  #turnTo(view: "findings" | "document"): void {
    this.#show(view);
    if (this.#chosen === null) this.#result.querySelector(".view-switch")?.scrollIntoView();
    else if (view === "document") void this.#document.select(this.#chosen, true);
    else this.#findings.select(this.#chosen, { open: this.#findings.isOpen(this.#chosen), focus: false });
  }

  #viewButton(view: "findings" | "document", label: string): HTMLElement {
    const pressed = String(view === "findings");
    return el(
      "button",
      { type: "button", "data-view": view, "aria-pressed": pressed, onclick: () => this.#turnTo(view) },
      label,
    );
  }

  #stepButton(step: 1 | -1, label: string, name: "next" | "previous"): HTMLElement {
    const title = `${label} (${step > 0 ? "J" : "K"})`;
    return el(
      "button",
      {
        type: "button",
        class: "quiet icon-button",
        "aria-label": label,
        title,
        onclick: () => this.#step(step),
      },
      icon(name),
    );
  }

  #say(text: string): void {
    this.#live.textContent = text;
  }
}

/** Why a check ends that somebody gave up. */
function cancelled(): DOMException {
  return new DOMException("", "AbortError");
}

/** What went wrong, and what can be done about it. */
function explain(error: Error): string {
  switch (error.name) {
    case "trap":
      return "The check stopped in the middle of this document. That is a fault of the checker, and nothing was judged: treat the document as unchecked. The engine was restarted; other documents can be checked.";
    case "start":
    case "library":
      return `The engine did not start (${error.message}). Load the page again; a browser from the last two years is needed.`;
    case "base":
    case "input":
      return sentence(error.message);
    default:
      return `The check failed, and nothing was judged: ${error.message}`;
  }
}

function sentence(text: string): string {
  const large = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(large) ? large : `${large}.`;
}
