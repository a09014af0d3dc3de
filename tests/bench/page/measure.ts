import type { Page } from 'playwright-core';
import { median } from '../percentiles.ts';
import { fillWithComments } from './comments.ts';
import { referenceJob, type Tasks, tasksSince, untilQuiet } from './long-tasks.ts';
import { GOAL, openPageStage, type PageStage } from './stage.ts';

/** Who reads as staff, and who has the editor. */
const READERS = [
  { who: 'staff, who read', name: 'Karin Öberg' },
  { who: 'the manager, who writes', name: 'Annika Lindahl' },
];

export type Opening = { who: string; comments: number; opening: Tasks; scrolling: Tasks; card: Tasks | null };

export type PageRun = { openings: Opening[]; reference: number };

/** The report's page without comments and with many, for one who reads and one who writes. */
export async function measurePage(options: {
  comments: number;
  reps: number;
  tell(line: string): void;
}): Promise<PageRun[]> {
  const { comments, reps, tell } = options;
  const stage = await openPageStage();
  const runs: PageRun[] = [];
  try {
    const bare: Opening[][] = [];
    for (let rep = 0; rep < reps; rep++) bare.push(await openAll(stage, 0));
    const writer = await stage.signIn('Karin Öberg');
    await fillWithComments(writer.page, writer.report, comments);
    await writer.close();
    for (const openings of bare) {
      const before = await reference(stage);
      const filled = await openAll(stage, comments);
      runs.push({ openings: [...openings, ...filled], reference: median([before, await reference(stage)]) });
      tell(`  ${filled.map(inShort).join(' · ')}`);
    }
    return runs;
  } finally {
    await stage.close();
  }
}

async function openAll(stage: PageStage, comments: number): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const { who, name } of READERS) openings.push(await openOne(stage, { who, name, comments }));
  return openings;
}

async function openOne(
  stage: PageStage,
  { who, name, comments }: { who: string; name: string; comments: number },
): Promise<Opening> {
  const { page, report, close } = await stage.signIn(name);
  await page.goto(report);
  await page.getByRole('heading', { name: GOAL, exact: true }).scrollIntoViewIfNeeded();
  if (comments > 0) await page.locator('.thread-margin .thread-card').first().waitFor();
  const opened = await untilQuiet(page);
  const opening = await tasksSince(page, 0);
  await scrollThrough(page);
  const scrolled = await untilQuiet(page);
  const scrolling = await tasksSince(page, opened);
  const card = comments > 0 ? await openCard(page, scrolled) : null;
  await close();
  return { who, comments, opening, scrolling, card };
}

/** To the top, then to the foot of the page, 120 px a frame. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    window.scrollTo(0, 0);
    const foot = document.documentElement.scrollHeight;
    for (let at = 0; at < foot; at += 120) {
      await new Promise(requestAnimationFrame);
      window.scrollTo(0, at);
    }
  });
}

async function openCard(page: Page, since: number): Promise<Tasks> {
  await page.getByRole('heading', { name: GOAL, exact: true }).scrollIntoViewIfNeeded();
  await page.locator('.thread-margin .thread-card').nth(2).getByRole('button').first().click();
  await page.locator('.thread-margin .thread-card.on').waitFor();
  await untilQuiet(page);
  return tasksSince(page, since);
}

async function reference(stage: PageStage): Promise<number> {
  const page = await stage.blank();
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) times.push(await referenceJob(page));
  await page.close();
  return median(times);
}

function inShort({ who, opening, scrolling }: Opening): string {
  return `${who}: opening ${Math.round(opening.longest)} ms, scrolling ${Math.round(scrolling.longest)} ms`;
}
