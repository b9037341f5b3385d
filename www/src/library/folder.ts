/**
 * Folders on disk. Where the browser has the File System Access interface, a library is read from a folder that the
 * reader chooses and written back to it; elsewhere a file field reads one.
 */

import { BadLibrary, type Files, Gathering, isLibraryFile, LARGEST_FILE, own, safePath } from "./files.ts";

/** A folder that the reader chose. */
export type Folder = FileSystemDirectoryHandle;

/** What a browser with the interface has, and its types do not know yet. */
interface Access {
  showDirectoryPicker(options: { mode: "read" | "readwrite"; id: string }): Promise<Folder>;
}
type Asking = Folder & {
  requestPermission?(asked: { mode: "readwrite" }): Promise<PermissionState>;
};

/** So many files and folders are looked at: somebody may have chosen a whole disk. */
const MOST_ENTRIES = 20_000;
const DEEPEST = 8;

/** Whether this browser reads and writes folders. */
export function hasFolders(): boolean {
  return "showDirectoryPicker" in globalThis;
}

/** Asks the reader for a folder. */
export function chooseFolder(mode: "read" | "readwrite"): Promise<Folder> {
  return (globalThis as unknown as Access).showDirectoryPicker({ mode, id: "clause-library" });
}

/** The library in a folder or below it, and the folder that it is in. */
export async function openFolder(chosen: Folder): Promise<{ files: Files; folder: Folder }> {
  const gathering = new Gathering();
  let entries = 0;
  const gather = async (folder: Folder, prefix: string, depth: number): Promise<void> => {
    for await (const [name, entry] of folder.entries()) {
      entries += 1;
      if (entries > MOST_ENTRIES) {
        throw new BadLibrary("There are too many files below it; choose the library's own folder.");
      }
      const path = prefix + name;
      if (entry.kind === "directory") {
        if (depth < DEEPEST && !name.startsWith(".") && name !== "node_modules") {
          await gather(entry as Folder, `${path}/`, depth + 1);
        }
      } else if (isLibraryFile(path)) {
        await take(gathering, path, await (entry as FileSystemFileHandle).getFile());
      }
    }
  };
  await gather(chosen, "", 0);
  const inside = gathering.prefix.split("/").filter(Boolean);
  let folder = chosen;
  for (const part of inside) folder = await folder.getDirectoryHandle(part);
  return { files: gathering.done(), folder };
}

/** The library among the files of a folder that was chosen in a file field. */
export async function readFolder(list: Iterable<File>): Promise<Files> {
  const gathering = new Gathering();
  for (const file of list) {
    const path = file.webkitRelativePath || file.name;
    if (isLibraryFile(path)) await take(gathering, path, file);
  }
  return gathering.done();
}

async function take(gathering: Gathering, path: string, file: File): Promise<void> {
  if (file.size > LARGEST_FILE) throw new BadLibrary(`${path} is larger than 1 MB.`);
  gathering.add(path, new Uint8Array(await file.arrayBuffer()));
}

/** What is to be saved, as it was opened and as it is. */
export interface Saving {
  before: Files;
  files: Files;
  changed: readonly string[];
}

/**
 * Writes a library into a folder: what was edited, or all of it where the folder holds none yet. Files beside it are
 * left as they are. Where somebody else wrote one of them since it was opened, nothing is written and these paths are
 * given as `others`; `overwrite` writes them all the same.
 */
export async function saveToFolder(
  folder: Asking,
  { before, files, changed }: Saving,
  overwrite = false,
): Promise<{ saved: string[]; others: string[] }> {
  if (folder.requestPermission && (await folder.requestPermission({ mode: "readwrite" })) !== "granted") {
    throw new Error(`the browser may not write to ${folder.name}.`);
  }
  const known = (await textIn(folder, "library.md")) !== null;
  const wanted = known && changed.length > 0 ? changed : Object.keys(files);
  const writes: [string, string][] = [];
  const others: string[] = [];
  for (const path of wanted) {
    const text = own(files, path);
    if (text === undefined || safePath(path) === null) continue;
    const there = await textIn(folder, path);
    if (there === text) continue;
    if (there !== null && there !== own(before, path)) others.push(path);
    writes.push([path, text]);
  }
  if (others.length > 0 && !overwrite) return { saved: [], others };
  for (const [path, text] of writes) await write(folder, path, text);
  return { saved: writes.map(([path]) => path), others };
}

/** A file below a folder, by its path; `create` makes it and the folders on the way. */
async function fileAt(root: Folder, path: string, create: boolean): Promise<FileSystemFileHandle> {
  const parts = path.split("/");
  let folder = root;
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create });
  return folder.getFileHandle(parts.at(-1) ?? path, { create });
}

/** A file's text; null where there is no such file. */
async function textIn(root: Folder, path: string): Promise<string | null> {
  try {
    const handle = await fileAt(root, path, false);
    return await (await handle.getFile()).text();
  } catch (error) {
    if ((error as Error).name === "NotFoundError") return null;
    throw error;
  }
}

async function write(root: Folder, path: string, text: string): Promise<void> {
  const handle = await fileAt(root, path, true);
  const writing = await handle.createWritable();
  await writing.write(text);
  await writing.close();
}
