/** What the reader knows of the deal. It emits `cc-deal` when that changes; the page then judges again. */

import { amount } from "../amount.ts";
import { append, el, emit } from "../dom.ts";
import type { CheckOptions } from "../package/index.ts";

/** The part of the options that these inputs hold. */
export type Deal = Pick<CheckOptions, "deal" | "paper">;

/** Typing pauses this long, in milliseconds, before the page judges again. */
const PAUSE = 250;

export class DealInputs extends HTMLElement {
  #value = el("input", {
    id: "annual-value",
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: "not given",
    "aria-describedby": "annual-value-error",
    oninput: () => this.#soon(),
  });
  #paper = el(
    "select",
    { id: "paper", onchange: () => this.#changed() },
    el("option", { value: "" }, "told by the text"),
    el("option", { value: "ours" }, "ours"),
    el("option", { value: "theirs" }, "the other side's"),
  );
  #error = el("p", { id: "annual-value-error", class: "field-error", "aria-live": "polite" });
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    append(this, [
      el(
        "div",
        { class: "field" },
        el("label", { for: "annual-value" }, "Annual value"),
        this.#value,
        this.#error,
      ),
      el("div", { class: "field" }, el("label", { for: "paper" }, "Paper"), this.#paper),
    ]);
  }

  /** The deal as it is given; what is empty or no number is left out. */
  get deal(): Deal {
    const value = amount(this.#value.value);
    const paper = this.#paper.value;
    return {
      ...(value ? { deal: { "annual value": value } } : {}),
      ...(paper === "ours" || paper === "theirs" ? { paper } : {}),
    };
  }

  /** Shows what the engine says of an input. */
  complain(message: string): void {
    this.#error.textContent = message;
    this.#value.setAttribute("aria-invalid", "true");
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(), PAUSE);
  }

  #changed(): void {
    clearTimeout(this.#timer);
    const given = this.#value.value.trim();
    const wrong = given !== "" && amount(given) === null;
    this.#error.textContent = wrong ? "Write an amount, like 300,000." : "";
    if (wrong) this.#value.setAttribute("aria-invalid", "true");
    else this.#value.removeAttribute("aria-invalid");
    if (!wrong) emit(this, "cc-deal");
  }
}
