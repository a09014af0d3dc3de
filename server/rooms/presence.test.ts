import { describe, expect, test } from 'vitest';
import type { Member } from './member.ts';
import { Presence } from './presence.ts';

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
    saved: () => {},
    close: () => {},
  };
}

const caret = { anchor: 1, head: 1 };

describe('presence', () => {
  test('stamps the name of the session over whatever the client says', () => {
    const presence = new Presence();
    const told = presence.accept(member('Ali'), [
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
    const presence = new Presence();
    expect(
      presence.accept(member('Bo', { mayWrite: false }), [
        { clientId: 1, clock: 1, state: { cursor: caret } },
      ]),
    ).toEqual([]);
    expect(presence.writers()).toEqual([]);
  });

  test("another's client id cannot be moved or removed", () => {
    const presence = new Presence();
    presence.accept(member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(presence.accept(member('Eva'), [{ clientId: 1, clock: 2, state: { cursor: null } }])).toEqual([]);
    expect(presence.accept(member('Eva'), [{ clientId: 1, clock: 2, state: null }])).toEqual([]);
    expect(presence.writers().map((writer) => writer.name)).toEqual(['Ali']);
  });

  test('a session that comes back takes its id over from its half-open connection', () => {
    const presence = new Presence();
    const before = member('Ali', { session: 's' });
    const after = member('Ali', { session: 's' });
    presence.accept(before, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(presence.accept(after, [{ clientId: 1, clock: 2, state: { cursor: caret } }])).toHaveLength(1);
    expect(presence.leave(before)).toEqual([]);
    expect(presence.leave(after)).toEqual([{ clientId: 1, clock: 2, state: null }]);
  });

  test('two windows of one person: the echo of one does not take the caret of the other', () => {
    const presence = new Presence();
    const one = member('Ali', { session: 's' });
    const other = member('Ali', { session: 's' });
    presence.accept(one, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(presence.accept(other, [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toEqual([]);
    expect(presence.accept(other, [{ clientId: 1, clock: 1, state: null }])).toEqual([]);
    expect(presence.leave(other)).toEqual([]);
    expect(presence.writers()).toHaveLength(1);
  });

  test('an echo that comes after its author has left does not become the echoer', () => {
    const presence = new Presence();
    const ali = member('Ali');
    presence.accept(ali, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    presence.leave(ali);
    expect(presence.accept(member('Eva'), [{ clientId: 1, clock: 1, state: { cursor: caret } }])).toEqual([]);
    const back = member('Ali', { session: 'new' });
    expect(presence.accept(back, [{ clientId: 1, clock: 2, state: { cursor: caret } }])).toHaveLength(1);
  });

  test('a client that has said nothing of itself is a reader, and one that falls silent is gone', () => {
    const presence = new Presence();
    const ali = member('Ali');
    expect(presence.accept(ali, [{ clientId: 1, clock: 0, state: {} }])).toEqual([]);
    presence.accept(ali, [{ clientId: 1, clock: 1, state: { cursor: caret } }]);
    expect(presence.accept(ali, [{ clientId: 1, clock: 2, state: {} }])).toEqual([
      { clientId: 1, clock: 2, state: null },
    ]);
  });

  test('a late, older word changes nothing', () => {
    const presence = new Presence();
    const ali = member('Ali');
    presence.accept(ali, [{ clientId: 1, clock: 5, state: { cursor: caret } }]);
    expect(presence.accept(ali, [{ clientId: 1, clock: 4, state: { cursor: null } }])).toEqual([]);
  });

  test('those without a caret are present but do not write, and a person with two windows writes once', () => {
    const presence = new Presence();
    presence.accept(member('Ali'), [{ clientId: 1, clock: 1, state: { cursor: null } }]);
    expect(presence.writers()).toEqual([]);
    presence.accept(member('Eva', { session: 'a' }), [{ clientId: 2, clock: 1, state: { cursor: caret } }]);
    presence.accept(member('Eva', { session: 'b' }), [{ clientId: 3, clock: 1, state: { cursor: caret } }]);
    expect(presence.writers().map((writer) => writer.name)).toEqual(['Eva']);
  });

  test('five people have five pens', () => {
    const presence = new Presence();
    for (const [clientId, name] of ['Ali', 'Bo', 'Cia', 'Dag', 'Eva'].entries()) {
      presence.accept(member(name), [{ clientId, clock: 1, state: { cursor: caret } }]);
    }
    expect(new Set(presence.writers().map((writer) => writer.pen)).size).toBe(5);
  });

  test('a state above the cap is dropped', () => {
    const presence = new Presence();
    const state = { cursor: { anchor: 'x'.repeat(5000) } };
    expect(presence.accept(member('Ali'), [{ clientId: 1, clock: 1, state }])).toEqual([]);
  });
});
