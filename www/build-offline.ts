/** Part of the build: writes `sw.js`, the service worker with the list of the files that make up this version. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const PUBLIC = join(import.meta.dirname, "public");

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: "src/sw.ts", fileName: "sw.js" });
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const hash = createHash("sha256");
        const files: string[] = [];
        for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (name === "sw.js") continue;
          files.push(name === "index.html" ? "./" : `./${name}`);
          hash.update(name).update(file.type === "asset" ? file.source : file.code);
        }
        // The manifest and its icons are copied as they are, and so are in no bundle.
        for (const name of readdirSync(PUBLIC).sort()) {
          files.push(`./${name}`);
          hash.update(name).update(readFileSync(join(PUBLIC, name)));
        }
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") throw new Error("the service worker was not built");
        worker.code = worker.code
          .replaceAll("__FILES__", JSON.stringify(files))
          .replaceAll("__VERSION__", JSON.stringify(hash.digest("hex").slice(0, 16)));
        if (/\b(import|export)\b\s*[{*"'(]/.test(worker.code))
          throw new Error("the service worker imports something");
      },
    },
  };
}
