/** Serves the built page for as long as the tests run. */

import { preview } from "vite";
import type { TestProject } from "vitest/node";

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({ logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("no port to serve the page on");
  project.provide("page", `http://127.0.0.1:${address.port}/`);
  return () => server.close();
}

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the page. */
    page: string;
  }
}
