import type { Page } from 'playwright-core';

/** What kept the page from answering. `longest`: 0 where no task was 50 ms or more, which is what a browser tells of. */
export type Tasks = {
  /** ms */
  longest: number;
  /** What the tasks have beyond 50 ms each, together. */
  blocking: number;
};

type Told = { start: number; duration: number };

declare global {
  var longTasks: Told[] | undefined;
}

/** Before any script of a page: listens for long tasks from its beginning. */
export function listenForTasks(): void {
  const told: Told[] = [];
  globalThis.longTasks = told;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) told.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** Those that have begun since a moment of the page's own clock. */
export async function tasksSince(page: Page, moment: number): Promise<Tasks> {
  const told = await page.evaluate(() => globalThis.longTasks ?? []);
  const durations = told.filter(({ start }) => start >= moment).map(({ duration }) => duration);
  return {
    longest: Math.max(0, ...durations),
    blocking: durations.reduce((sum, duration) => sum + duration - 50, 0),
  };
}

/** Waits until no long task has begun for a second; 20 s at most. @returns the page's clock */
export async function untilQuiet(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const end = performance.now() + 20_000;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const now = performance.now();
      const last = globalThis.longTasks?.at(-1);
      const since = last === undefined ? now : now - last.start - last.duration;
      if (since > 1_000 || now > end) return now;
    }
  });
}

/**
 * A job of known weight in an empty page, in one task: half a million numbers sorted, and 3,000 paragraphs laid out.
 * @returns ms
 */
export async function referenceJob(page: Page): Promise<number> {
  await page.goto('about:blank');
  return page.evaluate(() => {
    const began = performance.now();
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
    return document.body.offsetHeight > 0 ? performance.now() - began : 0;
  });
}
