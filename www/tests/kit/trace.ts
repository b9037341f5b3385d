/** How long each task held the page's main thread: Chromium's own trace, which also tells of tasks too short for the browser's list. */

import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { name?: string; data?: { isOutermostMainFrame?: boolean; processId?: number } };
}

/** Does something, and gives the lengths of the main thread's tasks meanwhile, in milliseconds. */
export async function traced(browser: Browser, page: Page, what: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ["__metadata", "disabled-by-default-devtools.timeline", "devtools.timeline"],
  });
  await what();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const mains = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain",
  );
  const tasks = traceEvents.filter(({ name, ph }) => name === "RunTask" && ph === "X");
  const lengths = (main: TraceEvent) =>
    tasks.filter(({ pid, tid }) => pid === main.pid && tid === main.tid).map(({ dur = 0 }) => dur / 1000);
  // The page is the renderer that worked most; there may be a spare one.
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
  const found = mains.map(lengths).sort((one, other) => sum(other) - sum(one))[0];
  if (!found || found.length === 0) throw new Error("the trace holds no task of the page");
  return found;
}
