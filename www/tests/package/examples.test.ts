/** Each example, built and run from the packed tarball: in a plain page, with Vite, with webpack, under Node.js. */

import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, createServer } from "vite";
import { expect, test } from "vitest";
import webpack, { type Configuration } from "webpack";
import { install } from "./install.ts";
import { serve } from "./site.ts";
import { stage, watch } from "./stage.ts";

type Package = typeof import("../../src/package/index.ts");

const REDLINE = fileURLToPath(new URL("../../../tests/fixtures/docx/saas-redline.docx", import.meta.url));
const TSC = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));

const set = stage();

/** Runs an example's page in the worker and in the thread, and expects the same of both. */
async function runs(address: string, ignored = /favicon/): Promise<void> {
  for (const home of ["", "?thread"]) {
    const page = await set.browser.newPage();
    const faults = await watch(
      page,
      (url) => url.startsWith(address),
      (text) => ignored.test(text),
    );
    await page.goto(address + home);
    await page.getByRole("button", { name: "Check" }).click();
    await page.locator("#findings li").first().waitFor({ timeout: 20_000 });
    expect(await page.locator("#decision").textContent()).toBe("approve");
    expect(await page.locator("#findings li").allTextContents()).toEqual([
      expect.stringMatching(/^Fallback 2: .*60 days/),
    ]);
    expect(page.workers()).toHaveLength(home ? 0 : 1);
    expect(faults).toEqual([]);
    await page.close();
  }
}

test("the tarball holds one copy of the binary, the library, scripts and types, and nothing of the page", () => {
  const kinds = new Map<string, number>();
  for (const file of set.packed.files) kinds.set(extname(file), (kinds.get(extname(file)) ?? 0) + 1);
  expect(kinds.get(".wasm")).toBe(1);
  expect(set.packed.files).toContain("package-dist/engine/library.json");
  expect(set.packed.files).toContain("package-dist/package/index.d.ts");
  expect(set.packed.files).toContain("package-dist/package/worker.js");
  const other = set.packed.files.filter((file) => !file.startsWith("package-dist/"));
  expect(other).toEqual(["README.md", "package.json"]);
});

test("Node.js checks a file", () => {
  const project = install("node", set.folder, set.packed.tarball);
  const output = execFileSync("node", ["check.js", REDLINE], { cwd: project, encoding: "utf8" });
  expect(output).toMatch(/^legal_review\n/);
  expect(output).toMatch(/Payment Terms: approve, Fallback 2\n/i);
});

test("the types stand by themselves, in each way that TypeScript finds packages", () => {
  const project = install("node", set.folder, set.packed.tarball);
  writeFileSync(
    join(project, "use.ts"),
    `import { CheckError, createChecker, type Note, type Report } from "clausecheck";
const checker = createChecker({ library: { "library.md": "" } });
export const report: Report = await checker.check("a", { signal: new AbortController().signal });
export const notes: Note[] = await checker.lint();
export const line: number | undefined = (await checker.library()).clauses[0]?.examples[0]?.line;
try { await checker.check({ base: "a", revised: new Uint8Array() }); }
catch (error) { if (error instanceof CheckError && error.name === "trap") throw error; }
// @ts-expect-error There is no such option.
await checker.check("a", { papers: "ours" });
`,
  );
  const flags = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom"];
  for (const way of [
    ["--module", "nodenext"],
    ["--module", "esnext", "--moduleResolution", "bundler"],
  ]) {
    execFileSync(TSC, ["--ignoreConfig", ...flags, ...way, "use.ts"], { cwd: project, stdio: "pipe" });
  }
});

test("a plain page needs no bundler", async () => {
  const site = await serve(install("plain-page", set.folder, set.packed.tarball));
  await runs(site.address);
  site.close();
});

test("in a worker a call can be cancelled while it runs, and the next one has a new worker", async () => {
  const project = install("plain-page", set.folder, set.packed.tarball);
  writeFileSync(
    join(project, "probe.js"),
    'globalThis.clausecheck = await import("./node_modules/clausecheck/package-dist/package/index.js");',
  );
  const site = await serve(project);
  const page = await set.browser.newPage();
  // The example's own, ours, and the one in place of that which was cancelled.
  let workers = 0;
  page.on("worker", () => {
    workers += 1;
  });
  await page.goto(site.address);
  await page.addScriptTag({ url: "probe.js", type: "module" });
  await page.waitForFunction("globalThis.clausecheck");
  const outcome = await page.evaluate(async () => {
    const { createWorkerChecker, CheckError } = (globalThis as unknown as { clausecheck: Package })
      .clausecheck;
    const redline = "Customer shall pay each invoice within {~~30~>60~~} days after the invoice date.";
    const checker = createWorkerChecker({
      library: "node_modules/clausecheck/package-dist/engine/library.json",
    });
    await checker.ready();
    const abort = new AbortController();
    // Seconds of work, which nobody waits for.
    const long = checker.check(`${redline}\n\n`.repeat(30_000), { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 300);
    const cancelled = await long.catch((error: Error) => error.message);
    const after = await checker.check(redline);
    const fault = await checker
      .check(redline, { deal: { annual_value: "much" } })
      .catch((error: unknown) => error);
    checker.dispose();
    return {
      cancelled,
      position: after.clauses[0]?.position,
      fault: fault instanceof CheckError && fault.name,
    };
  });
  expect(outcome).toMatchObject({ cancelled: "enough", position: "Fallback 2", fault: "option" });
  expect(workers).toBe(3);
  await page.close();
  site.close();
});

test("Vite builds it, with one copy of the binary", async () => {
  const root = install("vite", set.folder, set.packed.tarball);
  await build({ root, logLevel: "error" });
  expect(binaries(join(root, "dist"))).toHaveLength(1);
  const site = await serve(join(root, "dist"));
  await runs(site.address);
  site.close();
});

test("Vite serves it while it is developed", async () => {
  const root = install("vite", set.folder, set.packed.tarball);
  const server = await createServer({
    root,
    logLevel: "error",
    server: { port: 0, host: "127.0.0.1", ws: false },
  });
  await server.listen();
  // Its own connection for news of changed files is nothing that the example's policy allows.
  await runs(server.resolvedUrls?.local[0] ?? "", /WebSocket|'ws:/);
  await server.close();
});

test("webpack builds it, with one copy of the binary", async () => {
  const project = install("webpack", set.folder, set.packed.tarball);
  const { default: config }: { default: Configuration } = await import(join(project, "webpack.config.js"));
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack({ ...config, context: project, output: { path: join(project, "dist") } }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
  expect(stats?.toJson({ errors: true, warnings: true }).errors).toEqual([]);
  cpSync(join(project, "index.html"), join(project, "dist/index.html"));
  expect(binaries(join(project, "dist"))).toHaveLength(1);
  const site = await serve(join(project, "dist"));
  await runs(site.address);
  site.close();
});

function binaries(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".wasm"));
}
