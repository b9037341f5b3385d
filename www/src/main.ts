/** The page's entry: the header's elements and the router, which loads the rest. */

import { showLibraryBanner } from "./elements/library-banner.ts";
import { ThemeSwitch } from "./elements/theme-switch.ts";
import { keepOffline } from "./offline.ts";
import { startRouter } from "./router.ts";

customElements.define("theme-switch", ThemeSwitch);

const main = document.querySelector("main");
const nav = document.querySelector<HTMLElement>("header nav");
if (main && nav) startRouter(main, nav);
if (main) showLibraryBanner(main);

// The address's hash belongs to the router, so the skip link moves the keyboard without it.
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main?.focus();
});

keepOffline();
