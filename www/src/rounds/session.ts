/**
 * The deal that is open, for all pages of this site: what is checked now is compared with its rounds. It tells its
 * listeners with `change`.
 */

import type { Deal } from "../deal.ts";
import type { Source } from "../source.ts";
import { cleanName, type DealHead, headOf, type KeptDeal, type Round } from "./model.ts";
import type { DealStore } from "./store.ts";

/** A check that is to be kept. */
export interface Check {
  source: Source;
  deal: Deal;
  about: { customer: string; closes: string };
  report: Round["report"];
  /** The report as the engine wrote it. */
  json: string;
}

/** Something that another page wants checked on the page "Check"; without a source only its values are filled in. */
export interface Brought {
  source: Source | null;
  deal: Deal;
  about: { customer: string; closes: string };
}

export class Session extends EventTarget {
  #store: DealStore;
  #deal: KeptDeal | null = null;
  /** The round that the page "Check" shows, if it shows one. */
  #round: string | null = null;
  #brought: Brought | null = null;
  #turn = 0;

  constructor(store: DealStore) {
    super();
    this.#store = store;
    store.onchange = (id) => void this.#renew(id);
  }

  get deal(): KeptDeal | null {
    return this.#deal;
  }

  /** The number of the round that is shown, from 1; null while what is shown is not kept. */
  get number(): number | null {
    const at = this.#deal?.rounds.findIndex((round) => round.id === this.#round) ?? -1;
    return at < 0 ? null : at + 1;
  }

  /** The rounds before the text that is shown. */
  get before(): readonly Round[] {
    const rounds = this.#deal?.rounds ?? [];
    return this.number === null ? rounds : rounds.slice(0, this.number - 1);
  }

  /** Opens a deal, at one of its rounds or for the next one. */
  open(deal: KeptDeal, round: Round | null = null): void {
    this.#turn += 1;
    this.#deal = deal;
    this.#round = round?.id ?? null;
    this.#tell();
  }

  close(): void {
    this.#turn += 1;
    this.#deal = null;
    this.#round = null;
    this.#tell();
  }

  /** Another text is checked: it is none of the rounds. */
  fresh(): void {
    if (this.#round === null) return;
    this.#round = null;
    this.#tell();
  }

  /** Opens a deal and has the page "Check" take it up when it is shown next: a round of it, or the next one. */
  bring(deal: KeptDeal, round: Round | null): void {
    this.open(deal, round);
    this.#brought = {
      source: round && { name: round.source, request: round.request },
      deal: round?.deal ?? (deal.value ? { deal: { "annual value": deal.value } } : {}),
      about: { customer: deal.customer, closes: deal.closes },
    };
  }

  /** What was brought, once. */
  take(): Brought | null {
    const brought = this.#brought;
    this.#brought = null;
    return brought;
  }

  /** Keeps a check as the round that is shown, or as the next one, of a deal; a new deal has only a name. */
  async keep(check: Check, into: { id: string } | { name: string }, today: string): Promise<KeptDeal> {
    const same = "id" in into && this.#deal?.id === into.id ? this.#round : null;
    const known = same && this.#deal?.rounds.find((round) => round.id === same);
    const { bytes, base, format } = check.source.request;
    const round: Round = {
      id: known ? known.id : freshId(),
      date: known ? known.date : today,
      source: cleanName(check.source.name),
      request: { bytes, base, ...(format ? { format } : {}) },
      deal: check.deal,
      report: check.report,
    };
    const value = check.deal.deal?.["annual value"];
    const told = (head: DealHead): DealHead => ({
      ...head,
      customer: cleanName(check.about.customer) || head.customer,
      closes: check.about.closes || head.closes,
      value: value ?? head.value,
    });
    let deal: KeptDeal;
    if ("id" in into) {
      const open = this.#deal?.id === into.id ? this.#deal : await this.#store.load(into.id);
      const number = known ? (open?.rounds.indexOf(known) ?? 0) + 1 : null;
      const head = await this.#store.keep(into.id, round, check.json, number, told);
      const rounds = open?.rounds ?? [];
      deal = {
        ...head,
        rounds: known ? rounds.map((one) => (one === known ? round : one)) : [...rounds, round],
      };
    } else {
      const empty = { id: freshId(), name: cleanName(into.name), customer: "", closes: "", value: "" };
      deal = { ...told({ ...empty, owners: [], approvals: [] }), rounds: [round] };
      await this.#store.create(deal, [check.json]);
    }
    this.open(deal, round);
    return deal;
  }

  /** Changes the deal that is open. */
  async change(how: (head: DealHead) => DealHead): Promise<void> {
    const id = this.#deal?.id;
    if (id === undefined) return;
    const head = await this.#store.change(id, (head) => headOf(how(head)));
    if (this.#deal?.id !== id) return;
    this.#deal = { ...this.#deal, ...head };
    this.#tell();
  }

  /** Deletes a deal, open or not. */
  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
    if (this.#deal?.id === id) this.close();
  }

  /** Reads the open deal again, as another window may have changed or deleted it. */
  async #renew(id: string): Promise<void> {
    if (this.#deal?.id === id) {
      const turn = ++this.#turn;
      const deal = await this.#store.load(id).catch(() => null);
      if (turn === this.#turn) {
        this.#deal = deal;
        if (!deal) this.#round = null;
      }
    }
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}

/** A new id for a deal or a round. */
export function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
