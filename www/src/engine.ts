/**
 * The engine as the page sees it: a promise for each check. It keeps one worker, starts a new one after a trap or a
 * cancelled check, and sends it what was still waiting. It knows nothing of reports.
 */

import type { CheckRequest, FromWorker, LibraryAbout, ToWorker } from "./messages.ts";

/** Why a check gave no report. `name` is `input`, `base`, `option`, `trap`, `start` or `library`. */
export class CheckFailure extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

interface Waiting {
  request: ToWorker;
  resolve: (json: string) => void;
  reject: (failure: Error) => void;
}

/** Something that messages can be sent to and that sends some back: a worker, or a test's stand-in. */
export type Port = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

export class Engine {
  /** Called with the library, each time that a worker is ready. */
  onready: (library: LibraryAbout) => void = () => {};

  #start: () => Port;
  #port: Port | null = null;
  #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(start: () => Port = startWorker) {
    this.#start = start;
  }

  /** Loads the engine ahead of the first check. */
  warm(): void {
    this.#worker();
  }

  /** Checks; gives the report's JSON. Aborting ends the worker's run, not only the waiting. */
  check(request: CheckRequest, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const id = this.#next++;
      const asked: ToWorker = { id, ...request };
      this.#waiting.set(id, { request: asked, resolve, reject });
      signal?.addEventListener("abort", () => {
        if (this.#waiting.delete(id)) {
          this.#restart();
          reject(signal.reason);
        }
      });
      this.#worker().postMessage(asked);
    });
  }

  #worker(): Port {
    if (this.#port) return this.#port;
    const port = this.#start();
    port.addEventListener("message", (event) => {
      if (port === this.#port) this.#hear((event as MessageEvent<FromWorker>).data);
    });
    port.addEventListener("error", (event) => {
      if (port === this.#port)
        this.#fail("start", (event as ErrorEvent).message || "its script did not load");
    });
    this.#port = port;
    return port;
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.onready(message.library);
        break;
      case "broken":
        this.#fail("start", message.message);
        break;
      case "report":
        this.#take(message.id)?.resolve(message.json);
        break;
      case "failed": {
        const waiting = this.#take(message.id);
        if (message.name === "trap") this.#restart();
        waiting?.reject(new CheckFailure(message.name, message.message));
        break;
      }
      case "started":
        break;
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The engine itself is broken: everything that waits fails, and the next check tries a new worker. */
  #fail(name: string, message: string): void {
    this.#port?.terminate();
    this.#port = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new CheckFailure(name, message));
  }

  #restart(): void {
    this.#port?.terminate();
    this.#port = null;
    const port = this.#worker();
    for (const { request } of this.#waiting.values()) port.postMessage(request);
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}
