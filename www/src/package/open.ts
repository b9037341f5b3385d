/** Documents that are edited: their blocks, which an engine that starts anew is told again, and their reports. */

import type { LiveBlock, LiveRun } from "../live.ts";
import type { Report } from "../report.ts";
import type { Home } from "./checker.ts";
import type { DocumentEdit, News } from "./messages.ts";
import { CheckError, type LiveOptions, type OpenDocument } from "./types.ts";

/** Numbers the open documents of this thread. */
let documents = 0;

/** Opens a document. */
export async function open(
  home: Home,
  blocks: readonly LiveBlock[],
  options: LiveOptions,
  signal?: AbortSignal,
): Promise<OpenDocument> {
  const opened = new Opened(home, options);
  await opened.edit({ call: "splice", at: 0, remove: 0, blocks }, signal);
  return opened;
}

/** An edit, without the number of the document. */
type Edit = DocumentEdit extends infer E ? (E extends DocumentEdit ? Omit<E, "document"> : never) : never;

class Opened implements OpenDocument {
  #home: Home;
  #options: LiveOptions;
  #document = ++documents;
  #blocks: readonly LiveBlock[] = [];
  #report: Report | null = null;
  /** Whether the engine has the document, and its last news is what the report was made of. */
  #isTold = false;
  #isEnded = false;
  /** The edits follow each other: news tell what is new since the ones before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(home: Home, options: LiveOptions) {
    this.#home = home;
    this.#options = options;
  }

  get report(): Report {
    if (this.#report === null) throw ended();
    return this.#report;
  }

  update(block: string, content: string | readonly LiveRun[], { signal }: { signal?: AbortSignal } = {}) {
    const runs = typeof content === "string" ? [{ text: content }] : [...content];
    return this.edit({ call: "update", id: block, runs }, signal);
  }

  splice(
    at: number,
    remove: number,
    blocks: readonly LiveBlock[] = [],
    { signal }: { signal?: AbortSignal } = {},
  ) {
    return this.edit({ call: "splice", at, remove, blocks: [...blocks] }, signal);
  }

  dispose(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const close = () => this.#home.ask({ call: "close", document: this.#document });
    // Where the checker is gone, so is the document.
    this.#last = this.#last.then(close).catch(() => {});
  }

  edit(edit: Edit, signal?: AbortSignal): Promise<Report> {
    if (this.#isEnded) return Promise.reject(ended());
    const next = this.#last.then(() => this.#judged(edit, signal));
    this.#last = next.catch(() => {});
    return next;
  }

  async #judged(edit: Edit, signal: AbortSignal | undefined): Promise<Report> {
    signal?.throwIfAborted();
    const blocks = edited(this.#blocks, edit);
    try {
      const document = this.#document;
      let text = this.#isTold ? await this.#home.ask({ ...edit, document }, signal) : "";
      let before = this.#report;
      if (text === "") {
        before = null;
        text = await this.#home.ask({ call: "open", document, blocks, options: this.#options }, signal);
      }
      this.#isTold = true;
      this.#blocks = blocks;
      this.#report = reportOf(JSON.parse(text), before);
      return this.#report;
    } catch (error) {
      // An edit that cannot be leaves the document as it was; after anything else it is told anew.
      if (!(error instanceof CheckError && error.name === "input")) this.#isTold = false;
      throw error;
    }
  }
}

/** The blocks after an edit. Whether they make a document is the engine's to say. */
function edited(blocks: readonly LiveBlock[], edit: Edit): readonly LiveBlock[] {
  const after = [...blocks];
  if (edit.call === "splice") {
    if (edit.at + edit.remove > blocks.length || !(edit.at >= 0 && edit.remove >= 0)) {
      throw new CheckError(
        "input",
        `the document has ${blocks.length} blocks, and the edit lies beyond them`,
      );
    }
    after.splice(edit.at, edit.remove, ...edit.blocks);
    return after;
  }
  const at = blocks.findIndex(({ id }) => id === edit.id);
  const block = blocks[at];
  if (!block) throw new CheckError("input", `no block has the id "${edit.id}"`);
  after[at] = { ...block, runs: [...edit.runs] };
  return after;
}

/** The report that news tell of, with what the one before has of it. */
export function reportOf({ report, findings, unread, changes, blocks }: News, before: Report | null): Report {
  return {
    ...report,
    document: {
      ...report.document,
      changes: list(changes, before?.document.changes),
      ...(blocks ? { blocks: list(blocks, before?.document.blocks) } : {}),
    },
    findings: list(findings, before?.findings),
    unread: list(unread, before?.unread),
  };
}

function list<T extends object>(items: readonly (number | T)[], before: readonly T[] = []): T[] {
  return items.map((item) => {
    const known = typeof item === "number" ? before[item] : item;
    if (known === undefined) throw new CheckError("error", "the engine's news are of another report");
    return known;
  });
}

function ended(): CheckError {
  return new CheckError("disposed", "the document was closed");
}
