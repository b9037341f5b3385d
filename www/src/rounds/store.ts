/**
 * Deals in the browser's own database (IndexedDB). One record a deal and one a round, so that a list of deals reads no
 * contract. Each call is one transaction: it is all done or not at all. A deal that was deleted stays deleted: nothing
 * that another window still holds of it can be written back.
 */

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

/** A round as it is stored: with its deal, and its place among the rounds. */
interface Stored extends Round {
  deal_id: string;
  number: number;
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
  load(id: string): Promise<KeptDeal | null> {
    return this.#run("readonly", ({ deals, rounds }) => whole(id, deals, rounds));
  }

  /** Keeps a new deal, with all its rounds. */
  async create(deal: KeptDeal): Promise<void> {
    await this.#run("readwrite", async ({ deals, rounds }) => {
      await done(deals.add(headOf(deal)));
      await Promise.all(
        deal.rounds.map((round, index) => done(rounds.add(stored(deal.id, index + 1, round)))),
      );
    });
    this.#changed(deal.id);
  }

  /** Changes what is known of a deal, from what is stored now, and gives the whole deal. */
  change(id: string, how: (head: DealHead) => DealHead): Promise<KeptDeal> {
    return this.#write(id, how, async () => {});
  }

  /** Keeps a round: in the place of the one with its id, else after the others. */
  keep(id: string, round: Round, how: (head: DealHead) => DealHead = (head) => head): Promise<KeptDeal> {
    return this.#write(id, how, async (rounds) => {
      const kept = await roundsOf(rounds, id);
      const same = kept.find((one) => one.id === round.id);
      await done(rounds.put(stored(id, same?.number ?? (kept.at(-1)?.number ?? 0) + 1, round)));
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
  ): Promise<KeptDeal> {
    const deal = await this.#run("readwrite", async ({ deals, rounds }) => {
      const head = (await done(deals.get(id))) as DealHead | undefined;
      if (!head) throw new StoreFailure("gone", "This deal was deleted, perhaps in another window.");
      await done(deals.put({ ...headOf(how(head)), id }));
      await more(rounds);
      return (await whole(id, deals, rounds)) as KeptDeal;
    });
    this.#changed(id);
    return deal;
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

async function whole(id: string, deals: IDBObjectStore, rounds: IDBObjectStore): Promise<KeptDeal | null> {
  const head = (await done(deals.get(id))) as DealHead | undefined;
  if (!head) return null;
  const kept = await roundsOf(rounds, id);
  return { ...head, rounds: kept.map(({ deal_id: _, number: __, ...round }) => round) };
}

/** The rounds of a deal in their order. */
async function roundsOf(rounds: IDBObjectStore, id: string): Promise<Stored[]> {
  const all = (await done(rounds.index(BY_DEAL).getAll(id))) as Stored[];
  return all.sort((one, other) => one.number - other.number);
}

function stored(id: string, number: number, round: Round): Stored {
  return { ...round, deal_id: id, number };
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
