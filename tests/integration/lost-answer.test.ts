import { encodeUpdate } from '@delaktig/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { createLog } from '../../server/log.ts';
import { RoomRegistry } from '../../server/rooms/registry.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

test('a commit whose answer was lost is not overwritten by the room that did not hear of it', async () => {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql);
  const [sectionId = ''] = house.sectionIds;
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const doc = new Y.Doc();
  let loseAnswers = false;
  const unreliable = new Proxy(sql, {
    apply(target, self, args: Parameters<Sql>) {
      const query = Reflect.apply(target, self, args);
      if (!loseAnswers || !String(args[0]).includes('insert into room_updates')) return query;
      return query.then(() => {
        loseAnswers = false;
        // What comes now would lean on a row of which nobody knows whether it is there.
        doc.getText('content').insert(0, 'och sedan: ');
        throw Object.assign(new Error('connection lost'), { code: 'CONNECTION_CLOSED' });
      });
    },
  });
  const registry = new RoomRegistry({
    sql: unreliable,
    log: createLog('silent'),
    signals: UNHEARD,
    writersChanged() {},
  });
  const person = { sessionId: manager.sessionId, accountId: manager.accountId, name: 'Moa', initials: 'M' };
  let saved = 0;
  let closed = 0;
  const member = {
    person,
    mayWrite: true,
    opened() {},
    deliver() {},
    answer() {},
    together: (work: () => void) => work(),
    holdBack() {},
    goOn() {},
    saved(count: number) {
      saved = count;
    },
    close(code: number) {
      closed = code;
    },
  };
  const room = await registry.enter({ sectionId, epoch: 0, reportId: house.reportId }, member);
  doc.on('update', (update: Uint8Array) => room.receive(member, encodeUpdate(update)));
  for (let i = 0; i < 30; i++) doc.getText('content').insert(0, 'x');
  await waitUntil(() => saved === 30, 'all saved');
  loseAnswers = true;
  doc.getText('content').insert(0, 'svaret kom bort ');
  await waitUntil(() => closed === 4503, 'the room closed');
  await registry.close();
  expect(await storedText(sql, sectionId)).toBe(`svaret kom bort ${'x'.repeat(30)}`);
  expect(saved).toBe(30);
});
