/**
 * The "flat OPC" text that Word gives of a document, as the .docx that it stands for.
 *
 * It is cut, not parsed: each part's XML goes into the package as Word wrote it. Format: ECMA-376 part 2, and "The Flat
 * OPC Format" of Microsoft's Open XML documentation.
 */

import { strToU8, zipSync } from "fflate";

const PART = /<pkg:part\b([^>]*?)(?:\/>|>(.*?)<\/pkg:part>)/gs;
const XML = /^\s*<pkg:xmlData\b[^>]*>(.*)<\/pkg:xmlData>\s*$/s;
const BINARY = /^\s*<pkg:binaryData\b[^>]*>(.*)<\/pkg:binaryData>\s*$/s;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of the .docx. Throws where the text is no package. */
export function docxOf(flat: string): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  const types: string[] = [];
  for (const [, attributes = "", content = ""] of flat.matchAll(PART)) {
    const name = attribute(attributes, "name");
    const type = attribute(attributes, "contentType");
    if (name === null || type === null) continue;
    const xml = XML.exec(content)?.[1];
    const binary = BINARY.exec(content)?.[1];
    const path = decoded(name).replace(/^\//, "");
    if (xml !== undefined) files[path] = strToU8(DECLARATION + xml.trim());
    else if (binary !== undefined) files[path] = bytes(binary);
    else continue;
    types.push(`<Override PartName="${name}" ContentType="${type}"/>`);
  }
  if (types.length === 0) throw new Error("Word gave no document that can be read");
  files["[Content_Types].xml"] = strToU8(
    `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join("")}</Types>`,
  );
  return zipSync(files, { level: 0 });
}

/** An attribute as it is written, still escaped. */
function attribute(text: string, name: string): string | null {
  const match = new RegExp(`\\bpkg:${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
  return match ? (match[1] ?? match[2] ?? null) : null;
}

function decoded(text: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (all, name: string) => entities[name] ?? all);
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64.replace(/\s+/g, "")), (sign) => sign.charCodeAt(0));
}
