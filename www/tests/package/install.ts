/** The package as its users get it: packed, and installed without a network beside an example. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const WWW = fileURLToPath(new URL("../../", import.meta.url));

/** A folder for this run's work. */
export function workshop(): { folder: string; clear: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "clausecheck-package-"));
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Packs the package; gives the tarball and the names of what it holds. */
export function pack(folder: string): { tarball: string; files: string[] } {
  const output = npm(WWW, ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const parsed = JSON.parse(output);
  // npm 11 gives a list or an object by name, as its version is.
  const packed = (Array.isArray(parsed) ? parsed : Object.values(parsed))[0];
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map((file: { path: string }) => file.path).sort(),
  };
}

/** Copies an example and installs the tarball there; its bundler and its editor come from `www/node_modules`. */
export function install(name: string, folder: string, tarball: string): string {
  const project = join(folder, name);
  cpSync(join(WWW, "examples", name), project, {
    recursive: true,
    filter: (path) => !/node_modules|dist$/.test(path.slice(WWW.length)),
  });
  const file = join(project, "package.json");
  const { devDependencies: _, dependencies, ...rest } = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...rest, dependencies: { clausecheck: `file:${tarball}` } }));
  npm(project, ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"]);
  for (const name of Object.keys(dependencies).filter((name) => name !== "clausecheck")) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(WWW, "node_modules", name), link, "junction");
  }
  return project;
}

function npm(folder: string, words: string[]): string {
  return execFileSync("npm", words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
