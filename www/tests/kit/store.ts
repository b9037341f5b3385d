/** The browser's own database, read as it is and not through the page. */

import type { Page } from "playwright-core";

/** Everything that any database of the page holds, by store. */
export function everythingKept(page: Page): Promise<Record<string, unknown[]>> {
  return page.evaluate(async () => {
    const kept: Record<string, unknown[]> = {};
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        kept[`${name}/${store}`] = await done(database.transaction(store).objectStore(store).getAll());
      }
      database.close();
    }
    return kept;
  });
}
