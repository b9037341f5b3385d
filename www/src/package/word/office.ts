/**
 * What the pane asks of Word's JavaScript API (WordApi 1.4 and, for what tracked changes did to a text, 1.4 too): as
 * much of its types as is used, so that the package needs none of its own. A test compares them with Microsoft's.
 */

/** `Word.run`. */
export type Run = <T>(batch: (context: Context) => Promise<T>) => Promise<T>;

/** A request context. */
export interface Context {
  document: {
    body: {
      getOoxml(): Result;
      paragraphs: { load(names: string): unknown; items: Paragraph[] };
    };
    load(names: string): unknown;
    changeTrackingMode: string;
  };
  sync(): Promise<unknown>;
}

/** A text that is there after the next `sync`. */
export interface Result {
  value: string;
}

/** A paragraph. */
export interface Paragraph {
  getReviewedText(version: "Original" | "Current"): Result;
  getRange(location: "Content"): Place;
  search(text: string, options: { matchCase: boolean }): { load(names: string): unknown; items: Place[] };
}

/** A range. */
export interface Place {
  select(): void;
  insertComment(text: string): unknown;
  insertText(text: string, location: "Replace"): unknown;
  delete(): void;
}
