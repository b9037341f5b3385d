/** `<clause-check>`: a redline with its findings, checked where it stands. */

import { el } from "../../dom.ts";
import type { Finding, Report } from "../../report.ts";
import { verdict } from "../../words.ts";
import { createWorkerChecker } from "../remote.ts";
import type { Checker, CheckOptions, Format, Input, LibrarySource } from "../types.ts";
import { findingList, press } from "./list.ts";
import { sheet } from "./sheet.ts";
import { redlineText } from "./text.ts";

/** The events of the element, with their details. They bubble, out of shadow trees too. */
export interface ClauseCheckEvents {
  /** A check ended. */
  "clausecheck-report": CustomEvent<Report>;
  /** A finding was chosen, in the list or in the text. */
  "clausecheck-select": CustomEvent<Finding>;
  /** A check failed. */
  "clausecheck-error": CustomEvent<unknown>;
}

/** The element. Attributes: `redline`, `format`, `paper`, `extent`, `deal` (JSON), `library` (an address). */
export class ClauseCheck extends HTMLElement {
  static readonly observedAttributes = ["redline", "format", "paper", "extent", "deal", "library"];

  #input: Input | null = null;
  #deal: Record<string, string> | null = null;
  #library: LibrarySource | null = null;
  #given: Checker | null = null;
  #own: Checker | null = null;
  #abort: AbortController | null = null;
  #isPlanned = false;
  #report: Report | null = null;
  #selected: string | null = null;
  #status = el("p", { class: "status", part: "status", role: "status" });
  #both = el("div", { class: "both", part: "result" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    root.append(this.#status, this.#both);
  }

  /** What is checked, where it is no text of an attribute: the bytes of a file, or two texts. */
  get input(): Input | null {
    return this.#input ?? this.getAttribute("redline");
  }

  set input(input: Input | null) {
    this.#input = input;
    this.#plan();
  }

  /** The text that is checked. */
  get redline(): string {
    return this.getAttribute("redline") ?? "";
  }

  set redline(text: string) {
    this.#input = null;
    this.setAttribute("redline", text);
  }

  /** What is known of the deal. */
  get deal(): Record<string, string> {
    return this.#deal ?? dealOf(this.getAttribute("deal"));
  }

  set deal(deal: Record<string, string> | null) {
    this.#deal = deal;
    this.#plan();
  }

  /** The library to judge by, where no checker is given. */
  get library(): LibrarySource | null {
    return this.#library ?? this.getAttribute("library");
  }

  set library(library: LibrarySource | null) {
    this.#library = library;
    this.#endOwn();
    this.#plan();
  }

  /** A checker to be used by several elements. Without it the element has a worker of its own while it is in a page. */
  get checker(): Checker | null {
    return this.#given;
  }

  set checker(checker: Checker | null) {
    this.#given = checker;
    this.#endOwn();
    this.#plan();
  }

  /** The report of what is shown. */
  get report(): Report | null {
    return this.#report;
  }

  /** Chooses a finding by its id, and shows it. */
  select(id: string | null): void {
    this.#selected = id;
    press(this.#both, id);
    let first: Element | null = null;
    for (const mark of this.#both.querySelectorAll<HTMLElement>("mark")) {
      const isChosen = mark.dataset.finding === id;
      mark.toggleAttribute("data-selected", isChosen);
      if (isChosen) first ??= mark;
    }
    first?.scrollIntoView({ block: "nearest" });
  }

  connectedCallback(): void {
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#abort?.abort();
    this.#endOwn();
  }

  attributeChangedCallback(name: string): void {
    if (name === "library") this.#endOwn();
    if (name === "deal") this.#deal = null;
    this.#plan();
  }

  /** Changes that are made together are one check. */
  #plan(): void {
    if (this.#isPlanned || !this.isConnected) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.isConnected) void this.#check();
    });
  }

  async #check(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { input } = this;
    if (input === null || input === "") {
      this.#report = null;
      this.#both.replaceChildren();
      this.#status.textContent = "";
      return;
    }
    this.toggleAttribute("busy", true);
    try {
      const report = await this.#checker().check(input, { ...this.#options(), signal: abort.signal });
      if (abort.signal.aborted) return;
      this.#show(report);
      this.#tell("clausecheck-report", report);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#report = null;
      // What stood there is not of this text.
      this.#both.replaceChildren();
      this.#status.textContent = `Not checked: ${error instanceof Error ? error.message : String(error)}`;
      this.#tell("clausecheck-error", error);
    } finally {
      if (this.#abort === abort) this.toggleAttribute("busy", false);
    }
  }

  #options(): CheckOptions {
    const options: CheckOptions = { deal: this.deal, blocks: true };
    const { format, paper, extent } = { format: this.#format(), ...this.#whole() };
    if (format) options.format = format;
    if (paper) options.paper = paper;
    if (extent) options.extent = extent;
    return options;
  }

  #format(): Format | null {
    const format = this.getAttribute("format");
    // A text in an attribute is a redline in CriticMarkup, unless it is said to be something else.
    if (format === null) return this.#input === null ? "markdown" : null;
    return format as Format;
  }

  #whole(): { paper: CheckOptions["paper"] | null; extent: CheckOptions["extent"] | null } {
    const paper = this.getAttribute("paper") as CheckOptions["paper"] | null;
    return { paper, extent: this.getAttribute("extent") as CheckOptions["extent"] | null };
  }

  #checker(): Checker {
    if (this.#given) return this.#given;
    const { library } = this;
    this.#own ??= createWorkerChecker(library === null ? {} : { library });
    return this.#own;
  }

  #endOwn(): void {
    this.#own?.dispose();
    this.#own = null;
  }

  #show(report: Report): void {
    this.#report = report;
    this.#status.textContent = verdict(report);
    const onSelect = (finding: Finding) => {
      this.select(finding.id);
      this.#tell("clausecheck-select", finding);
    };
    this.#both.replaceChildren(redlineText(report, onSelect), findingList(report, { onSelect }));
    this.select(report.findings.some(({ id }) => id === this.#selected) ? this.#selected : null);
  }

  #tell(name: keyof ClauseCheckEvents, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** The deal's values of the attribute: an object of texts. What is none leaves the deal unknown. */
function dealOf(text: string | null): Record<string, string> {
  try {
    const deal: unknown = JSON.parse(text ?? "{}");
    if (typeof deal !== "object" || deal === null) return {};
    return Object.fromEntries(Object.entries(deal).map(([name, value]) => [name, String(value)]));
  } catch {
    return {};
  }
}
