/**
 * Deals in the browser's own database (IndexedDB). One record a deal and one a round, so that a list of deals reads no
 * contract. Each call is one transaction: it is all done or not at all. A deal that was deleted stays deleted: nothing
 * that another window still holds of it can be written back.
 */

import { parseReport } from "../parse.ts";
import { type DealHead, headOf, type KeptDeal, type Round } from "./model.ts";

/** A deal in a list. */
export interface DealLine extends DealHead {
  /** How many rounds it has. */
  count: number;
}

/** Why something was not kept or read. */
export class StoreFailure extends Error {
  constructor(name: "quota" | "gone" | "newer" | "unavailable" | "failed", message: string) {
    super(message);
    this.name = name;
  }
}

const DEALS = "deals";
const ROUNDS = "rounds";
const BY_DEAL = "deal";

/**
 * A round as it is stored: with its deal, and its place among the rounds. The report is text: the browser copies a long
 * text in no time, and an object of the same length takes it seconds.
 */
interface Stored extends Omit<Round, "report"> {
  deal_id: string;
  number: number;
  report: string;
}

/**
 * The steps from each version of the database to the next. A step is never changed once it was shipped: what changes
 * later is a step of its own.
 */
export const MIGRATIONS: readonly ((database: IDBDatabase, all: IDBTransaction) => void)[] = [
  (database) => {
    database.createObjectStore(DEALS, { keyPath: "id" });
    database.createObjectStore(ROUNDS, { keyPath: ["deal_id", "number"] }).createIndex(BY_DEAL, "deal_id");
  },
];

export class DealStore {
  /** Called when another window changed or deleted a deal. */
  onchange: (id: string) => void = () => {};

  #name: string;
  #database: Promise<IDBDatabase> | null = null;
  #channel: BroadcastChannel | null = null;

  constructor(name = "clausecheck") {
    this.#name = name;
    if (typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener("message", (event) => {
      if (typeof event.data === "string") this.onchange(event.data);
    });
  }

  /** All deals, by name. */
  async list(): Promise<DealLine[]> {
    const lines = await this.#run("readonly", async ({ deals, rounds }) => {
      const heads = (await done(deals.getAll())) as DealHead[];
      const index = rounds.index(BY_DEAL);
      return Promise.all(heads.map(async (head) => ({ ...head, count: await done(index.count(head.id)) })));
    });
    return lines.sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1));
  }

  /** A deal with its rounds; null if there is none of that id. */
  async load(id: string): Promise<KeptDeal | null> {
    const kept = await this.#run("readonly", async ({ deals, rounds }) => {
      const head = (await done(deals.get(id))) as DealHead | undefined;
      return head && { head, stored: (await done(rounds.index(BY_DEAL).getAll(id))) as Stored[] };
    });
    if (!kept) return null;
    const rounds: Round[] = [];
    for (const { deal_id: _, number: __, report, ...rest } of kept.stored.sort(byNumber)) {
      rounds.push({ ...rest, report: await parseReport(report) });
    }
    return { ...kept.head, rounds };
  }

  /** Keeps a new deal, with all its rounds; the reports as text, where that is at hand. */
  async create(deal: KeptDeal, reports: readonly string[] = []): Promise<void> {
    await this.#run("readwrite", async ({ deals, rounds }) => {
      await done(deals.add(headOf(deal)));
      await Promise.all(
        deal.rounds.map((round, index) =>
          done(rounds.add(stored(deal.id, index + 1, round, reports[index] ?? JSON.stringify(round.report)))),
        ),
      );
    });
    this.#changed(deal.id);
  }

  /** Changes what is known of a deal, from what is stored now, and gives what is stored then. */
  change(id: string, how: (head: DealHead) => DealHead): Promise<DealHead> {
    return this.#write(id, how, async () => {});
  }

  /** Keeps a round, its report as text: as the one with this number, or after the others. */
  keep(
    id: string,
    round: Round,
    report: string,
    number: number | null,
    how: (head: DealHead) => DealHead,
  ): Promise<DealHead> {
    return this.#write(id, how, async (rounds) => {
      const place = number ?? (await done(rounds.index(BY_DEAL).count(id))) + 1;
      await done(rounds.put(stored(id, place, round, report)));
    });
  }

  /** Deletes a deal and everything that was kept with it. */
  async remove(id: string): Promise<void> {
    await this.#run("readwrite", async ({ deals, rounds }) => {
      const keys = await done(rounds.index(BY_DEAL).getAllKeys(id));
      await Promise.all([done(deals.delete(id)), ...keys.map((key) => done(rounds.delete(key)))]);
    });
    this.#changed(id);
  }

  async #write(
    id: string,
    how: (head: DealHead) => DealHead,
    more: (rounds: IDBObjectStore) => Promise<void>,
  ): Promise<DealHead> {
    const changed = await this.#run("readwrite", async ({ deals, rounds }) => {
      const head = (await done(deals.get(id))) as DealHead | undefined;
      if (!head) throw new StoreFailure("gone", "This deal was deleted, perhaps in another window.");
      const next = { ...headOf(how(head)), id };
      await done(deals.put(next));
      await more(rounds);
      return next;
    });
    this.#changed(id);
    return changed;
  }

  /** One transaction over both stores. Whatever goes wrong undoes all of it. */
  async #run<T>(
    mode: IDBTransactionMode,
    work: (stores: { deals: IDBObjectStore; rounds: IDBObjectStore }) => Promise<T>,
  ): Promise<T> {
    const database = await this.#open();
    try {
      const all = database.transaction([DEALS, ROUNDS], mode);
      const ended = new Promise<void>((resolve, reject) => {
        all.oncomplete = () => resolve();
        all.onabort = () => reject(all.error ?? new DOMException("", "AbortError"));
      });
      // It may fail before anybody waits for it.
      ended.catch(() => {});
      let result: T;
      try {
        result = await work({ deals: all.objectStore(DEALS), rounds: all.objectStore(ROUNDS) });
      } catch (error) {
        try {
          all.abort();
        } catch {
          // It was aborted by what went wrong.
        }
        throw error;
      }
      await ended;
      return result;
    } catch (error) {
      throw failure(error);
    }
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= open(this.#name, () => {
      this.#database = null;
    }).catch((error) => {
      this.#database = null;
      throw failure(error);
    });
    return this.#database;
  }

  #changed(id: string): void {
    this.#channel?.postMessage(id);
  }
}

/** Opens the database and brings it up to date; `closed` is called when it is no longer to be used. */
function open(name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, MIGRATIONS.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result: database, transaction } = request;
      if (transaction) for (const step of MIGRATIONS.slice(oldVersion)) step(database, transaction);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () =>
      reject(
        new StoreFailure(
          "unavailable",
          "Another window of this page holds the deals. Close it, and try again.",
        ),
      );
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = closed;
      // A newer page in another window wants to change the database: it must not wait for this one.
      database.onversionchange = () => {
        database.close();
        closed();
      };
      resolve(database);
    };
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function byNumber(one: Stored, other: Stored): number {
  return one.number - other.number;
}

function stored(id: string, number: number, { report: _, ...round }: Round, report: string): Stored {
  return { ...round, deal_id: id, number, report };
}

/** What went wrong, in words that say what to do. */
function failure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "QuotaExceededError":
      return new StoreFailure(
        "quota",
        "The browser has no room left for this, and nothing was kept. Export and delete deals that are done, or free some disk space.",
      );
    case "VersionError":
      return new StoreFailure(
        "newer",
        "A newer version of this page was used with these deals. Load the page again to get it.",
      );
    case "SecurityError":
    case "InvalidStateError":
    case "ReferenceError":
      return new StoreFailure(
        "unavailable",
        "This browser does not let the page keep anything, as in some private windows. Checks work all the same.",
      );
    default:
      return new StoreFailure(
        "failed",
        `The browser could not do this, and nothing was changed${error instanceof Error && error.message ? ` (${error.message})` : ""}.`,
      );
  }
}
