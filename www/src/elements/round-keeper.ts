/** Keeps what is checked as a round of a deal, a new one or one that is kept: a button, and a dialog that asks which. */

import { append, el } from "../dom.ts";
import { icon } from "../icons.ts";
import { dayOf } from "../rounds/days.ts";
import { cleanName, LONGEST_NAME } from "../rounds/model.ts";
import { session, store } from "../rounds/shared.ts";
import { go } from "../router.ts";
import { plural } from "../words.ts";
import type { Judged } from "./check-page.ts";

export class RoundKeeper extends HTMLElement {
  #judged: Judged | null = null;
  #button = el("button", { type: "button", class: "secondary", onclick: () => void this.#press() });
  #live = el("p", { class: "visually-hidden", role: "status" });
  #failed = el("p", { class: "keep-failed field-error", role: "alert" });
  #dialog = el("dialog", { class: "small-dialog", "aria-labelledby": "keep-title" });
  #new = el("input", { type: "radio", name: "keep", id: "keep-new", onchange: () => this.#turn() });
  #old = el("input", { type: "radio", name: "keep", id: "keep-old", onchange: () => this.#turn() });
  #name = el("input", {
    id: "keep-name",
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    "aria-describedby": "keep-error",
  });
  #which = el("select", { id: "keep-which" });
  #oldPart = el("div", { class: "choice" });
  #busy = false;
  #error = el("p", { id: "keep-error", class: "field-error", role: "alert" });
  #listener = () => this.#show();

  connectedCallback(): void {
    session.addEventListener("change", this.#listener);
    if (this.hasChildNodes()) return;
    append(this.#oldPart, [
      this.#old,
      el("label", { for: this.#old.id }, "A deal that is kept"),
      el("label", { for: this.#which.id, class: "visually-hidden" }, "Which deal"),
      this.#which,
    ]);
    append(this.#dialog, [
      el("h2", { id: "keep-title" }, "Keep this as a round"),
      el(
        "p",
        { class: "hint" },
        "The next redline of the deal is compared with it. The text and its verdicts stay in this browser, on this machine, until you delete the deal.",
      ),
      el(
        "fieldset",
        {},
        el("legend", {}, "Of which deal"),
        el(
          "div",
          { class: "choice" },
          this.#new,
          el("label", { for: this.#new.id }, "A new deal"),
          el("label", { for: this.#name.id, class: "visually-hidden" }, "Name of the new deal"),
          this.#name,
        ),
        this.#oldPart,
      ),
      this.#error,
      el(
        "div",
        { class: "actions" },
        el("button", { type: "button", class: "primary", onclick: () => void this.#keepChosen() }, "Keep"),
        el("button", { type: "button", class: "secondary", onclick: () => this.#dialog.close() }, "Cancel"),
      ),
    ]);
    this.#name.addEventListener("input", () => {
      this.#new.checked = true;
    });
    this.#which.addEventListener("change", () => {
      this.#old.checked = true;
    });
    this.#dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      void this.#keepChosen();
    });
    // Names of deals stay here no longer than they are asked about: one of them may be deleted meanwhile.
    this.#dialog.addEventListener("close", () => {
      this.#which.replaceChildren();
      this.#name.value = "";
    });
    append(this, [this.#button, this.#failed, this.#dialog, this.#live]);
    this.#show();
  }

  disconnectedCallback(): void {
    session.removeEventListener("change", this.#listener);
  }

  /** What there is to keep. */
  set(judged: Judged | null): void {
    if (judged?.source !== this.#judged?.source) this.#failed.textContent = "";
    this.#judged = judged;
    if (!judged) this.#dialog.close();
    this.#show();
  }

  #show(): void {
    const [deal, number] = [session.deal, session.number];
    if (!deal) this.#live.textContent = "";
    if (!deal || number === null) this.#button.replaceChildren(icon("keep"), "Keep as a round");
    else if (this.#changed()) this.#button.replaceChildren(icon("keep"), `Update round ${number}`);
    else this.#button.replaceChildren(icon("check"), `Kept as round ${number}`);
  }

  /** Whether the kept round would be another if it were kept now. */
  #changed(): boolean {
    const [deal, judged, number] = [session.deal, this.#judged, session.number];
    const round = number === null ? undefined : deal?.rounds[number - 1];
    if (!deal || !judged || !round) return false;
    const { about, report } = judged;
    return (
      JSON.stringify(sorted(round.deal)) !== JSON.stringify(sorted(judged.deal)) ||
      round.report.library.hash !== report.library.hash ||
      (about.closes !== "" && about.closes !== deal.closes) ||
      (about.customer !== "" && cleanName(about.customer) !== deal.customer)
    );
  }

  async #press(): Promise<void> {
    const [deal, judged, number] = [session.deal, this.#judged, session.number];
    this.#failed.textContent = "";
    if (!judged) return;
    if (deal && number !== null) {
      if (!this.#changed()) return go("deals", deal.id);
      try {
        await session.keep(judged, { id: deal.id }, dayOf(new Date()));
        this.#live.textContent = `Round ${number} is updated.`;
      } catch (error) {
        this.#failed.textContent = (error as Error).message;
      }
      return;
    }
    try {
      const deals = await store.list();
      this.#which.replaceChildren(
        ...deals.map(({ id, name, count }) =>
          el("option", { value: id, selected: id === deal?.id }, `${name} (${plural(count, "round")})`),
        ),
      );
      this.#oldPart.hidden = deals.length === 0;
      const known = deals.some((one) => one.id === deal?.id);
      this.#old.checked = known;
      this.#new.checked = !known;
      this.#name.value = cleanName(judged.about.customer || judged.source.name);
      this.#error.textContent = "";
      this.#name.removeAttribute("aria-invalid");
      this.#dialog.showModal();
      (known ? this.#which : this.#name).focus();
      if (!known) this.#name.select();
    } catch (error) {
      this.#failed.textContent = (error as Error).message;
    }
  }

  #turn(): void {
    (this.#new.checked ? this.#name : this.#which).focus();
  }

  async #keepChosen(): Promise<void> {
    const judged = this.#judged;
    // A second press of Enter is no second round.
    if (!judged || this.#busy) return;
    const name = cleanName(this.#name.value);
    if (this.#new.checked && name === "") {
      this.#error.textContent = "Give the deal a name.";
      this.#name.setAttribute("aria-invalid", "true");
      this.#name.focus();
      return;
    }
    this.#busy = true;
    try {
      const into = this.#new.checked ? { name } : { id: this.#which.value };
      const deal = await session.keep(judged, into, dayOf(new Date()));
      this.#dialog.close();
      this.#button.focus();
      this.#live.textContent = `Kept as round ${deal.rounds.length} of ${deal.name}.`;
    } catch (error) {
      this.#error.textContent = (error as Error).message;
    } finally {
      this.#busy = false;
    }
  }
}

/** The same values in the same order, whoever put them together. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)]);
}
