/** The engine in this thread: the Wasm, a library loaded into it, and what is done after a trap. */

import { __wbg_reset_state, Checker } from "../engine/clausecheck.js";
import type { LibraryName } from "../report.ts";
import { defaultLibrary, loadWasm, said } from "./load.ts";
import type { Question, Start } from "./messages.ts";
import { CheckError, type CheckErrorName } from "./types.ts";

/** Counts the modules that this thread has had: a trap spoils the module for every library that is loaded into it. */
let modules = 0;

export class Engine {
  #bundle: string;
  #checker: Checker | null = null;
  #module = -1;

  /** The library's name, version and hash. */
  readonly library: LibraryName;

  private constructor(bundle: string) {
    this.#bundle = bundle;
    this.library = JSON.parse(guarded(() => this.#loaded().about()));
  }

  /** Loads the Wasm and the library. */
  static async start({ bundle, wasm }: Start): Promise<Engine> {
    const [text] = await Promise.all([bundle ?? defaultLibrary(), loadWasm(wasm)]);
    return new Engine(text);
  }

  /** Answers, or throws a {@link CheckError}. After one named `trap` the next question has a new module. */
  answer(question: Question): string {
    return guarded(() => this.#ask(question));
  }

  /** Gives the library's memory back. */
  free(): void {
    if (this.#module === modules) this.#checker?.free();
    this.#checker = null;
  }

  #ask(question: Question): string {
    switch (question.call) {
      case "check":
        return this.#loaded().check(question.bytes, question.base, JSON.stringify(question.options));
      case "lint": {
        if (question.bundle === null) return this.#loaded().lint(question.prove);
        const other = new Checker(question.bundle);
        const notes = other.lint(question.prove);
        other.free();
        return notes;
      }
      case "matrix":
        return this.#loaded().matrix(question.format);
      case "library":
        return this.#loaded().library();
      case "examples":
        return this.#loaded().examples(question.clause);
      case "read":
        return this.#loaded().read(question.bytes, question.format);
    }
  }

  #loaded(): Checker {
    if (this.#checker === null || this.#module !== modules) {
      this.#checker = new Checker(this.#bundle);
      this.#module = modules;
    }
    return this.#checker;
  }
}

function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isTrap(error)) {
      const name = error instanceof Error ? (error.name as CheckErrorName) : "error";
      throw new CheckError(name, said(error));
    }
    // The module's memory cannot be trusted after a trap.
    modules += 1;
    __wbg_reset_state();
    throw new CheckError("trap", said(error));
  }
}

/** A panic of the engine, or its stack or memory at an end; browsers name the latter two in several ways. */
function isTrap(error: unknown): boolean {
  return (
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError ||
    (error instanceof Error && error.name === "InternalError")
  );
}
