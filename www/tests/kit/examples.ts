/** The redlines of a library's own examples: real changes, of which each clause has some of every verdict. */

/** One example. */
export interface Example {
  clause: string;
  text: string;
  deal: Record<string, string>;
}

/** The examples of all clauses of a bundle's files. */
export function examplesOf(files: Readonly<Record<string, string>>): Example[] {
  const found: Example[] = [];
  for (const [path, text] of Object.entries(files)) {
    const clause = /^[^/]+\/([^/]+)\.md$/.exec(path)?.[1];
    const examples = text.split(/^## Examples\s*$/m)[1]?.split(/^## /m)[0];
    if (!clause || !examples) continue;
    for (const section of examples.split(/^### /m).slice(1)) {
      const value = /annual value ([\d ]+)/.exec(section.split("\n")[0] ?? "")?.[1]?.replaceAll(" ", "");
      for (const quote of section.matchAll(/^>[^\n]*(?:\n>[^\n]*)*/gm)) {
        found.push({
          clause,
          text: quote[0]
            .replace(/^> ?/gm, "")
            .replaceAll("{Vendor}", "Vendor")
            .replaceAll("{Customer}", "Customer"),
          deal: value ? { "annual value": value } : {},
        });
      }
    }
  }
  return found;
}
