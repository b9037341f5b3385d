/**
 * The pages of this site, in the order of the navigation. A page is a custom element that its own chunk registers; one
 * line here makes it reachable under `#name`, and loads it when somebody goes there.
 */

/** A page of the site. */
export interface Route {
  /** Its name in the address: `check` for `#check`. */
  name: string;
  /** Its name in the navigation and in the window's title. */
  label: string;
  /** Its element. */
  tag: string;
  /** Loads the module that registers the element. */
  load: () => Promise<unknown>;
}

/** The first one is shown where the address names none. */
export const ROUTES: readonly [Route, ...Route[]] = [
  { name: "check", label: "Check", tag: "check-page", load: () => import("./pages/check.ts") },
  { name: "deals", label: "Deals", tag: "deals-page", load: () => import("./pages/deals.ts") },
  { name: "library", label: "Library", tag: "library-page", load: () => import("./pages/library.ts") },
];
