/**
 * The service worker: keeps the page's own files, so that it opens and checks without a network. It serves what it
 * kept and fetches nothing else, so a version stays whole: a page never gets half of another one.
 *
 * A new version is fetched beside the old one and waits. It takes over when every page of the old one is closed, or
 * when a reader asks for it; never in the middle of a check.
 */

/** The files of this version and its name; the build writes them in. */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const PREFIX = "clausecheck-";
const CACHE = PREFIX + __VERSION__;

/** A file is its path: the same for every query, and whatever a server says that its answer varies with. */
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

/** What the compiler's library for pages does not know of a service worker. */
interface Scope extends EventTarget {
  registration: { scope: string };
  skipWaiting(): Promise<void>;
}
interface Waits extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetched extends Waits {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as Scope;

scope.addEventListener("install", (event) => {
  (event as Waits).waitUntil(
    caches
      .open(CACHE)
      // Past the browser's own cache, which may still hold a file of the last version under the same name.
      .then((cache) => cache.addAll(__FILES__.map((file) => new Request(file, { cache: "reload" })))),
  );
});

scope.addEventListener("activate", (event) => {
  (event as Waits).waitUntil(
    caches.keys().then((names) => {
      const ours = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      // The last version's files stay for pages of it that are still open in another tab.
      return Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    }),
  );
});

scope.addEventListener("message", (event) => {
  if ((event as MessageEvent).data === "take over") void scope.skipWaiting();
});

scope.addEventListener("fetch", (event) => {
  const { request } = event as Fetched;
  if (request.method !== "GET" || !request.url.startsWith(scope.registration.scope)) return;
  (event as Fetched).respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept =
    request.mode === "navigate"
      ? await cache.match("./", LOOSELY)
      : ((await cache.match(request, LOOSELY)) ?? (await caches.match(request, LOOSELY)));
  return kept ?? fetch(request);
}
