import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryBrowser } from '../../tests/support/memory-store.ts';
import type { Setting } from '../../tests/support/page-engine.ts';
import { pageEngine, placesOf, text } from '../../tests/support/page-engine.ts';
import { PageServer } from '../../tests/support/page-server.ts';

/** Lets what is under way arrive; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page with an open section in which "Sparat. " stands. */
async function writing(setting: Setting = {}) {
  const page = pageEngine(setting);
  const section = page.engine.enter('s', true, 0);
  await settle();
  const type = (words: string) => {
    for (const letter of words) text(section.doc).insert(text(section.doc).length, letter);
  };
  type('Sparat. ');
  await settle();
  page.server.commit();
  const loseContact = () => {
    page.server.away = true;
    page.engine.networkLost();
  };
  const findContact = async () => {
    page.server.away = false;
    page.engine.networkBack();
    await pass(2000);
  };
  /** As the page's parts do when the report was read again. */
  const openAs = async (writes: boolean, epoch = 0) => {
    page.engine.leave(section);
    const now = page.engine.enter('s', writes, epoch);
    page.engine.setPlaces({
      ...placesOf({}),
      sections: new Map([['s', { name: 'Avsnitt s', epoch, writes }]]),
    });
    await pass(200);
    return now;
  };
  /** Whether the server takes words of the section. */
  const close = () => page.server.closed.add(page.server.room('s'));
  return { ...page, section, type, loseContact, findContact, openAs, close };
}

/** What a browser keeps after somebody wrote without contact and closed the tab. */
async function leftBehind() {
  const page = await writing();
  page.loseContact();
  page.type('Osänt.');
  await pass(300);
  page.kill();
  return { browser: page.browser, server: new PageServer(page.server.rooms) };
}

const inRoom = (server: PageServer, room = 's') => text(server.room(room)).toString();
const typed = 'Osänt.';

describe('words of a section that is closed before they came', () => {
  test('are set aside with what stands around them, and the section shows what the server has', async () => {
    const { browser, engine, server, type, loseContact, findContact, openAs, close } = await writing();
    loseContact();
    type(typed);
    await pass(300);
    close();
    await findContact();
    const reader = await openAs(false);
    expect(engine.aside()).toMatchObject([
      {
        reportId: 'report',
        sectionId: 's',
        reportName: 'Verksamhetsberättelse 2031, Provenheten',
        sectionName: 'Avsnitt s',
        count: 6,
        why: 'closed',
        passages: [{ before: 'Sparat. ', typed, after: '' }],
        removed: [],
      },
    ]);
    expect(browser.aside('me')).toEqual(engine.aside());
    expect(browser.of('me')).toEqual([]);
    expect(engine.unsent).toBe(0);
    expect(engine.saveState().held).toBe(null);
    expect([text(reader.doc).toString(), inRoom(server)]).toEqual(['Sparat. ', 'Sparat. ']);
    expect(engine.wouldLose).toBe(false);
  });

  test('are kept once, also when the page is hidden while the browser sets them aside', async () => {
    const { browser, engine, type, loseContact, findContact, openAs, close } = await writing();
    loseContact();
    type(typed);
    await pass(300);
    close();
    const slow = Promise.withResolvers<void>();
    browser.settingAside = slow.promise;
    await findContact();
    await openAs(false);
    const written = browser.writes;
    await engine.keepNow();
    expect(browser.writes).toBe(written);
    slow.resolve();
    await settle();
    expect(engine.unsent).toBe(0);
    expect(browser.aside('me')).toEqual(engine.aside());
    expect(browser.aside('me')).toHaveLength(1);
    expect(browser.of('me')).toEqual([]);
  });

  test('are not sent when it is opened again, by this page or by another', async () => {
    const page = await writing();
    page.loseContact();
    page.type(typed);
    await pass(300);
    page.close();
    await page.findContact();
    page.engine.leave(await page.openAs(false));
    page.server.closed.clear();
    await page.openAs(true);
    page.server.commit();
    page.kill();
    const server = new PageServer(page.server.rooms);
    const next = pageEngine({ browser: page.browser, server });
    await pass(2000);
    server.commit();
    expect(inRoom(server)).toBe('Sparat. ');
    expect(next.engine.unsent).toBe(0);
    expect(next.engine.aside()).toHaveLength(1);
  });

  test('are merged as ever where it was closed and opened while one was away', async () => {
    const { engine, server, type, loseContact, findContact } = await writing();
    loseContact();
    type(typed);
    await pass(60_000);
    await findContact();
    server.commit();
    expect(inRoom(server)).toBe('Sparat. Osänt.');
    expect(engine.aside()).toEqual([]);
  });

  test('are not those whose fate was not known, and which came in time', async () => {
    const { engine, server, type, openAs } = await writing();
    type(typed);
    await settle();
    await openAs(false);
    expect(engine.aside()).toEqual([]);
    expect(engine.saveState().held).toMatchObject({ unsent: 6 });
    server.commit();
    await pass(100);
    expect(engine.aside()).toEqual([]);
    expect(inRoom(server)).toBe('Sparat. Osänt.');
    expect(engine.saveState().held).toEqual({ code: 4403, unsent: 0, sections: ['s'] });
  });

  test('are those that were on their way and did not come in time', async () => {
    const { engine, server, type, openAs } = await writing();
    type(typed);
    await settle();
    await openAs(false);
    server.failCommits();
    await pass(5000);
    expect(engine.aside()).toMatchObject([{ passages: [{ typed }] }]);
    expect(inRoom(server)).toBe('Sparat. ');
  });

  test('are told with what was taken away', async () => {
    const { engine, section, loseContact, findContact, openAs, close } = await writing();
    loseContact();
    text(section.doc).delete(0, 6);
    await pass(300);
    close();
    await findContact();
    await openAs(false);
    expect(engine.aside()).toMatchObject([{ passages: [], removed: ['Sparat'] }]);
  });

  test('are set aside also out of sight, and where the section is not there any more', async () => {
    const closed = await leftBehind();
    const one = pageEngine({ ...closed, writes: { s: false } });
    await pass(1000);
    expect(one.engine.aside()).toMatchObject([{ passages: [{ before: 'Sparat. ', typed }] }]);
    const gone = await leftBehind();
    const two = pageEngine({ ...gone, writes: {} });
    await pass(1000);
    expect(two.engine.aside()).toMatchObject([
      { sectionName: 'Avsnitt s', passages: [{ before: '', typed, after: '' }] },
    ]);
    expect([one.engine.unsent, two.engine.unsent]).toEqual([0, 0]);
  });

  test('are set aside where one may not even read it any more', async () => {
    const { browser, server } = await leftBehind();
    server.shut.set('s', 4403);
    const { engine } = pageEngine({ browser, server, writes: { s: false } });
    await pass(1000);
    expect(engine.aside()).toMatchObject([{ passages: [{ typed }] }]);
  });

  test('are set aside where what they build upon is nowhere', async () => {
    const { browser } = await leftBehind();
    const server = new PageServer();
    const { engine } = pageEngine({ browser, server });
    await pass(1000);
    server.commit();
    expect(engine.aside()).toMatchObject([{ passages: [{ typed }] }]);
    expect(browser.of('me')).toEqual([]);
    expect(inRoom(server)).toBe('');
  });

  test('are set aside once by two tabs that both find them', async () => {
    const { browser, server } = await leftBehind();
    const tabs = [server, new PageServer(server.rooms)].map((each) =>
      pageEngine({ browser, server: each, writes: { s: false } }),
    );
    await pass(1000);
    expect(browser.aside('me')).toHaveLength(1);
    expect(tabs.map(({ engine }) => engine.aside().length)).toEqual([1, 1]);
  });
});

describe('words of a room that was replaced', () => {
  test('go nowhere but aside, and what is written after that goes into the new one', async () => {
    const { browser, engine, server, type, loseContact, findContact, openAs } = await writing();
    loseContact();
    type(typed);
    await pass(300);
    server.shut.set('s', 4410);
    server.write('s.1', 'Nytt. ');
    await findContact();
    const now = await openAs(true, 1);
    server.commit();
    expect(engine.aside()).toMatchObject([
      { why: 'replaced', epoch: 0, passages: [{ before: '', typed, after: '' }] },
    ]);
    expect(browser.of('me')).toEqual([]);
    text(now.doc).insert(0, 'Mitt. ');
    await settle();
    server.commit();
    expect(inRoom(server, 's.1')).toBe('Mitt. Nytt. ');
    expect(engine.saveState()).toMatchObject({ line: { kind: 'saved' }, held: null });
  });

  test('make the page read the report again, and are no words of one who wrote none', async () => {
    const { engine, server, readAgain, openAs } = await writing();
    server.shut.set('s', 4410);
    for (const channel of server.channelsOf('s')) server.close(channel, 4410);
    await pass(1000);
    expect(readAgain).toHaveBeenCalled();
    expect(engine.saveState().held).toBe(null);
    await openAs(true, 1);
    expect(engine.aside()).toEqual([]);
  });

  test('go aside when they are found by a later visit', async () => {
    const { browser, server } = await leftBehind();
    const { engine } = pageEngine({ browser, server, writes: {} });
    engine.setPlaces({
      ...placesOf({}),
      sections: new Map([['s', { name: 'Avsnitt s', epoch: 3, writes: true }]]),
    });
    await pass(1000);
    server.commit();
    expect(engine.aside()).toMatchObject([{ why: 'replaced', passages: [{ typed }] }]);
    expect(inRoom(server, 's.3')).toBe('');
  });
});

describe('what is set aside', () => {
  test('stays over visits until it is thrown away', async () => {
    const { browser, server } = await leftBehind();
    const { engine, kill } = pageEngine({ browser, server, writes: { s: false } });
    await pass(1000);
    kill();
    const next = pageEngine({ browser, server: new PageServer(server.rooms), writes: { s: false } });
    await pass(1000);
    expect(next.engine.aside()).toEqual(engine.aside());
    const changed = vi.fn();
    next.engine.subscribe(changed);
    await next.engine.throwAway(next.engine.aside()[0]?.id ?? '');
    expect(next.engine.aside()).toEqual([]);
    expect(browser.aside('me')).toEqual([]);
    expect(changed).toHaveBeenCalled();
  });

  test('is told as sent, and stays', async () => {
    const { browser, server } = await leftBehind();
    const { engine } = pageEngine({ browser, server, writes: { s: false } });
    await pass(1000);
    const changed = vi.fn();
    engine.subscribe(changed);
    await engine.markSent(engine.aside()[0]?.id ?? '', [0]);
    expect(engine.aside()).toMatchObject([{ passages: [{ typed }], sent: [0] }]);
    expect(browser.aside('me')).toEqual(engine.aside());
    expect(changed).toHaveBeenCalled();
  });

  test('is in the tab alone where the browser does not keep, until it does', async () => {
    const browser = new MemoryBrowser();
    browser.refuses = true;
    const { engine, type, loseContact, findContact, openAs, close } = await writing({ browser });
    loseContact();
    type(typed);
    close();
    await findContact();
    await openAs(false);
    expect(engine.aside()).toMatchObject([{ passages: [{ typed }] }]);
    expect(engine.wouldLose).toBe(true);
    expect(engine.inTabAlone()).toMatchObject([{ sectionName: 'Avsnitt s', count: 6 }]);
    browser.refuses = false;
    await pass(20_000);
    expect(engine.wouldLose).toBe(false);
    expect(browser.aside('me')).toHaveLength(1);
  });

  test('is of its report and its account', async () => {
    const { browser, server } = await leftBehind();
    pageEngine({ browser, server, writes: { s: false } });
    await pass(1000);
    const other = pageEngine({ browser, server: new PageServer(server.rooms), accountId: 'somebody else' });
    await pass(1000);
    expect(other.engine.aside()).toEqual([]);
  });
});
