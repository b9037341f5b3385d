/** What the pages of this site share: one engine, so that its Wasm and its library are in memory once. */

import { Engine } from "./engine.ts";

export const engine = new Engine();
