/** A checker's calls, over whichever home its engine has: this thread or a worker. */

import type { LibraryName } from "../report.ts";
import type { Question, Start } from "./messages.ts";
import { open } from "./open.ts";
import { absolute, bundleText, bytes, bytesOf } from "./sources.ts";
import type { Checker, CheckerOptions } from "./types.ts";

/** Where an engine lives. */
export interface Home {
  ready(): Promise<LibraryName>;
  /** The answer's text; rejects with the signal's reason where that aborts first. */
  ask(question: Question, signal?: AbortSignal): Promise<string>;
  dispose(): void;
}

/** The checker whose engine lives there. */
export function checkerAt(home: Home): Checker {
  const json = async <T>(question: Question, signal?: AbortSignal): Promise<T> =>
    JSON.parse(await home.ask(question, signal));
  return {
    ready: () => home.ready(),
    check: async (input, { signal, ...options } = {}) =>
      json({ call: "check", ...bytesOf(input), options }, signal),
    lint: async ({ library, prove = false, signal } = {}) => {
      const bundle = library === undefined ? null : await bundleText(library);
      return json({ call: "lint", bundle, prove }, signal);
    },
    matrix: (format = "markdown", { signal } = {}) => home.ask({ call: "matrix", format }, signal),
    library: ({ signal } = {}) => json({ call: "library" }, signal),
    examples: (clause = null, { signal } = {}) => json({ call: "examples", clause }, signal),
    read: async (input, { format, signal } = {}) =>
      json({ call: "read", bytes: bytes(input), format: format ?? null }, signal),
    open: (blocks, { signal, ...options } = {}) => open(home, blocks, options, signal),
    dispose: () => home.dispose(),
  };
}

/** What an engine starts with, from the options of its checker. */
export async function startOf({ library, wasm }: CheckerOptions): Promise<Start> {
  const bundle = library === undefined ? null : await bundleText(library);
  if (wasm instanceof URL) return { bundle, wasm: wasm.href };
  return { bundle, wasm: typeof wasm === "string" ? absolute(wasm).href : (wasm ?? null) };
}
