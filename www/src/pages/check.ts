/** Registers the page "Check" and the elements that it is made of. */

import { CheckPage } from "../elements/check-page.ts";
import { DealInputs } from "../elements/deal-inputs.ts";
import { FindingList } from "../elements/finding-list.ts";
import { RedlineDocument } from "../elements/redline-document.ts";
import { RedlineIntake } from "../elements/redline-intake.ts";
import { TakeAlong } from "../elements/take-along.ts";
import { VerdictBanner } from "../elements/verdict-banner.ts";

// Those that others create come first.
customElements.define("redline-intake", RedlineIntake);
customElements.define("deal-inputs", DealInputs);
customElements.define("verdict-banner", VerdictBanner);
customElements.define("finding-list", FindingList);
customElements.define("redline-document", RedlineDocument);
customElements.define("take-along", TakeAlong);
customElements.define("check-page", CheckPage);
