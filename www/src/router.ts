/**
 * Which page is shown, by the address's hash: `#library/payment-terms` is the page `library`, told of
 * `payment-terms`. A page is made when it is first gone to and kept after that, so that nobody loses a check by
 * looking something up. It knows no page but through {@link ROUTES}.
 */

import { el } from "./dom.ts";
import { ROUTES, type Route } from "./routes.ts";

/** What a page may have beside being an element. */
export interface PageElement extends HTMLElement {
  /** Called each time that the page is shown, with what follows its name in the address: `payment-terms`. */
  arrive?(rest: string): void;
  /** Called when another page takes its place. */
  leave?(): void;
}

/** The route that a hash names, and what follows the name; null for a hash that is none of ours, such as `#main`. */
export function routeOf(hash: string, routes: readonly Route[]): { route: Route; rest: string } | null {
  const [name = "", ...rest] = hash.replace(/^#/, "").split("/");
  const route = name === "" ? routes[0] : routes.find((one) => one.name === name);
  return route ? { route, rest: decode(rest.join("/")) } : null;
}

/** Goes to a page, as a click on its link would. */
export function go(name: string, rest = ""): void {
  location.hash = rest ? `${name}/${encodeURIComponent(rest)}` : name;
}

/** Shows pages in `main`, and their links in `nav`, from now on. */
export function startRouter(main: HTMLElement, nav: HTMLElement): void {
  const pages = new Map<string, PageElement>();
  const links = new Map<string, HTMLAnchorElement>();
  let shown: Route | null = null;
  let turn = 0;

  // A choice of one is no choice.
  if (ROUTES.length > 1) {
    for (const route of ROUTES) {
      const link = el("a", { href: `#${route.name}` }, route.label);
      links.set(route.name, link);
      nav.append(link);
    }
    nav.hidden = false;
  }

  const show = async (first: boolean): Promise<void> => {
    const found = routeOf(location.hash, ROUTES) ?? (first ? { route: ROUTES[0], rest: "" } : null);
    if (!found) return;
    const { route, rest } = found;
    turn += 1;
    const mine = turn;
    let page = pages.get(route.name);
    if (!page) {
      try {
        await route.load();
      } catch {
        if (mine === turn) complain(main, route);
        return;
      }
      // The latest click wins; and a second one for the same page finds the one that the first made.
      page = pages.get(route.name) ?? (document.createElement(route.tag) as PageElement);
      if (!pages.has(route.name)) {
        pages.set(route.name, page);
        page.hidden = true;
        main.append(page);
      }
      if (mine !== turn) return;
    }
    main.querySelector(".load-failed")?.remove();
    if (shown !== route) {
      if (shown) pages.get(shown.name)?.leave?.();
      for (const [name, one] of pages) one.hidden = name !== route.name;
      for (const [name, link] of links) {
        if (name === route.name) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      document.title = route === ROUTES[0] ? "clausecheck" : `${route.label} · clausecheck`;
      shown = route;
      if (!first) {
        scrollTo({ top: 0 });
        main.focus({ preventScroll: true });
      }
    }
    page.arrive?.(rest);
  };

  addEventListener("hashchange", () => void show(false));
  void show(true);
}

function complain(main: HTMLElement, route: Route): void {
  main.querySelector(".load-failed")?.remove();
  main.prepend(
    el(
      "p",
      { class: "load-failed", role: "alert" },
      `The page “${route.label}” did not load. If you are offline it was never opened on this machine before; else load the page again.`,
    ),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
