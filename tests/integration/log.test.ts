import { expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { startApp } from '../support/app.ts';
import { stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

/** A log of everything, and what it has said. */
function loudLog() {
  let said = '';
  const log = createLog('trace', {
    write(line) {
      said += line;
    },
  });
  return { log, said: () => said };
}

test('an e-mail that is taken is not quoted, however the error is logged', async () => {
  const { sql } = await testDatabase();
  const { log, said } = loudLog();
  const insert = () => sql`insert into accounts (name, email) values ('Runa Fyr', 'runa@ekebo.example')`;
  await insert();
  const error: unknown = await insert().catch((thrown: unknown) => thrown);
  // What must not be told is there to be told.
  expect(error).toMatchObject({ code: '23505', detail: expect.stringContaining('runa@ekebo.example') });
  log.error({ err: error }, 'not added');
  log.error({ cause: error, failed: error }, 'not added');
  log.error(error);
  expect(said()).toContain('accounts');
  expect(said()).toContain('23505');
  expect(said()).not.toMatch(/runa|fyr/i);
});

test('words that could not be stored are in no line, in no form', async () => {
  const database = await testDatabase();
  const { sql } = database;
  const { log, said } = loudLog();
  const app = await startApp({ database, log });
  const house = await buildHouse(sql);
  const [sectionId = ''] = house.sectionIds;
  const { cookie } = await letIn(sql, house, 'Runa Fyr', 'manager');
  const writer = stockClient(app.origin.replace('http', 'ws'), sectionId, cookie);
  await waitUntil(() => writer.provider.synced, 'the writer in step');
  // In the details of its refusal PostgreSQL quotes the whole row.
  await sql`alter table room_updates add constraint nothing check (false) not valid`;
  const words = 'Brukaren på Björkvägen har ont i ryggen';
  writer.text.insert(0, words);
  await waitUntil(() => said().includes('23514'), 'the failure in the log');
  writer.provider.destroy();
  await app.close();
  const bytes = Buffer.from('har ont i ryggen');
  for (const form of ['Björkvägen', 'ryggen', bytes.toString('hex'), bytes.join(',')]) {
    expect(said()).not.toContain(form);
  }
  // In base64 there are three ways to stand.
  for (const shift of [0, 1, 2])
    expect(said()).not.toContain(bytes.subarray(shift, shift + 12).toString('base64'));
  expect(said()).not.toMatch(/Runa|delaktig_session|[\w-]{43}/);
});
