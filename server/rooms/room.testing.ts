import { decodeAwareness, decodeMessage, EMPTY_UPDATE, encodeUpdate } from '@delaktig/sync';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import type { RoomRow } from '../database/rooms.ts';
import { DocumentThread } from './document-thread.ts';
import { LocalFanOut } from './fan-out.ts';
import { LogWriter } from './log-writer.ts';
import type { Member } from './member.ts';
import { Owners } from './owners.ts';
import { PresencePace } from './presence-pace.ts';
import { Room } from './room.ts';
import { RoomState } from './room-state.ts';
import { UNHEARD } from './signals.ts';

type Commit = { rows: readonly RoomRow[]; store(): void; refuse(): void; fail(cause: unknown): void };

/** One room whose commits the test lets go. */
export function scene(stored: { owners?: Map<number, string> } = {}) {
  const commits: Commit[] = [];
  const fanOut = new LocalFanOut();
  const thread = new DocumentThread();
  onTestFinished(() => thread.close());
  const log = new LogWriter(
    (rows) =>
      new Promise((resolve, reject) =>
        commits.push({ rows, store: () => resolve([]), refuse: () => resolve(rows), fail: reject }),
      ),
    UNHEARD,
  );
  const events = { ended: 0, failed: 0 };
  const room = new Room(
    { sectionId: 'avsnitt', epoch: 0 },
    new RoomState(EMPTY_UPDATE, [], 0, []),
    new Owners(stored.owners ?? new Map()),
    { log, fanOut, thread, pace: new PresencePace(), signals: UNHEARD },
    {
      writersChanged() {},
      committed() {},
      composed() {},
      ended: () => {
        events.ended += 1;
      },
      failed: () => {
        events.failed += 1;
      },
    },
  );
  const nextCommit = async (): Promise<Commit> => {
    await until(() => commits.length > 0, 'a commit');
    const commit = commits.shift();
    if (!commit) throw new Error('There is a commit');
    return commit;
  };
  const store = async (): Promise<Commit> => {
    const commit = await nextCommit();
    commit.store();
    await turns();
    return commit;
  };
  return { room, fanOut, log, events, commits, nextCommit, store };
}

/** A colleague at a socket: their document, and what the room has done to them. */
export function colleague(room: Room, name: string, options: { mayWrite?: boolean; join?: boolean } = {}) {
  const doc = new Y.Doc();
  const heard: string[] = [];
  const carets: number[] = [];
  const seen = { saved: 0, code: 0, held: 0, frames: 0, writes: 0 };
  const member: Member = {
    person: { sessionId: name, accountId: `konto-${name}`, name, initials: name.slice(0, 1) },
    mayWrite: options.mayWrite ?? true,
    opened: () => heard.push('opened'),
    deliver({ bytes }) {
      seen.frames += 1;
      const message = decodeMessage(bytes);
      heard.push(message?.kind ?? 'noise');
      if (message?.kind === 'update' || message?.kind === 'sync-step-2') {
        Y.applyUpdate(doc, message.update, 'room');
      }
      if (message?.kind === 'awareness') {
        carets.push(...(decodeAwareness(message.update) ?? []).map(({ clientId }) => clientId));
      }
    },
    answer: (message) => member.deliver(message),
    together(work) {
      seen.writes += 1;
      work();
    },
    saved: (count) => {
      seen.saved = count;
    },
    holdBack: () => {
      seen.held += 1;
    },
    goOn: () => {
      seen.held -= 1;
    },
    close: (code) => {
      seen.code = code;
      room.leave(member);
    },
  };
  doc.on('update', (update: Uint8Array, origin) => {
    if (origin !== 'room') room.receive(member, encodeUpdate(update));
  });
  if (options.join !== false) room.join(member);
  return { member, doc, text: doc.getText('t'), heard, carets, seen };
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Not in time: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export async function turns(count = 5): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
