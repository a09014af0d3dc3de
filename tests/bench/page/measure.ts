import type { Page } from 'playwright-core';
import { fillWithComments } from './comments.ts';
import { referenceJob, type Tasks, tasksDuring, untilQuiet } from './long-tasks.ts';
import { GOAL, openPageStage, type PageStage } from './stage.ts';

/** Who reads as staff, and who has the editor. */
const READERS = [
  { who: 'staff, who read', name: 'Karin Öberg' },
  { who: 'the manager, who writes', name: 'Annika Lindahl' },
];

export type Opening = { who: string; comments: number; opening: Tasks; scrolling: Tasks; card: Tasks | null };

export type PageRun = { openings: Opening[]; reference: Tasks };

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
      const filled = await openAll(stage, comments);
      runs.push({ openings: [...openings, ...filled], reference: await reference(stage) });
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
  const opening = await tasksDuring(page, async () => {
    await page.goto(report);
    await page.getByRole('heading', { name: GOAL, exact: true }).scrollIntoViewIfNeeded();
    if (comments > 0) await page.locator('.thread-margin .thread-card').first().waitFor();
    await untilQuiet(page);
  });
  const scrolling = await tasksDuring(page, async () => {
    await scrollThrough(page);
    await untilQuiet(page);
  });
  const card = comments > 0 ? await tasksDuring(page, () => openCard(page)) : null;
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

async function openCard(page: Page): Promise<void> {
  await page.getByRole('heading', { name: GOAL, exact: true }).scrollIntoViewIfNeeded();
  await page.locator('.thread-margin .thread-card').nth(2).getByRole('button').first().click();
  await page.locator('.thread-margin .thread-card.on').waitFor();
  await untilQuiet(page);
}

async function reference(stage: PageStage): Promise<Tasks> {
  const page = await stage.blank();
  const tasks = await tasksDuring(page, () => referenceJob(page));
  await page.close();
  return tasks;
}

function inShort({ who, opening, scrolling }: Opening): string {
  return `${who}: opening ${inMs(opening)}, scrolling ${inMs(scrolling)}`;
}

const inMs = ({ longest, worked }: Tasks): string =>
  `${Math.round(longest)} ms (${Math.round(worked)} of work)`;
