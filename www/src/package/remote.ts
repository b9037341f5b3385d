/**
 * A checker whose engine runs in a module worker, so that the page goes on meanwhile. It keeps one worker, starts a new
 * one after a trap or a cancelled call, and sends that one what was still waiting.
 */

import type { LibraryName } from "../report.ts";
import { checkerAt, type Home, startOf } from "./checker.ts";
import { said } from "./load.ts";
import type { FromWorker, Question, Start, ToWorker } from "./messages.ts";
import { CheckError, type CheckErrorName, type Checker, type WorkerCheckerOptions } from "./types.ts";

/** Makes a checker in a worker of the same origin. It starts to load at once; what fails then, fails the calls. */
export function createWorkerChecker(options: WorkerCheckerOptions = {}): Checker {
  return checkerAt(new RemoteHome(options.worker ?? startWorker, () => startOf(options)));
}

function startWorker(): Worker {
  if (typeof Worker === "undefined") {
    throw new CheckError("start", "there are no web workers here; use createChecker");
  }
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

/** Something that messages can be sent to and that sends some back: a worker, or a test's stand-in. */
export type Port = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

interface Promised<T> {
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
}

interface Waiting extends Promised<string> {
  question: Question;
}

export class RemoteHome implements Home {
  #open: () => Port;
  #settings: () => Promise<Start>;
  #start: Promise<Start> | null = null;
  #port: Port | null = null;
  #library: LibraryName | null = null;
  #expecting: Promised<LibraryName>[] = [];
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #ended = false;

  constructor(open: () => Port, settings: () => Promise<Start>) {
    this.#open = open;
    this.#settings = settings;
    this.#worker();
  }

  ready(): Promise<LibraryName> {
    if (this.#library) return Promise.resolve(this.#library);
    return new Promise((resolve, reject) => {
      this.#expecting.push({ resolve, reject });
      this.#worker();
    });
  }

  /** Asks; aborting ends the worker's run, not only the waiting. */
  ask(question: Question, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const id = this.#next++;
      const abort = () => {
        if (!this.#waiting.delete(id)) return;
        this.#restart();
        reject(signal?.reason);
      };
      const done = () => signal?.removeEventListener("abort", abort);
      this.#waiting.set(id, {
        question,
        resolve: (text) => {
          done();
          resolve(text);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal?.addEventListener("abort", abort);
      const running = this.#port !== null;
      this.#worker();
      // A worker that starts now is sent all that waits.
      if (running) this.#send(id, question);
    });
  }

  dispose(): void {
    this.#ended = true;
    this.#fail("disposed", "the checker was disposed of");
  }

  /** Makes sure that there is a worker, or fails what waits for one. */
  #worker(): void {
    if (this.#port) return;
    if (this.#ended) {
      this.#fail("disposed", "the checker was disposed of");
      return;
    }
    let port: Port;
    try {
      port = this.#open();
    } catch (error) {
      this.#fail("start", said(error));
      return;
    }
    this.#port = port;
    port.addEventListener("message", (event) => {
      if (port === this.#port) this.#hear((event as MessageEvent<FromWorker>).data);
    });
    port.addEventListener("error", (event) => {
      if (port === this.#port)
        this.#fail("start", (event as ErrorEvent).message || "the worker's script did not load");
    });
    this.#start ??= this.#settings();
    this.#start.then(
      (start) => this.#post(port, { kind: "start", ...start }),
      (error) => {
        this.#start = null;
        if (port === this.#port)
          this.#fail(error instanceof CheckError ? error.name : "library", said(error));
      },
    );
    for (const [id, { question }] of this.#waiting) this.#send(id, question);
  }

  #send(id: number, question: Question): void {
    if (this.#port) this.#post(this.#port, { kind: "ask", id, question });
  }

  #post(port: Port, message: ToWorker): void {
    if (port === this.#port) port.postMessage(message);
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.#library = message.library;
        for (const expected of this.#expecting.splice(0)) expected.resolve(message.library);
        break;
      case "broken":
        this.#fail(message.name, message.message);
        break;
      case "answer":
        this.#take(message.id)?.resolve(message.text);
        break;
      case "failed": {
        const waiting = this.#take(message.id);
        if (message.name === "trap") this.#restart();
        waiting?.reject(new CheckError(message.name, message.message));
        break;
      }
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The engine itself is broken, or ended: all that waits fails, and the next call tries a new worker. */
  #fail(name: CheckErrorName, message: string): void {
    this.#port?.terminate();
    this.#port = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of [...waiting, ...this.#expecting.splice(0)]) {
      reject(new CheckError(name, message));
    }
  }

  #restart(): void {
    this.#port?.terminate();
    this.#port = null;
    this.#worker();
  }
}
