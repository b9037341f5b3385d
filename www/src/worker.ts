/** The worker: loads the Wasm and the library, and checks what the page sends, one after the other. */

import init, { Checker } from "./engine/clausecheck.js";
import libraryUrl from "./engine/library.json?url";
import type { FromWorker, ToWorker } from "./messages.ts";

function say(message: FromWorker): void {
  postMessage(message);
}

async function load(): Promise<Checker> {
  const [, bundle] = await Promise.all([
    init({ module_or_path: new URL("./engine/clausecheck_bg.wasm", import.meta.url) }),
    fetch(libraryUrl).then((response) => {
      if (!response.ok) throw new Error(`the clause library answered ${response.status}`);
      return response.text();
    }),
  ]);
  return new Checker(bundle);
}

const loading = load();

loading.then(
  (checker) => say({ kind: "ready", library: JSON.parse(checker.about()) }),
  (error: unknown) =>
    say({ kind: "broken", message: error instanceof Error ? error.message : String(error) }),
);

addEventListener("message", async (event: MessageEvent<ToWorker>) => {
  const { id, bytes, base, options } = event.data;
  let checker: Checker;
  try {
    checker = await loading;
  } catch {
    return; // Already said: the engine is broken.
  }
  say({ kind: "started", id });
  try {
    say({ kind: "report", id, json: checker.check(bytes, base, JSON.stringify(options)) });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      // The module's memory cannot be trusted after a trap; the page starts a new worker.
      say({ kind: "failed", id, name: "trap", message: error.message });
    } else if (error instanceof Error) {
      say({ kind: "failed", id, name: error.name, message: error.message });
    } else {
      say({ kind: "failed", id, name: "error", message: String(error) });
    }
  }
});
