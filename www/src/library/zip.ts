/** A library as a .zip, both ways. Loaded when somebody opens or saves one. */

import { strToU8, Unzip, UnzipInflate, zipSync } from "fflate";
import { BadLibrary, type Files, Gathering, isLibraryFile, LARGEST_FILE, LARGEST_LIBRARY } from "./files.ts";

/** Bytes that are unpacked in one go: a slice grows to eight megabytes at most before its size is looked at. */
const SLICE = 8_192;

/** The Markdown files of an archive. What it unpacks to is measured, not believed. */
export function readZip(bytes: Uint8Array): Files {
  if (bytes.length > LARGEST_LIBRARY) throw new BadLibrary("This file is larger than 10 MB.");
  const gathering = new Gathering();
  let failure: unknown = null;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith("/") || !isLibraryFile(file.name)) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (failure !== null) return;
      if (error) {
        failure = new BadLibrary(`${file.name} could not be unpacked.`);
        return;
      }
      size += chunk.length;
      if (size > LARGEST_FILE) {
        failure = new BadLibrary(`${file.name} is larger than 1 MB.`);
        file.terminate();
        return;
      }
      chunks.push(chunk.slice());
      if (!final) return;
      try {
        gathering.add(file.name, joined(chunks, size));
      } catch (error) {
        failure = error;
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && failure === null; at += SLICE) {
      unzip.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
    }
  } catch {
    throw new BadLibrary("This is no .zip file that can be read.");
  }
  if (failure !== null) throw failure;
  return gathering.done();
}

/** An archive of files. The same files give the same bytes: entries bear no date but the format's first. */
export function writeZip(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: new Date(1980, 0, 1) });
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
