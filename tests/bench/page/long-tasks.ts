import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What kept the page from answering, on its main thread. */
export type Tasks = {
  /** By the clock, ms. */
  longest: number;
  /** What the task that worked most had of the processor, ms: by this a busy machine and a quiet one can be compared. */
  worked: number;
  /** What the tasks have beyond 50 ms each by the clock, together. */
  blocking: number;
};

const traced = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string().optional(),
      pid: z.int().optional(),
      tid: z.int().optional(),
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

const US = 1_000;

/** What the page did while something was done with it. The browser's own trace tells each task, to the microsecond. */
export async function tasksDuring(page: Page, work: () => Promise<void>): Promise<Tasks> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own');
  const categories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  await work();
  const { traceEvents } = traced.parse(JSON.parse((await browser.stopTracing()).toString()));
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'RunTask' && mainThreads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The browser has told of no task');
  const durations = tasks.map(({ dur = 0 }) => dur / US);
  return {
    longest: Math.max(...durations),
    worked: Math.max(...tasks.map(({ tdur = 0 }) => tdur / US)),
    blocking: durations.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
  };
}

type Told = { start: number; duration: number };

declare global {
  var longTasks: Told[] | undefined;
}

/** Before any script of a page: listens for long tasks from its beginning, to know when they are over. */
export function listenForTasks(): void {
  const told: Told[] = [];
  globalThis.longTasks = told;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) told.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** Waits until no long task has begun for a second; 20 s at most. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const end = performance.now() + 20_000;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const now = performance.now();
      const last = globalThis.longTasks?.at(-1);
      const since = last === undefined ? now : now - last.start - last.duration;
      if (since > 1_000 || now > end) return;
    }
  });
}

/** A job of known weight in an empty page, in one task: half a million numbers sorted, and 3,000 paragraphs laid out. */
export async function referenceJob(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.evaluate(() => {
    let seed = 20_261_122;
    const numbers = Array.from({ length: 500_000 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed;
    });
    numbers.sort((a, b) => a - b);
    for (const number of numbers.slice(0, 3_000)) {
      const paragraph = document.createElement('p');
      paragraph.textContent = `${number} ord som bryts över flera rader `.repeat(5);
      document.body.append(paragraph);
    }
    return document.body.offsetHeight;
  });
}
