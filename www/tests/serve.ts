/** Serves the built page to the tests: `cargo xtask test` does it itself; run by hand, Vite's preview does. */

import { preview } from "vite";

export default async function serve(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CLAUSECHECK_PAGE) return undefined;
  const server = await preview({ logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("no port to serve the page on");
  process.env.CLAUSECHECK_PAGE = `http://127.0.0.1:${address.port}/`;
  return () => server.close();
}
