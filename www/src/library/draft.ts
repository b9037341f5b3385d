/** The library that the page "Library" shows: as it was opened, and as it was edited since. Sends `change`. */

import { bundleOf, changedPaths, type Files, own } from "./files.ts";
import type { Folder } from "./folder.ts";

export class Draft extends EventTarget {
  #before: Files = {};
  #files: Files = {};
  #name: string | null = null;
  #folder: Folder | null = null;

  /** The files as they were opened, or saved last. */
  get before(): Files {
    return this.#before;
  }

  get files(): Files {
    return this.#files;
  }

  /** Where the library was opened from; null for the page's own. */
  get name(): string | null {
    return this.#name;
  }

  /** The folder that it was read from or saved to, where the browser can write to it again. */
  get folder(): Folder | null {
    return this.#folder;
  }

  /** The paths that were edited. */
  get changed(): string[] {
    return changedPaths(this.#before, this.#files);
  }

  get bundle(): string {
    return bundleOf(this.#files);
  }

  open(files: Files, name: string | null, folder: Folder | null = null): void {
    this.#before = files;
    this.#files = files;
    this.#name = name;
    this.#folder = folder;
    this.dispatchEvent(new Event("change"));
  }

  write(path: string, text: string): void {
    if (own(this.#files, path) === text) return;
    this.#files = { ...this.#files, [path]: text };
    this.dispatchEvent(new Event("change"));
  }

  /** Takes an edit back: the file is as it was, or is no more. */
  revert(path: string): void {
    const { [path]: _, ...rest } = this.#files;
    const old = own(this.#before, path);
    this.#files = old === undefined ? rest : { ...rest, [path]: old };
    this.dispatchEvent(new Event("change"));
  }

  /** What is here now was saved, in this folder. */
  saved(folder: Folder): void {
    this.#folder = folder;
    this.#before = this.#files;
    this.dispatchEvent(new Event("change"));
  }
}
