/** Light, dark, or as the system says. The choice is kept in this browser. */

import { el } from "../dom.ts";
import { icon } from "../icons.ts";

const KEY = "clausecheck-theme";

export class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const stored = read();
    if (stored) document.documentElement.dataset.theme = stored;
    this.#render();
  }

  #render(): void {
    const dark = isDark();
    const name = dark ? "Use light colours" : "Use dark colours";
    const button = el(
      "button",
      {
        type: "button",
        class: "quiet icon-button",
        "aria-label": name,
        title: name,
        onclick: () => this.#turn(),
      },
      icon(dark ? "sun" : "moon"),
    );
    this.replaceChildren(button);
  }

  #turn(): void {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
    this.#render();
    this.querySelector("button")?.focus();
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function read(): string | null {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : null;
  } catch {
    return null;
  }
}
