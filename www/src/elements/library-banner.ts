/** Says on every page that checks are made by another library than the page's own, and leads back. */

import { el } from "../dom.ts";
import { libraries, usedLibrary, useLibrary } from "../shared.ts";

export function showLibraryBanner(before: Element): void {
  const text = el("p", { role: "status" });
  const banner = el(
    "div",
    { class: "library-banner", hidden: true },
    text,
    el(
      "button",
      { type: "button", class: "secondary", onclick: () => useLibrary(null) },
      "Back to the page's own library",
    ),
  );
  before.before(banner);
  const show = () => {
    const used = usedLibrary();
    banner.hidden = used === null;
    text.textContent = used ? `Checks are made by ${used.name}, not by the page's own library.` : "";
  };
  libraries.addEventListener("change", show);
  show();
}
