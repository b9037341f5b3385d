/** A library or a document as a caller gives it, made into what the engine takes. */

import { loadText } from "./load.ts";
import type { Bundle, Document, Input, LibrarySource } from "./types.ts";

/** A library's bundle as text. */
export async function bundleText(library: LibrarySource): Promise<string> {
  if (typeof library === "string") return loadText(absolute(library));
  if (library instanceof URL) return loadText(library);
  const files = isBundle(library) ? library.files : library;
  return JSON.stringify({ schema: isBundle(library) ? library.schema : "clausecheck-library/1", files });
}

/** An address, relative ones to the page. */
export function absolute(address: string): URL {
  return new URL(address, typeof document === "undefined" ? undefined : document.baseURI);
}

/** The bytes of a document, and those of its base. */
export function bytesOf(input: Input): { bytes: Uint8Array; base: Uint8Array | null } {
  return isDocument(input)
    ? { bytes: bytes(input), base: null }
    : { bytes: bytes(input.revised), base: bytes(input.base) };
}

/** The bytes of one text. */
export function bytes(text: Document): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

function isDocument(input: Input): input is Document {
  return typeof input === "string" || input instanceof Uint8Array;
}

function isBundle(library: Record<string, string> | Bundle): library is Bundle {
  return typeof library.files === "object";
}
