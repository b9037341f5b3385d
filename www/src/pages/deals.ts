/** Registers the page "Deals" and the elements that it is made of. */

import { DealSheet } from "../elements/deal-sheet.ts";
import { DealsPage } from "../elements/deals-page.ts";

// Those that others create come first.
customElements.define("deal-sheet", DealSheet);
customElements.define("deals-page", DealsPage);
