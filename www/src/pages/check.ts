/** Registers the page "Check" and the elements that it is made of. */

import { CheckPage } from "../elements/check-page.ts";
import { CheckProgress } from "../elements/check-progress.ts";
import { ClauseRecord } from "../elements/clause-record.ts";
import { DealInputs } from "../elements/deal-inputs.ts";
import { DealWatch } from "../elements/deal-watch.ts";
import { FindingList } from "../elements/finding-list.ts";
import { RedlineDocument } from "../elements/redline-document.ts";
import { RedlineIntake } from "../elements/redline-intake.ts";
import { RoundKeeper } from "../elements/round-keeper.ts";
import { TakeAlong } from "../elements/take-along.ts";
import { VerdictBanner } from "../elements/verdict-banner.ts";

// Those that others create come first.
customElements.define("redline-intake", RedlineIntake);
customElements.define("deal-inputs", DealInputs);
customElements.define("verdict-banner", VerdictBanner);
customElements.define("finding-list", FindingList);
customElements.define("redline-document", RedlineDocument);
customElements.define("check-progress", CheckProgress);
customElements.define("take-along", TakeAlong);
customElements.define("clause-record", ClauseRecord);
customElements.define("deal-watch", DealWatch);
customElements.define("round-keeper", RoundKeeper);
customElements.define("check-page", CheckPage);
