/** The engine in this thread: the Wasm, a library loaded into it, and what is done after a trap. */

import { __wbg_reset_state, Checker, type OpenDocument } from "../engine/clausecheck.js";
import type { LiveBlock, LiveRun } from "../live.ts";
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
  #documents = new Map<number, { opened: OpenDocument; module: number }>();
  #other: { bundle: string; checker: Checker; module: number } | null = null;

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
    if (this.#other?.module === modules) this.#other.checker.free();
    this.#checker = null;
    this.#other = null;
    for (const document of [...this.#documents.keys()]) this.#close(document);
  }

  #ask(question: Question): string {
    switch (question.call) {
      case "check":
        return this.#by(question.bundle).check(
          question.bytes,
          question.base,
          JSON.stringify(question.options),
        );
      case "lint":
        return this.#by(question.bundle).lint(question.prove);
      case "matrix":
        return this.#loaded().matrix(question.format);
      case "library":
        return this.#by(question.bundle).library();
      case "examples":
        return this.#by(question.bundle).examples(question.clause);
      case "values":
        return this.#by(question.bundle).values(question.text);
      case "read":
        return this.#loaded().read(question.bytes, question.format);
      case "open": {
        const { document, blocks, options } = question;
        const opened = this.#loaded().open(textsOf(blocks), JSON.stringify(options));
        this.#close(document);
        this.#documents.set(document, { opened, module: modules });
        return opened.news();
      }
      case "update":
      case "splice": {
        const known = this.#documents.get(question.document);
        if (known?.module !== modules) return "";
        if (question.call === "update") known.opened.update(question.id, json(runTexts(question.runs)));
        else known.opened.splice(question.at, question.remove, textsOf(question.blocks));
        return known.opened.news();
      }
      case "close":
        this.#close(question.document);
        return "";
    }
  }

  #close(document: number): void {
    const known = this.#documents.get(document);
    if (known?.module === modules) known.opened.free();
    this.#documents.delete(document);
  }

  /** The library of a bundle; the engine's own where there is none. */
  #by(bundle: string | null | undefined): Checker {
    if (bundle === null || bundle === undefined) return this.#loaded();
    const known = this.#other;
    if (known?.bundle === bundle && known.module === modules) return known.checker;
    const checker = new Checker(bundle);
    if (known?.module === modules) known.checker.free();
    this.#other = { bundle, checker, module: modules };
    return checker;
  }

  #loaded(): Checker {
    if (this.#checker === null || this.#module !== modules) {
      this.#checker = new Checker(this.#bundle);
      this.#module = modules;
    }
    return this.#checker;
  }
}

/** Blocks as the list of texts that the engine reads; `Told` of `src/live/block.rs` says which. */
function textsOf(blocks: readonly LiveBlock[]): string {
  const texts = blocks.flatMap(({ id, heading, number, cell, mark, runs }) => [
    id,
    heading === undefined ? "" : `${heading}`,
    number ?? "",
    cell === undefined ? "" : `${cell.table} ${cell.row} ${cell.column}`,
    mark ?? "",
    ...runTexts(runs),
  ]);
  return json(texts);
}

/** Half a character, as an editor may have it for a moment, is no text for the engine: it reads another sign. */
function json(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text.replace(/\p{Surrogate}/gu, "\uFFFD"))).join("\n");
}

function runTexts(runs: readonly LiveRun[]): string[] {
  return [`${runs.length}`, ...runs.flatMap(({ op, text, change }) => [op ?? "", change ?? "", text])];
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
