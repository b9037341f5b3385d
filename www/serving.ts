/** The headers under which the built page is served on this machine: by `cargo xtask serve` and in the browser tests. */

import { readFileSync } from "node:fs";

/**
 * The content security policy of `index.html`, which holds where a server sends no headers, and with it what browsers
 * take from a header only.
 */
function policy(): string {
  const page = readFileSync(new URL("./index.html", import.meta.url), "utf8");
  const stated = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
  if (stated === undefined) throw new Error("index.html states no content security policy");
  return `${stated}; frame-ancestors 'none'`;
}

export const HEADERS: Record<string, string> = {
  "Content-Security-Policy": policy(),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
};
