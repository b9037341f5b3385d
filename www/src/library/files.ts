/** A library's files as texts by path: what may be one, and what changed between two sets of them. Pure. */

/** The texts of Markdown files, by their paths within the library. */
export type Files = Readonly<Record<string, string>>;

/** Why files are no library that can be opened. */
export class BadLibrary extends Error {}

/** A library of thirty clauses has forty files and half a megabyte; these leave room for twenty such. */
export const MOST_FILES = 2_000;
export const LARGEST_FILE = 1_000_000;
export const LARGEST_LIBRARY = 10_000_000;

/**
 * A path as a library may use it; null for one that would lead out of its folder, or that some system reads otherwise:
 * `..`, an absolute path, a drive, a backslash, a control character.
 */
export function safePath(path: string): string | null {
  const parts = path.split("/");
  if (path.length === 0 || path.length > 200) return null;
  if (/[\\:*?"<>|\p{Cc}\p{Cf}]/u.test(path)) return null;
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.trim() !== part)) return null;
  return path;
}

/** Whether a file belongs to a library; all else is passed over. A path with `..` is not: it is refused later. */
export function isLibraryFile(path: string): boolean {
  return /\.md$/i.test(path) && !path.split("/").some((part) => /^\.[^.]/.test(part) || part === "__MACOSX");
}

/** Collects files one by one, and refuses what is too large or leads elsewhere. */
export class Gathering {
  #files = new Map<string, string>();
  #size = 0;

  add(path: string, bytes: Uint8Array): void {
    if (safePath(path) === null)
      throw new BadLibrary(`The path “${path.slice(0, 80)}” leads out of the library.`);
    if (bytes.length > LARGEST_FILE) throw new BadLibrary(`${path} is larger than 1 MB.`);
    this.#size += bytes.length;
    if (this.#size > LARGEST_LIBRARY) throw new BadLibrary("These files are larger than 10 MB together.");
    if (this.#files.size >= MOST_FILES) throw new BadLibrary(`There are more than ${MOST_FILES} files.`);
    if (this.#files.has(path)) throw new BadLibrary(`${path} is there twice.`);
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new BadLibrary(`${path} is no text in UTF-8.`);
    }
    this.#files.set(path, text);
  }

  /** The folder that holds `library.md`, the outermost of several: `clauses/`, or nothing. */
  get prefix(): string {
    if (this.#files.size === 0) throw new BadLibrary("There is no Markdown file in it.");
    const root = [...this.#files.keys()]
      .filter((path) => path === "library.md" || path.endsWith("/library.md"))
      .sort((one, other) => one.length - other.length)[0];
    if (root === undefined) throw new BadLibrary("There is no library.md in it.");
    return root.slice(0, -"library.md".length);
  }

  /** The files, by their paths within the folder that holds `library.md`. */
  done(): Files {
    const prefix = this.prefix;
    const inside = [...this.#files].filter(([path]) => path.startsWith(prefix));
    return Object.fromEntries(inside.map(([path, text]) => [path.slice(prefix.length), text]));
  }
}

/** The paths that differ: changed, new or gone. */
export function changedPaths(before: Files, after: Files): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => own(before, path) !== own(after, path)).sort();
}

/** A file's text, if there is one; `constructor` is no file. */
export function own(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

/** The files as one text, as the engine takes them. */
export function bundleOf(files: Files): string {
  return JSON.stringify({ schema: "clausecheck-library/1", files });
}
