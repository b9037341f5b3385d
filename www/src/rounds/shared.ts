/** What the pages of this site share of the kept deals: one store, and one deal that is open. */

import { Session } from "./session.ts";
import { DealStore } from "./store.ts";

export const store = new DealStore();
export const session = new Session(store);
