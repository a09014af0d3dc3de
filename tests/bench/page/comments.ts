import type { Page } from 'playwright-core';
import { GOAL } from './stage.ts';

/**
 * Comments on one section by whoever has the report open, by the address that the forms post to: half of them on words
 * of its analysis, which overlap, a quarter on its figures and the rest on the section.
 */
export async function fillWithComments(page: Page, report: string, count: number): Promise<void> {
  await page.goto(report);
  const refused = await page.evaluate(
    async ({ goal, address, many }) => {
      const heading = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"]')].find(
        ({ textContent }) => textContent === goal,
      );
      const section = heading?.closest('section[data-entry]');
      const field = section?.querySelector('[data-field="analysis"]');
      const talk = section?.querySelector('[id^="kommentarer-"]');
      if (!section || !field || !talk) throw new Error('The section is not there as it was');
      const blocks = [...field.querySelectorAll('p')].map((block) => block.textContent ?? '');
      const quotes = blocks.flatMap((block) =>
        Array.from({ length: Math.floor((block.length - 24) / 6) }, (_, at) => ({
          quote: block.slice(at * 6, at * 6 + 24),
          prefix: block.slice(Math.max(0, at * 6 - 32), at * 6),
          suffix: block.slice(at * 6 + 24, at * 6 + 56),
        })),
      );
      const figures = [...section.querySelectorAll<HTMLElement>('[data-at]')].map(({ dataset }) => {
        const [of = '', id = ''] = (dataset.at ?? '').split(':');
        return { of, id };
      });
      const anchorOf = (at: number) => {
        if (at % 2 === 0) return { of: 'words', field: 'analysis', ...quotes[(at / 2) % quotes.length] };
        return at % 4 === 1 ? figures[at % figures.length] : { of: 'section' };
      };
      const refusals: string[] = [];
      for (let at = 0; at < many; at++) {
        const body = new FormData();
        body.set('act', 'comment');
        body.set('nameless', 'false');
        body.set('sectionId', talk.id.replace('kommentarer-', ''));
        body.set('anchor', JSON.stringify(anchorOf(at)));
        body.set(
          'body',
          `Så var det inte riktigt hos oss, och det gäller ${at} gånger om. `.repeat(1 + (at % 4)),
        );
        const answer = await fetch(`${address}/kommentera`, {
          method: 'POST',
          body,
          headers: { Accept: 'application/json' },
        });
        const told = await answer.text();
        if (!told.startsWith('{"ok":true')) refusals.push(told);
      }
      return refusals;
    },
    { goal: GOAL, address: report, many: count },
  );
  if (refused.length > 0) throw new Error(`${refused.length} comments were refused: ${refused[0]}`);
}
