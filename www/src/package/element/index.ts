/** `clausecheck/element`: defines `<clause-check>`. */

import { ClauseCheck, type ClauseCheckEvents } from "./clause-check.ts";

export { ClauseCheck, type ClauseCheckEvents };

declare global {
  interface HTMLElementTagNameMap {
    "clause-check": ClauseCheck;
  }
  interface HTMLElementEventMap extends ClauseCheckEvents {}
}

if (!customElements.get("clause-check")) customElements.define("clause-check", ClauseCheck);
