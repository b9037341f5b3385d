/** Folders on disk: read through a file field, which every browser has, and written to where the browser allows it. */

import { BadLibrary, type Files, Gathering, isLibraryFile, LARGEST_FILE, own, safePath } from "./files.ts";

type Picker = (options: { mode: "readwrite"; id: string }) => Promise<FileSystemDirectoryHandle>;

/** Whether this browser writes to folders. */
export function canSaveToFolder(): boolean {
  return "showDirectoryPicker" in globalThis;
}

/** The library among the files of a chosen folder. */
export async function readFolder(list: Iterable<File>): Promise<Files> {
  const gathering = new Gathering();
  for (const file of list) {
    const path = file.webkitRelativePath || file.name;
    if (!isLibraryFile(path)) continue;
    if (file.size > LARGEST_FILE) throw new BadLibrary(`${path} is larger than 1 MB.`);
    gathering.add(path, new Uint8Array(await file.arrayBuffer()));
  }
  return gathering.done();
}

/** Writes files into a folder that the reader chooses; gives its name. Files beside them are left as they are. */
export async function saveToFolder(files: Files, paths: readonly string[]): Promise<string> {
  const pick = (globalThis as unknown as { showDirectoryPicker: Picker }).showDirectoryPicker;
  const root = await pick({ mode: "readwrite", id: "clause-library" });
  for (const path of paths) {
    const text = own(files, path);
    if (text === undefined || safePath(path) === null) continue;
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const handle = await folder.getFileHandle(parts.at(-1) ?? path, { create: true });
    const writing = await handle.createWritable();
    await writing.write(text);
    await writing.close();
  }
  return root.name;
}
