/** What the pages of this site share: one engine in one worker, so that its Wasm and its library are in memory once. */

import type { LibraryView } from "./library.ts";
import { checkerAt, startOf } from "./package/checker.ts";
import type { Checker, CheckOptions } from "./package/index.ts";
import { RemoteHome } from "./package/remote.ts";

/** What to check, as bytes. */
export interface CheckRequest {
  /** The redline, or the revised text. */
  bytes: Uint8Array;
  /** The text that it was made from, where two versions are compared. */
  base: Uint8Array | null;
  options: CheckOptions;
}

const home = new RemoteHome(
  () => new Worker(new URL("./package/worker.ts", import.meta.url), { type: "module" }),
  () => startOf({}),
);

/** The checker, for all calls. */
export const checker: Checker = checkerAt(home);

export const engine = {
  /** Checks; gives the report's JSON, which the page reads in slices. Aborting ends the worker's run. */
  check({ bytes, base, options }: CheckRequest, signal?: AbortSignal): Promise<string> {
    return home.ask({ call: "check", bytes, base, options, bundle: used?.bundle ?? null }, signal);
  },
};

/** A library in place of the engine's own, for as long as this page is open. */
export interface UsedLibrary {
  /** Its bundle. */
  bundle: string;
  /** Its name for people, with what sets it apart. */
  name: string;
}

let used: UsedLibrary | null = null;
let view: Promise<LibraryView | null> | null = null;

/** Sends `change` when another library is used. */
export const libraries = new EventTarget();

/** The library that checks are made by, where it is not the engine's own. */
export function usedLibrary(): UsedLibrary | null {
  return used;
}

/** Makes all checks from now on by this library; null goes back to the engine's own. */
export function useLibrary(library: UsedLibrary | null): void {
  used = library;
  view = null;
  libraries.dispatchEvent(new Event("change"));
}

/** What the library in use says, asked for once; null where there is none to be had. */
export function libraryView(): Promise<LibraryView | null> {
  view ??= home
    .ask({ call: "library", bundle: used?.bundle ?? null })
    .then((text) => JSON.parse(text) as LibraryView)
    .catch(() => {
      view = null;
      return null;
    });
  return view;
}

/** The worker that checks and edits are tried in on the page "Library": apart, so that no check waits for it. */
export function workbench(): RemoteHome {
  return new RemoteHome(
    () => new Worker(new URL("./package/worker.ts", import.meta.url), { type: "module" }),
    () => startOf({}),
  );
}
