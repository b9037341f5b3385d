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
    return home.ask({ call: "check", bytes, base, options }, signal);
  },
};

let view: Promise<LibraryView | null> | null = null;

/** What the library says, asked for once; null where there is none to be had. */
export function libraryView(): Promise<LibraryView | null> {
  view ??= checker.library().catch(() => {
    view = null;
    return null;
  });
  return view;
}
