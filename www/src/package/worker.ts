/** The worker: starts an engine as it is told to, and answers what is asked, one after the other. */

import { Engine } from "./engine.ts";
import { said } from "./load.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { CheckError, type CheckErrorName } from "./types.ts";

function say(message: FromWorker): void {
  postMessage(message);
}

let begin: (engine: Promise<Engine>) => void;
const started = new Promise<Engine>((resolve) => {
  begin = resolve;
});

started.then(
  (engine) => say({ kind: "ready", library: engine.library }),
  (error) => say({ kind: "broken", name: named(error), message: said(error) }),
);

addEventListener("message", async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    begin(Engine.start(data));
    return;
  }
  let engine: Engine;
  try {
    engine = await started;
  } catch {
    return; // Already said: the engine is broken.
  }
  try {
    say({ kind: "answer", id: data.id, text: engine.answer(data.question) });
  } catch (error) {
    say({ kind: "failed", id: data.id, name: named(error), message: said(error) });
  }
});

function named(error: unknown): CheckErrorName {
  return error instanceof CheckError ? error.name : "start";
}
