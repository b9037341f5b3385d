/**
 * What is being done while a check runs, and a button that ends it: it emits `cc-cancel`. The engine judges a document
 * as a whole, in one call, so there is no share of the work to show: it says what runs, and for how long.
 */

import { append, el, emit } from "../dom.ts";

/** A check that takes longer than this, in milliseconds, shows that it runs. */
const PATIENCE = 150;
/** And one that takes so many seconds says how long it has taken. */
const LONG = 3;

export class CheckProgress extends HTMLElement {
  #text = el("p", { id: "check-progress" });
  #stage = "";
  #begun = 0;
  #patience = 0;
  #clock = 0;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    this.className = "working";
    this.hidden = true;
    append(this, [
      el("div", { class: "bar", role: "progressbar", "aria-labelledby": this.#text.id }),
      this.#text,
      el("button", { type: "button", class: "secondary", onclick: () => emit(this, "cc-cancel") }, "Cancel"),
    ]);
  }

  /** Something begins; where it takes long it is shown, and `shown` is told. */
  begin(stage: string, shown: (stage: string) => void): void {
    clearTimeout(this.#patience);
    clearInterval(this.#clock);
    this.#begun = performance.now();
    this.go(stage);
    this.#clock = window.setInterval(() => this.#tell(), 1000);
    this.#patience = window.setTimeout(() => {
      this.hidden = false;
      shown(this.#stage);
    }, PATIENCE);
  }

  /** It goes on with something else. */
  go(stage: string): void {
    this.#stage = stage;
    this.#tell();
  }

  end(): void {
    clearTimeout(this.#patience);
    clearInterval(this.#clock);
    this.hidden = true;
  }

  #tell(): void {
    const seconds = Math.floor((performance.now() - this.#begun) / 1000);
    this.#text.textContent = `${this.#stage}…${seconds >= LONG ? ` ${seconds} seconds so far` : ""}`;
  }
}
