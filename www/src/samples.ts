/** The samples: what a reader can try before there is a redline of their own. Invented companies, real positions. */

import customerPaper from "./samples/customer-paper.md?raw";
import orderForm from "./samples/order-form.md?raw";
import saasAgreement from "./samples/saas-agreement.md?raw";

/** A sample. */
export interface Sample {
  name: string;
  /** What is in it, in a few words. */
  what: string;
  text: string;
}

export const SAMPLES: readonly Sample[] = [
  { name: "A light redline", what: "A few small asks; two need a word from somebody", text: orderForm },
  { name: "A heavy redline", what: "Money, liability and exit, all at once", text: saasAgreement },
  {
    name: "The customer's paper",
    what: "Their draft, without marks, read against your positions",
    text: customerPaper,
  },
];
