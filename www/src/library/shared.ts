/** What the views of the page "Library" share: the draft, and a worker of its own to try edits in. */

import type { ExampleResult, FoundValue, LibraryView, Note } from "../library.ts";
import { parseReport } from "../parse.ts";
import type { Report } from "../report.ts";
import { type CheckRequest, workbench } from "../shared.ts";
import { Draft } from "./draft.ts";
import type { Files } from "./files.ts";

export const draft = new Draft();

const bench = workbench();

/** The engine's answers about a bundle. Aborting ends the run. */
export const tried = {
  view: async (bundle: string, signal?: AbortSignal): Promise<LibraryView> =>
    JSON.parse(await bench.ask({ call: "library", bundle }, signal)),
  lint: async (bundle: string, signal?: AbortSignal): Promise<Note[]> =>
    JSON.parse(await bench.ask({ call: "lint", bundle, prove: false }, signal)),
  examples: async (bundle: string, clause: string, signal?: AbortSignal): Promise<ExampleResult[]> =>
    JSON.parse(await bench.ask({ call: "examples", bundle, clause }, signal)),
  values: async (bundle: string, text: string): Promise<FoundValue[]> =>
    JSON.parse(await bench.ask({ call: "values", bundle, text })),
  check: async (bundle: string, request: CheckRequest, signal?: AbortSignal): Promise<Report> =>
    parseReport(await bench.ask({ call: "check", ...request, bundle }, signal)),
};

/** The page's own library. */
export async function ownLibrary(): Promise<Files> {
  const response = await fetch(new URL("../engine/library.json", import.meta.url));
  if (!response.ok) throw new Error(`the library did not load (${response.status})`);
  return ((await response.json()) as { files: Files }).files;
}
