/** What a reader gave the page to check: a paste, a file, or two files. Reads them; judges nothing. */

/** Something to check, with a name for people. */
export interface Source {
  name: string;
  request: { bytes: Uint8Array; base: Uint8Array | null; format?: "html" | "markdown" };
}

/** Larger files are hardly contracts, and are refused before they fill the memory. */
const LARGEST = 64 * 1024 * 1024;

/** What a paste brought. */
export interface Paste {
  /** What is checked. */
  text: string;
  /** Given for HTML, which keeps tracked changes; plain text is told by content. */
  format?: "html";
  /** What to show, as text. */
  preview: string;
}

/**
 * Reads a clipboard: HTML where it carries content, for it keeps a word processor's tracked changes; else plain text.
 * CriticMarkup copied from an editor comes with HTML that only colours it, so there the plain text is taken.
 */
export function fromClipboard(data: Pick<DataTransfer, "getData">): Paste | null {
  const plain = data.getData("text/plain");
  const html = data.getData("text/html");
  const marked = /\{(\+\+|--|~~)/.test(plain);
  if (hasContent(html) && !marked) {
    return {
      text: html,
      format: "html",
      preview: plain.trim() ? plain : "(formatted text without a plain version)",
    };
  }
  return plain.trim() ? { text: plain, preview: plain } : null;
}

/** A paste as something to check. */
export function fromText(text: string, format: "html" | undefined, name = "Pasted text"): Source {
  const bytes = new TextEncoder().encode(text);
  return { name, request: { bytes, base: null, ...(format ? { format } : {}) } };
}

/** A file as something to check. */
export async function fromFile(file: File): Promise<Source> {
  return { name: file.name, request: { bytes: await bytesOf(file), base: null } };
}

/** Two versions of one text as something to check. */
export async function fromVersions(base: File, revised: File): Promise<Source> {
  const [before, after] = await Promise.all([bytesOf(base), bytesOf(revised)]);
  return { name: `${revised.name}, against ${base.name}`, request: { bytes: after, base: before } };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is larger than 64 MB; save it without its pictures and try again.`);
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error(
      `${file.name} could not be opened. A folder, or a file that is open elsewhere, can't be read.`,
    );
  }
}

/** Whether there is any text between the tags. One pass: a clipboard can hold megabytes. */
function hasContent(html: string): boolean {
  return /(^|>)[^<>]*[^\s<>]/.test(html);
}
