/**
 * Where the Wasm and the default library lie, and how they are read: by `fetch`, and from the disk under Node.js. The
 * addresses are written so that Vite and webpack find the files and carry them along.
 */

import init, { initSync } from "../engine/clausecheck.js";
import type { Start } from "./messages.ts";
import { CheckError } from "./types.ts";

const WASM = new URL("../engine/clausecheck_bg.wasm", import.meta.url);
const LIBRARY = new URL("../engine/library.json", import.meta.url);

/** Loads the Wasm into this thread; once it is there, that one stays. */
export async function loadWasm(wasm: Start["wasm"]): Promise<void> {
  try {
    if (wasm instanceof WebAssembly.Module) {
      initSync({ module: wasm });
    } else if (typeof wasm === "string" || wasm === null) {
      const url = wasm === null ? WASM : new URL(wasm);
      await init({ module_or_path: fromDisk(url) ?? url });
    } else {
      await init({ module_or_path: wasm });
    }
  } catch (error) {
    throw new CheckError("start", `the Wasm could not be loaded: ${said(error)}`);
  }
}

/** The default library's bundle. */
export function defaultLibrary(): Promise<string> {
  return loadText(LIBRARY);
}

/** The text of a library's file. */
export async function loadText(url: URL): Promise<string> {
  try {
    const bytes = fromDisk(url);
    if (bytes) return new TextDecoder().decode(bytes);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the answer was ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new CheckError("library", `the clause library ${url} could not be loaded: ${said(error)}`);
  }
}

/** What was said of a failure. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface Node {
  getBuiltinModule?: (name: "node:fs") => { readFileSync: (url: URL) => Uint8Array<ArrayBuffer> };
}

/** A file's bytes under Node.js, whose `fetch` reads no files. There is no import that a bundler could stumble over. */
function fromDisk(url: URL): Uint8Array<ArrayBuffer> | null {
  if (url.protocol !== "file:") return null;
  const { process } = globalThis as { process?: Node };
  return process?.getBuiltinModule?.("node:fs").readFileSync(url) ?? null;
}
