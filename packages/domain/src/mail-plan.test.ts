import { describe, expect, test } from 'vitest';
import { dayInStockholm } from './days.ts';
import type { MailPlan, MailWish, SentMail, WaitingNotice } from './mail-plan.ts';
import { isQuiet, planMail } from './mail-plan.ts';

const DEFAULT: MailWish = { choice: 'at-once', quiet: true };
const NEVER: SentMail = { day: null, atOnce: 0, summaryDay: null };
/** In winter; the test's clock is Stockholm's. */
const at = (time: string) => new Date(`${time}+01:00`);

function notice(id: string, time: string, more: Partial<WaitingNotice> = {}): WaitingNotice {
  const moment = at(time);
  return { id, place: `place ${id}`, day: dayInStockholm(moment), at: moment, onlyDaily: false, ...more };
}

const plan = (now: string, waiting: WaitingNotice[], wish = DEFAULT, sent = NEVER): MailPlan =>
  planMail(at(now), wish, waiting, sent);

const NEXT_MORNING = at('2026-01-22T07:00:00');

test('the first three of a day go at once, each by itself, and the rest in the morning', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => notice(id, '2026-01-21T10:00:00'));
  expect(plan('2026-01-21T10:00:01', four)).toEqual({
    atOnce: [['a'], ['b'], ['c']],
    summary: [],
    next: NEXT_MORNING,
  });
  const sent = { day: '2026-01-21', atOnce: 3, summaryDay: null };
  const left = four.slice(3);
  expect(plan('2026-01-21T10:00:02', left, DEFAULT, sent)).toEqual({
    atOnce: [],
    summary: [],
    next: NEXT_MORNING,
  });
  expect(plan('2026-01-22T06:59:59', left, DEFAULT, sent).summary).toEqual([]);
  expect(plan('2026-01-22T07:00:00', left, DEFAULT, sent)).toEqual({
    atOnce: [],
    summary: ['d'],
    next: null,
  });
});

test('what is about the same goes in one mail', () => {
  const both = [
    notice('a', '2026-01-21T10:00:00', { place: 'x' }),
    notice('b', '2026-01-21T10:00:00', { place: 'x' }),
  ];
  expect(plan('2026-01-21T10:00:01', both).atOnce).toEqual([['a', 'b']]);
});

test('a new day has its own three, and nothing of the day before among them', () => {
  const sent = { day: '2026-01-21', atOnce: 3, summaryDay: null };
  const waiting = [notice('old', '2026-01-21T15:00:00'), notice('new', '2026-01-22T09:00:00')];
  expect(plan('2026-01-22T09:00:01', waiting, DEFAULT, sent)).toEqual({
    atOnce: [['new']],
    summary: ['old'],
    next: null,
  });
});

test.each([
  ['in the evening', '2026-01-21T20:00:00', '2026-01-21T20:00:01', '2026-01-22T07:00:00'],
  ['after midnight', '2026-01-22T02:00:00', '2026-01-22T02:00:01', '2026-01-22T07:00:00'],
  ['just before, told too late', '2026-01-21T19:59:59', '2026-01-21T20:00:00', '2026-01-22T07:00:00'],
])('what comes in quiet hours waits until seven: %s', (_what, came, now, goes) => {
  const waiting = [notice('a', came)];
  expect(plan(now, waiting)).toEqual({ atOnce: [], summary: [], next: at(goes) });
  expect(plan(goes, waiting).summary).toEqual(['a']);
});

test('without quiet hours the night is as the day, and the morning as before', () => {
  const wish: MailWish = { choice: 'at-once', quiet: false };
  expect(plan('2026-01-22T02:00:01', [notice('a', '2026-01-22T02:00:00')], wish).atOnce).toEqual([['a']]);
  const sent = { day: '2026-01-21', atOnce: 3, summaryDay: null };
  const late = [notice('b', '2026-01-21T23:00:00')];
  expect(plan('2026-01-22T02:00:00', late, wish, sent)).toEqual({
    atOnce: [],
    summary: [],
    next: NEXT_MORNING,
  });
});

test('one mail a day is sent at seven, with what came until then', () => {
  const wish: MailWish = { choice: 'daily', quiet: true };
  const waiting = [notice('a', '2026-01-21T10:00:00'), notice('b', '2026-01-22T06:00:00')];
  expect(plan('2026-01-21T10:00:01', waiting.slice(0, 1), wish).next).toEqual(NEXT_MORNING);
  expect(plan('2026-01-22T07:00:00', waiting, wish).summary).toEqual(['a', 'b']);
});

test.each([
  ['in the evening', '2026-01-22T20:00:00', '2026-01-23T07:00:00'],
  ['at night', '2026-01-23T02:30:00', '2026-01-23T07:00:00'],
])('a summary that missed its morning goes at no quiet hour: %s', (_what, now, goes) => {
  const wish: MailWish = { choice: 'daily', quiet: true };
  const waiting = [notice('a', '2026-01-21T10:00:00')];
  expect(plan(now, waiting, wish)).toEqual({ atOnce: [], summary: [], next: at(goes) });
  expect(plan(goes, waiting, wish).summary).toEqual(['a']);
});

test('a summary that missed its morning goes later that day, and takes the place of no other morning’s', () => {
  const wish: MailWish = { choice: 'daily', quiet: false };
  const missed = notice('a', '2026-01-21T10:00:00');
  expect(plan('2026-01-22T22:00:00', [missed], wish).summary).toEqual(['a']);
  const both = [missed, notice('b', '2026-01-23T00:30:00')];
  const morning = at('2026-01-23T07:00:00');
  expect(plan('2026-01-23T00:30:01', both, wish)).toEqual({ atOnce: [], summary: [], next: morning });
  expect(plan('2026-01-23T07:00:00', both, wish).summary).toEqual(['a', 'b']);
});

test('there is one summary a day, however late what waited comes', () => {
  const sent = { day: null, atOnce: 0, summaryDay: '2026-01-22' };
  const late = [notice('a', '2026-01-22T06:59:59')];
  expect(plan('2026-01-22T07:00:05', late, DEFAULT, sent)).toEqual({
    atOnce: [],
    summary: [],
    next: at('2026-01-23T07:00:00'),
  });
});

describe('what has no clock', () => {
  const nameless = (day: string) => notice('n', `${day}T00:00:00`, { onlyDaily: true });

  test('waits for the morning after its day, at whatever time one looks', () => {
    const waiting = [nameless('2026-01-21')];
    for (const time of ['00:00:01', '06:59:59', '07:00:00', '12:00:00', '23:59:59']) {
      expect(plan(`2026-01-21T${time}`, waiting)).toEqual({ atOnce: [], summary: [], next: NEXT_MORNING });
    }
    expect(plan('2026-01-22T07:00:00', waiting).summary).toEqual(['n']);
  });

  test('goes in no mail that another thing causes', () => {
    const waiting = [
      nameless('2026-01-21'),
      notice('a', '2026-01-21T12:00:00', { place: 'place n' }),
      notice('old', '2026-01-20T12:00:00'),
    ];
    expect(plan('2026-01-21T12:00:01', waiting)).toEqual({
      atOnce: [['a']],
      summary: ['old'],
      next: NEXT_MORNING,
    });
  });
});

test('who wants no mail gets none, and is not looked after', () => {
  const waiting = [notice('a', '2026-01-21T10:00:00')];
  expect(plan('2026-01-22T07:00:00', waiting, { choice: 'none', quiet: true })).toEqual({
    atOnce: [],
    summary: [],
    next: null,
  });
});

test.each([
  ['summer time begins', '2026-03-28T12:00:00+01:00', '2026-03-29T05:00:00Z'],
  ['summer time ends', '2026-10-24T12:00:00+02:00', '2026-10-25T06:00:00Z'],
])('seven is seven in Stockholm when %s', (_what, came, goes) => {
  const moment = new Date(came);
  const sent = { day: dayInStockholm(moment), atOnce: 3, summaryDay: null };
  const waiting: WaitingNotice[] = [
    { id: 'a', place: 'a', day: dayInStockholm(moment), at: moment, onlyDaily: false },
  ];
  expect(planMail(moment, DEFAULT, waiting, sent).next).toEqual(new Date(goes));
  expect(planMail(new Date(Date.parse(goes) - 1), DEFAULT, waiting, sent).summary).toEqual([]);
  expect(planMail(new Date(goes), DEFAULT, waiting, sent).summary).toEqual(['a']);
});

test.each([
  ['2026-01-21T06:59:59+01:00', true],
  ['2026-01-21T07:00:00+01:00', false],
  ['2026-01-21T19:59:59+01:00', false],
  ['2026-01-21T20:00:00+01:00', true],
  ['2026-03-29T04:59:59Z', true],
  ['2026-03-29T05:00:00Z', false],
  ['2026-10-25T18:59:59Z', false],
  ['2026-10-25T19:00:00Z', true],
])('quiet at %s: %s', (moment, quiet) => {
  expect(isQuiet(new Date(moment))).toBe(quiet);
});

test('over a year, whenever it comes and whatever one chose, each is told once, at a time that was chosen', () => {
  for (const wish of [
    DEFAULT,
    { choice: 'daily', quiet: true },
    { choice: 'at-once', quiet: false },
  ] as const) {
    let sent: SentMail = NEVER;
    let waiting: WaitingNotice[] = [];
    let next: Date | null = null;
    const told = new Map<string, number>();
    let perDay = 0;
    const look = (now: Date) => {
      const made = planMail(now, wish, waiting, sent);
      const today = dayInStockholm(now);
      if (sent.day !== today) perDay = 0;
      const gone = [...made.atOnce.flat(), ...made.summary];
      for (const id of gone) told.set(id, (told.get(id) ?? 0) + 1);
      if (wish.quiet && gone.length > 0) expect(isQuiet(now)).toBe(false);
      perDay += made.atOnce.length;
      expect(perDay).toBeLessThanOrEqual(3);
      sent = {
        day: today,
        atOnce: perDay,
        summaryDay: made.summary.length > 0 ? today : sent.summaryDay,
      };
      waiting = waiting.filter(({ id }) => !gone.includes(id));
      next = made.next;
      if (next !== null) expect(next.getTime()).toBeGreaterThan(now.getTime());
    };
    const end = Date.parse('2027-01-01T00:00:00Z');
    // 28,657 s apart: every hour of the day, and both changes of clocks.
    for (let time = Date.parse('2026-01-01T00:00:00Z'), n = 0; time < end; time += 28_657_000, n++) {
      while (next !== null && (next as Date).getTime() <= time) look(next);
      const moment = new Date(time);
      const day = dayInStockholm(moment);
      waiting.push({ id: `${n}`, place: `${n}`, day, at: moment, onlyDaily: n % 5 === 0 });
      look(moment);
    }
    for (let n = 0; next !== null && n < 3; n++) look(next);
    expect(waiting).toEqual([]);
    expect([...told.values()].every((times) => times === 1)).toBe(true);
  }
});
