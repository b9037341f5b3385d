/** Keeps the page for use without a network, and offers a new version when there is one. It never loads it by itself. */

import { el } from "./dom.ts";

/** Registers the service worker, once the page has nothing better to do. */
export function keepOffline(): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  // Absent where pages are not served safely; a development server's files change under it.
  if (!workers || import.meta.env.DEV) return;
  const start = async () => {
    try {
      const registration = await workers.register("./sw.js", { scope: "./" });
      const look = (worker: ServiceWorker | null) => {
        // Without a controller it is the first version, which nobody has to be asked about.
        if (worker?.state === "installed" && workers.controller) offer(worker, workers);
      };
      look(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const coming = registration.installing;
        coming?.addEventListener("statechange", () => look(coming));
      });
    } catch {
      // Storage may be forbidden, as in some private windows. The page works all the same, with a network.
    }
  };
  if (document.readyState === "complete") void start();
  else addEventListener("load", () => void start(), { once: true });
}

function offer(worker: ServiceWorker, workers: ServiceWorkerContainer): void {
  if (document.querySelector(".update")) return;
  const take = () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  };
  const bar = el(
    "div",
    { class: "update", role: "status" },
    el(
      "p",
      {},
      "A new version is ready. Loading it clears what is on this page; or it comes by itself next time.",
    ),
    el("button", { type: "button", class: "secondary", onclick: take }, "Load it now"),
    el("button", { type: "button", class: "quiet", onclick: () => bar.remove() }, "Later"),
  );
  document.body.append(bar);
}
