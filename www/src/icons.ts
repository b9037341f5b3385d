/** The page's icons. Each decision has a shape of its own, so that colour is never the only sign. */

import { svg } from "./dom.ts";
import type { Decision } from "./report.ts";

const LINES = {
  arrow: "M5 12h14m-6-6 6 6-6 6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "m5 13 4.5 4.5L19 7.5",
  down: "m6 9 6 6 6-6",
  file: "M14 3H6v18h12V7zm0 0v4h4M9 13h6m-6 4h6",
  keep: "M5 4h14v16l-7-5-7 5z",
  lock: "M6 11h12v9H6zm3 0V8a3 3 0 0 1 6 0v3",
  moon: "M20 14.5A8 8 0 1 1 9.5 4a6.5 6.5 0 0 0 10.5 10.5z",
  next: "m9 6 6 6-6 6",
  previous: "m15 6-6 6 6 6",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0-5v1.5m0 15V21m9-9h-1.5m-15 0H3m15.4-6.4-1.1 1.1M6.7 17.3l-1.1 1.1m12.8 0-1.1-1.1M6.7 6.7 5.6 5.6",
  take: "M12 15V4m0 0-4 4m4-4 4 4M5 14v6h14v-6",
  swap: "M7 4 3 8l4 4M3 8h14m0 4 4 4-4 4m4-4H7",
  target: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0-3v5m0 10v5M2 12h5m10 0h5",
  warning: "M12 4 2.5 20h19zm0 6v4.5m0 2.5v.5",
} as const;

export type IconName = keyof typeof LINES;

/** A line drawing, for show: what it says is also said in words. */
export function icon(name: IconName): SVGElement {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: LINES[name] }),
  );
}

/** Outline and sign of each decision: round with a tick, square with a person, diamond with a glass, octagon with a cross. */
const SHAPES: Record<Decision, { outline: string; sign: string }> = {
  accept: { outline: "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21z", sign: "m7.2 12.4 3.2 3.3 6.4-7" },
  approve: {
    outline: "M6 2h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z",
    sign: "M12 6.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM6.8 18c.3-2.8 2.4-4.3 5.2-4.3s4.9 1.5 5.2 4.3",
  },
  legal_review: {
    outline: "M12 .8 23.2 12 12 23.2.8 12z",
    sign: "M11 7.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zm2.6 6 3 3",
  },
  walk_away: { outline: "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z", sign: "m8 8 8 8m0-8-8 8" },
};

/** The shape of a decision. */
export function shape(decision: Decision): SVGElement {
  const { outline, sign } = SHAPES[decision];
  return svg(
    "svg",
    { class: "shape", viewBox: "0 0 24 24", "data-decision": decision, "aria-hidden": "true" },
    svg("path", { class: "shape-outline", d: outline }),
    svg("path", { class: "shape-sign", d: sign }),
  );
}
