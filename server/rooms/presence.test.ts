import type { AwarenessEntry } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import type { Member } from './member.ts';
import { Owners } from './owners.ts';
import { Presence } from './presence.ts';
import { UNHEARD } from './signals.ts';

function member(name: string, options: { mayWrite?: boolean; session?: string } = {}): Member {
  return {
    person: {
      sessionId: options.session ?? name,
      accountId: `account-${name}`,
      name,
      initials: name.slice(0, 1),
    },
    mayWrite: options.mayWrite ?? true,
    opened: () => {},
    deliver: () => {},
    answer: () => {},
    together: (work) => work(),
    saved: () => {},
    holdBack: () => {},
    goOn: () => {},
    close: () => {},
  };
}

const newPresence = (owners = new Owners(new Map())) => new Presence(owners, UNHEARD);

/** What others are told after the member has said something. */
function tell(presence: Presence, who: Member, entries: readonly AwarenessEntry[]): AwarenessEntry[] {
  presence.takeNews();
  presence.accept(who, entries);
  return presence.takeNews();
}

function leave(presence: Presence, who: Member): AwarenessEntry[] {
  presence.takeNews();
  presence.leave(who);
  return presence.takeNews();
}

const caret = { anchor: 1, head: 1 };

describe('presence', () => {
  test('stamps the name of the session over whatever the client says', () => {
    const presence = newPresence();
    const told = tell(presence, member('Ali'), [
      {
        clientId: 1,
        clock: 1,
        state: { user: { name: 'Chefen', color: 'red;}' }, cursor: caret, note: 'x' },
      },
    ]);
    expect(told).toEqual([
      {
        clientId: 1,
        clock: 1,
        state: {
          user: {
            id: 'account-Ali',
            name: 'Ali',
            initials: 'A',
            pen: expect.any(Number),
            color: expect.stringMatching(/^#[0-9a-f]{6}$/),
          },
          cursor: caret,
        },
      },
    ]);
  });

  test('a reader is shown to nobody', () => {
    const presence = newPresence();
    expect(
      tell(presence, member('Bo', { mayWrite: false }), [
        { clientId: 1, clock: 1, state: { cursor: caret } },
      ]),
    ).toEqual([]);
    expect(presence.writers()).toEqual([]);
  });

  test("another's client id cannot be moved or removed", () => {
    const presence = newPresence();
    tell(presence, member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(tell(presence, member('Eva'), [{ clientId: 1, clock: 2, state: { cursor: null } }])).toEqual([]);
    expect(tell(presence, member('Eva'), [{ clientId: 1, clock: 2, state: null }])).toEqual([]);
    expect(presence.writers().map((writer) => writer.name)).toEqual(['Ali']);
  });

  test('a session that comes back takes its id over from its half-open connection', () => {
    const presence = newPresence();
    const before = member('Ali', { session: 's' });
    const after = member('Ali', { session: 's' });
    tell(presence, before, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(tell(presence, after, [{ clientId: 1, clock: 2, state: { cursor: caret } }])).toHaveLength(1);
    expect(leave(presence, before)).toEqual([]);
    expect(leave(presence, after)).toEqual([{ clientId: 1, clock: 2, state: null }]);
  });

  test('two windows of one person: the echo of one does not take the caret of the other', () => {
    const presence = newPresence();
    const one = member('Ali', { session: 's' });
    const other = member('Ali', { session: 's' });
    tell(presence, one, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(tell(presence, other, [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toEqual([]);
    expect(tell(presence, other, [{ clientId: 1, clock: 1, state: null }])).toEqual([]);
    expect(leave(presence, other)).toEqual([]);
    expect(presence.writers()).toHaveLength(1);
  });

  test('an echo that comes after its author has left does not become the echoer', () => {
    const presence = newPresence();
    const ali = member('Ali');
    tell(presence, ali, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    leave(presence, ali);
    expect(tell(presence, member('Eva'), [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toEqual([]);
    const back = member('Ali', { session: 'new' });
    expect(tell(presence, back, [{ clientId: 1, clock: 2, state: { cursor: caret } }])).toHaveLength(1);
  });

  test('a client that has said nothing of itself is a reader, and one that falls silent is gone', () => {
    const presence = newPresence();
    const ali = member('Ali');
    expect(tell(presence, ali, [{ clientId: 1, clock: 0, state: {} }])).toEqual([]);
    tell(presence, ali, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(tell(presence, ali, [{ clientId: 1, clock: 2, state: {} }])).toEqual([
      { clientId: 1, clock: 2, state: null },
    ]);
  });

  test('a late, older word changes nothing', () => {
    const presence = newPresence();
    const ali = member('Ali');
    tell(presence, ali, [{ clientId: 1, clock: 5, state: { cursor: caret } }]);
    expect(tell(presence, ali, [{ clientId: 1, clock: 4, state: { cursor: null } }])).toEqual([]);
  });

  test('those without a caret are present but do not write, and a person with two windows writes once', () => {
    const presence = newPresence();
    tell(presence, member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: null } }]);
    expect(presence.writers()).toEqual([]);
    tell(presence, member('Eva', { session: 'a' }), [{ clientId: 2, clock: 1, state: { cursor: caret } }]);
    tell(presence, member('Eva', { session: 'b' }), [{ clientId: 3, clock: 1, state: { cursor: caret } }]);
    expect(presence.writers().map((writer) => writer.name)).toEqual(['Eva']);
  });

  test('five people have five pens', () => {
    const presence = newPresence();
    for (const [clientId, name] of ['Ali', 'Bo', 'Cia', 'Dag', 'Eva'].entries()) {
      tell(presence, member(name), [{ clientId, clock: 1, state: { cursor: caret } }]);
    }
    expect(new Set(presence.writers().map((writer) => writer.pen)).size).toBe(5);
  });

  test('a state above the cap is dropped', () => {
    const presence = newPresence();
    const state = { cursor: { anchor: 'x'.repeat(5000) } };
    expect(tell(presence, member('Ali'), [{ clientId: 1, clock: 1, state }])).toEqual([]);
  });

  test('a state so deep that JSON cannot write it is dropped', () => {
    const presence = newPresence();
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(tell(presence, member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: { deep } } }])).toEqual(
      [],
    );
    expect(presence.all()).toEqual([]);
  });

  test('an id that a colleague has written under is not theirs to be present under', () => {
    const owners = new Owners(new Map([[1, 'account-Ali']]));
    const presence = newPresence(owners);
    expect(tell(presence, member('Eva'), [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toEqual([]);
    expect(tell(presence, member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toHaveLength(
      1,
    );
  });

  test('of many moves the last is told, and it is known whose they are', () => {
    const presence = newPresence();
    const ali = member('Ali');
    for (let clock = 1; clock < 9; clock++) {
      presence.accept(ali, [{ clientId: 1, clock, state: { cursor: { ...caret, head: clock } } }]);
    }
    const news = presence.takeNews();
    expect(news).toMatchObject([{ clientId: 1, clock: 8, state: { cursor: { head: 8 } } }]);
    expect(presence.soleOwner(news)).toBe(ali);
    presence.accept(member('Eva'), [{ clientId: 2, clock: 1, state: { cursor: caret } }]);
    presence.accept(ali, [{ clientId: 1, clock: 9, state: { cursor: caret } }]);
    expect(presence.soleOwner(presence.takeNews())).toBeNull();
    expect(presence.hasNews).toBe(false);
  });
});
