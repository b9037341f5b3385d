/** A .docx as Word's JavaScript API gives it: "flat OPC". */

import { strFromU8, unzipSync } from "fflate";

/** Types of parts that a package gives by their extension alone. */
const BY_EXTENSION: Record<string, string> = {
  rels: "application/vnd.openxmlformats-package.relationships+xml",
  xml: "application/xml",
};

export function flatOpc(docx: Uint8Array): string {
  const files = unzipSync(docx);
  const types = strFromU8(files["[Content_Types].xml"] ?? new Uint8Array());
  const parts = Object.entries(files)
    .filter(([name]) => name !== "[Content_Types].xml")
    .map(([name, bytes]) => {
      const override = new RegExp(`PartName="/${name}"[^>]*ContentType="([^"]*)"`).exec(types)?.[1];
      const type = override ?? BY_EXTENSION[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      const isXml = /xml$/.test(type);
      const content = isXml
        ? `<pkg:xmlData>${strFromU8(bytes).replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, "")}</pkg:xmlData>`
        : `<pkg:binaryData>${Buffer.from(bytes)
            .toString("base64")
            .replace(/(.{76})/g, "$1\r\n")}</pkg:binaryData>`;
      const compression = isXml ? "" : ' pkg:compression="store"';
      return `<pkg:part pkg:name="/${name}" pkg:contentType="${type}"${compression}>${content}</pkg:part>`;
    });
  return `<?xml version="1.0" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${parts.join("")}</pkg:package>`;
}
