/**
 * A stand-in for the engine's worker, for reports that no real check gives on demand: hostile ones, failures, slow
 * ones. It speaks the messages of `src/package/messages.ts`; the page that it serves is the shipped one.
 */

import type { Page } from "playwright-core";
import type { LibraryView } from "../../src/library.ts";
import type { CheckOptions } from "../../src/package/index.ts";
import type { Report } from "../../src/report.ts";
import type { Failure } from "./browser.ts";
import { sampleLibrary } from "./sample-library.ts";

/**
 * The script of a worker that answers each check with the next of these, the last for all that follow. It keeps what
 * it was asked in `asked`, for {@link asked}.
 */
export function fakeWorker(
  answers: readonly (Report | Failure)[],
  library: LibraryView = sampleLibrary(),
): string {
  return `
    const library = ${JSON.stringify(library)};
    const answers = ${JSON.stringify(answers)};
    const text = (bytes) => bytes && new TextDecoder().decode(bytes);
    self.asked = [];
    postMessage({ kind: "ready", library: { name: "Test library", version: "1", hash: "0" } });
    addEventListener("message", ({ data }) => {
      if (data.kind === "start") return;
      if (data.question.call === "library") {
        postMessage({ kind: "answer", id: data.id, text: JSON.stringify(library) });
        return;
      }
      const { bytes, base, options } = data.question;
      const answer = answers[Math.min(self.asked.length, answers.length - 1)];
      self.asked.push({ text: text(bytes), base: text(base), options });
      if (answer.failure === "never") return;
      if (answer.failure === "broken") postMessage({ kind: "broken", name: "start", message: answer.message });
      else if (answer.failure) postMessage({ kind: "failed", id: data.id, name: answer.failure, message: answer.message });
      else postMessage({ kind: "answer", id: data.id, text: JSON.stringify(answer) });
    });
  `;
}

/** What a check was asked for, its inputs read as text. */
export interface Asked {
  text: string;
  base: string | null;
  options: CheckOptions;
}

/** What the stand-in of a page was asked so far. */
export async function asked(page: Page): Promise<Asked[]> {
  const worker = page.workers().at(-1);
  if (!worker) throw new Error("the page has no worker");
  return worker.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked);
}
