import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDER = new URL(".", import.meta.url);

test("nothing in the page parses text as markup or code", () => {
  const forbidden =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|document\.write|createContextualFragment|parseFromString|srcdoc|eval|new Function)\b/;
  const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.startsWith("engine/") && !path.endsWith(".test.ts"),
  );
  expect(sources.length).toBeGreaterThan(10);
  for (const path of sources) {
    expect(readFileSync(new URL(path, FOLDER), "utf8"), path).not.toMatch(forbidden);
  }
});
