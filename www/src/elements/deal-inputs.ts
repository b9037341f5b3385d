/**
 * What the reader knows of the deal, and the facts that the check used. It emits `cc-deal` when something changes that
 * verdicts depend on, and `cc-about` when something else does; the page then judges or shows again.
 */

import { amount } from "../amount.ts";
import { type About, type Deal, SELLER } from "../deal.ts";
import { append, el, emit } from "../dom.ts";
import { icon } from "../icons.ts";

import type { RoleView } from "../library.ts";
import { capital, grouped, who } from "../words.ts";

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
  #customer = el("input", {
    id: "customer",
    autocomplete: "off",
    maxlength: 120,
    placeholder: "not given",
    oninput: () => emit(this, "cc-about"),
  });
  #closes = el("input", { id: "closes", type: "date", onchange: () => emit(this, "cc-about") });
  #acting = el(
    "select",
    { id: "acting", onchange: () => emit(this, "cc-about") },
    el("option", { value: SELLER }, "Seller"),
  );
  #error = el("p", { id: "annual-value-error", class: "field-error", "aria-live": "polite" });
  #facts = el("div", { class: "facts", role: "group", "aria-labelledby": "facts-title", hidden: true });
  #factsError = el("p", { id: "facts-error", class: "field-error", "aria-live": "polite" });
  #inputs = new Map<string, HTMLInputElement>();
  /** What the library says of each fact. */
  #told = new Map<string, string>();
  #panel = el("div", { class: "deal-panel", id: "deal-panel", hidden: true });
  #toggle = el(
    "button",
    {
      type: "button",
      class: "secondary",
      "aria-expanded": "false",
      "aria-controls": "deal-panel",
      onclick: () => this.#turn(),
    },
    icon("down"),
    "Deal and facts",
  );
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    append(this.#panel, [
      field("Customer", this.#customer),
      field("Closes", this.#closes),
      field("You act as", this.#acting),
      field("Paper", this.#paper),
      this.#facts,
    ]);
    append(this, [field("Annual value", this.#value, this.#error), this.#toggle, this.#panel]);
  }

  /** What verdicts depend on, as it is given; what is empty, no number, or as the library says is left out. */
  get deal(): Deal {
    const value = amount(this.#value.value);
    const paper = this.#paper.value;
    const facts = Object.fromEntries(
      [...this.#inputs]
        .map(([name, input]) => [name, input.value.trim()] as const)
        .filter(([name, text]) => text !== "" && text !== this.#told.get(name)),
    );
    return {
      ...(value ? { deal: { "annual value": value } } : {}),
      ...(paper === "ours" || paper === "theirs" ? { paper } : {}),
      ...(Object.keys(facts).length > 0 ? { facts } : {}),
    };
  }

  /** The rest of the deal. */
  get about(): About {
    return {
      customer: this.#customer.value.trim(),
      closes: this.#closes.value,
      acting: this.#acting.value || SELLER,
    };
  }

  /** Fills in what is known of a deal; {@link forget} comes first. */
  fill(deal: Deal, about: Pick<About, "customer" | "closes">): void {
    this.#value.value = grouped(deal.deal?.["annual value"] ?? "");
    this.#paper.value = deal.paper ?? "";
    this.#customer.value = about.customer;
    this.#closes.value = about.closes;
    for (const [name, value] of Object.entries(deal.facts ?? {})) {
      const input = this.#factInput(name);
      input.value = value;
      this.#inputs.set(name, input);
    }
    this.#error.textContent = "";
    this.#value.removeAttribute("aria-invalid");
  }

  /** Offers the library's roles to act as. */
  offer(roles: readonly RoleView[]): void {
    const chosen = this.#acting.value;
    const names = roles.map((role) => role.name).filter((role) => role !== SELLER);
    this.#acting.replaceChildren(
      el("option", { value: SELLER }, "Seller"),
      ...names.map((role) => el("option", { value: role }, capital(who(role).replace(/^the /, "")))),
    );
    this.#acting.value = names.includes(chosen) ? chosen : SELLER;
  }

  /** Shows the facts that a check used, each with a box to say otherwise. */
  used(facts: Readonly<Record<string, string>>): void {
    this.#factsError.textContent = "";
    for (const input of this.#inputs.values()) input.removeAttribute("aria-invalid");
    const names = Object.keys(facts);
    const same = names.length === this.#inputs.size && names.every((name) => this.#inputs.has(name));
    // The reader may be typing in one of them.
    if (same && !this.#facts.hidden) return;
    const given = this.deal.facts ?? {};
    for (const [name, value] of Object.entries(facts)) {
      if (given[name] === undefined) this.#told.set(name, value);
    }
    this.#inputs = new Map(names.map((name) => [name, this.#inputs.get(name) ?? this.#factInput(name)]));
    for (const [name, input] of this.#inputs) if (!input.value) input.value = facts[name] ?? "";
    this.#facts.hidden = names.length === 0;
    this.#facts.replaceChildren(
      el("p", { id: "facts-title", class: "facts-title" }, "Facts of operations that this check used"),
      ...[...this.#inputs].map(([name, input], index) => {
        input.id = `fact-${index}`;
        return field(factName(name), input);
      }),
      this.#factsError,
    );
  }

  /** Forgets the facts of the last document. */
  forget(): void {
    this.#inputs.clear();
    this.#told.clear();
    this.#facts.hidden = true;
  }

  /** Shows what the engine says of an input. */
  complain(message: string): void {
    const facts = Object.keys(this.deal.facts ?? {});
    const named =
      facts.find((name) => message.includes(name)) ?? (/\bfact\b/.test(message) ? facts[0] : undefined);
    if (named !== undefined) {
      this.#factsError.textContent = message;
      this.#inputs.get(named)?.setAttribute("aria-invalid", "true");
      return;
    }
    this.#error.textContent = message;
    this.#value.setAttribute("aria-invalid", "true");
  }

  #factInput(name: string): HTMLInputElement {
    return el("input", {
      autocomplete: "off",
      "data-fact": name,
      "aria-describedby": "facts-error",
      oninput: () => this.#soon(),
    });
  }

  #turn(): void {
    this.#panel.hidden = !this.#panel.hidden;
    this.#toggle.setAttribute("aria-expanded", String(!this.#panel.hidden));
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

function field(label: string, input: HTMLElement, error?: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input, error);
}

/** `implementation.next_slot` as `Implementation, next slot`. */
function factName(name: string): string {
  return capital(name.replaceAll("_", " ").replaceAll(".", ", "));
}
