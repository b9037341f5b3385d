/** A checker whose engine runs in the thread that asks: for Node.js, for workers of one's own, for short texts. */

import { checkerAt, type Home, startOf } from "./checker.ts";
import { Engine } from "./engine.ts";
import { CheckError, type Checker, type CheckerOptions } from "./types.ts";

/** Makes a checker in this thread. It starts to load at once; what fails then, fails the calls. */
export function createChecker(options: CheckerOptions = {}): Checker {
  return checkerAt(new LocalHome(async () => Engine.start(await startOf(options))));
}

class LocalHome implements Home {
  #start: () => Promise<Engine>;
  #engine: Promise<Engine> | null = null;
  #ended = false;

  constructor(start: () => Promise<Engine>) {
    this.#start = start;
    void this.#started().catch(() => {});
  }

  async ready() {
    return (await this.#started()).library;
  }

  async ask(question: Parameters<Home["ask"]>[0], signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const engine = await this.#started();
    signal?.throwIfAborted();
    if (this.#ended) throw ended();
    return engine.answer(question);
  }

  dispose(): void {
    this.#ended = true;
    void this.#engine?.then((engine) => engine.free()).catch(() => {});
  }

  /** The engine; where it did not start, the next call tries again. */
  #started(): Promise<Engine> {
    if (this.#ended) return Promise.reject(ended());
    if (this.#engine) return this.#engine;
    const engine = this.#start();
    this.#engine = engine;
    engine.catch(() => {
      if (this.#engine === engine) this.#engine = null;
    });
    return engine;
  }
}

/** What a call fails with after the end. */
export function ended(): CheckError {
  return new CheckError("disposed", "the checker was disposed of");
}
