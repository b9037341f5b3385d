/** A button that copies a text, says so, and says what to do where the browser does not allow it. */

import { el } from "../dom.ts";
import { icon } from "../icons.ts";

export function copyButton(
  label: string,
  text: () => string,
  announce: (text: string) => void,
  style = "secondary copy",
): HTMLButtonElement {
  const button = el("button", { type: "button", class: style }, icon("copy"), label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.replaceChildren(icon("check"), "Copied");
      announce("Copied.");
      setTimeout(() => button.replaceChildren(icon("copy"), label), 2000);
    } catch {
      announce("The browser did not allow copying. Select the text and copy it yourself.");
    }
  });
  return button;
}
