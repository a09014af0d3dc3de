import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MailConfig } from '../../server/config.ts';
import type { Sql } from '../../server/database/connect.ts';
import { insertMail } from '../../server/database/mails.ts';
import { createLog } from '../../server/log.ts';
import { openPost, pauseAfter } from '../../server/mail/post.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';
import { smtpServer, textOf } from '../support/smtp-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const FROM = 'Delaktig <delaktig@kommun.example>';

function put(sql: Sql, recipient = 'runa@fyr.example', body = 'Hej Runa!\n\nVälkommen åter.\n') {
  const mail = { recipient, subject: 'Välkommen till Delaktig', body, codeId: null, now: new Date() };
  return sql.begin((tx) => insertMail(tx, mail));
}

/** A sender that does not wait long between its tries, and what it has logged. */
function post(sql: Sql, config: MailConfig) {
  let said = '';
  const log = createLog('trace', { write: (line) => (said += line) });
  const opened = openPost({ config, sql, log, clock: () => new Date(), pauseAfter: () => 60 });
  onTestFinished(() => opened.close());
  return { ...opened, said: () => said };
}

const smtp = (port: number): MailConfig => ({ kind: 'smtp', url: `smtp://127.0.0.1:${port}`, from: FROM });

const rows = (sql: Sql) => sql`
  select recipient, subject, body, tries, sent_at is not null as sent, failed_at is not null as failed
  from mails order by id`;

test('a mail arrives as it was written, and of its words and address nothing is left', async () => {
  const { sql } = await testDatabase();
  const server = await smtpServer();
  await put(sql);
  post(sql, smtp(server.port));
  await waitUntil(() => server.mails.length === 1, 'the mail');
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'delaktig@kommun.example', to: ['runa@fyr.example'] });
  expect(mail?.data).toMatch(/^From: Delaktig <delaktig@kommun\.example>/m);
  expect(mail?.data).toMatch(/^Subject: =\?UTF-8\?Q\?V=C3=A4lkommen_till_Delaktig\?=/m);
  expect(textOf(mail?.data ?? '')).toBe('Hej Runa!\n\nVälkommen åter.');
  await waitUntil(async () => (await rows(sql))[0]?.sent, 'noted as sent');
  expect(await rows(sql)).toMatchObject([
    { recipient: null, subject: null, body: null, tries: 1, sent: true, failed: false },
  ]);
});

test('a server that is down delays and loses nothing', async () => {
  const { sql } = await testDatabase();
  const first = await smtpServer();
  await first.close();
  for (const name of ['ett', 'tva', 'tre']) await put(sql, `${name}@fyr.example`);
  const sender = post(sql, smtp(first.port));
  await waitUntil(() => sender.said().split('ESOCKET').length > 3, 'some tries in vain');
  expect((await rows(sql)).every((row) => row.body !== null && !row.failed)).toBe(true);
  const back = await smtpServer({ port: first.port });
  await waitUntil(() => back.mails.length === 3, 'all three');
  expect(new Set(back.mails.map(({ to }) => to[0])).size).toBe(3);
  expect(sender.said()).not.toMatch(/fyr\.example|Runa/);
});

test('a mail that is refused for good is given up, and the next one goes', async () => {
  const { sql } = await testDatabase();
  const server = await smtpServer({
    objects: (command, to) =>
      command === 'RCPT' && to.startsWith('ingen') ? '550 5.1.1 no such user' : undefined,
  });
  await put(sql, 'ingen@fyr.example');
  await put(sql, 'runa@fyr.example');
  const sender = post(sql, smtp(server.port));
  await waitUntil(() => server.mails.length === 1, 'the one that is wanted');
  await waitUntil(async () => (await rows(sql)).every((row) => row.sent || row.failed), 'both settled');
  expect(await rows(sql)).toMatchObject([
    { failed: true, recipient: null, body: null },
    { sent: true, recipient: null, body: null },
  ]);
  expect(sender.said()).toContain('550');
  expect(sender.said()).not.toMatch(/ingen@/);
});

test.each([
  ['a busy server', 'RCPT', '451 4.3.0 later'],
  ['a full box, told after the words', 'END', '452 4.2.2 full'],
  ['a sender that is not allowed, which is ours to mend', 'MAIL', '550 5.7.1 who are you'],
])('%s is asked again', async (_, at, answer) => {
  const { sql } = await testDatabase();
  let refusals = 2;
  const server = await smtpServer({
    objects: (command) => (command === at && refusals-- > 0 ? answer : undefined),
  });
  await put(sql);
  post(sql, smtp(server.port));
  await waitUntil(() => server.mails.length === 1, 'the mail in the end');
});

test('what was rolled back is never sent', async () => {
  const { sql } = await testDatabase();
  const server = await smtpServer();
  const sender = post(sql, smtp(server.port));
  await sql
    .begin(async (tx) => {
      await insertMail(tx, {
        recipient: 'a@b.example',
        subject: 'x',
        body: 'x',
        codeId: null,
        now: new Date(),
      });
      sender.wake();
      throw new Error('changed my mind');
    })
    .catch(() => {});
  await put(sql, 'runa@fyr.example');
  sender.wake();
  await waitUntil(() => server.mails.length > 0, 'the other one');
  expect(server.mails.map(({ to }) => to)).toEqual([['runa@fyr.example']]);
});

test('two nodes send each mail once', async () => {
  const { sql } = await testDatabase();
  const server = await smtpServer();
  for (let nth = 0; nth < 40; nth++) await put(sql, `nr${nth}@fyr.example`);
  const senders = [post(sql, smtp(server.port)), post(sql, smtp(server.port))];
  await waitUntil(async () => (await rows(sql)).every(({ sent }) => sent), 'all sent', 20_000);
  expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(
    Array.from({ length: 40 }, (_, nth) => `nr${nth}@fyr.example`).sort(),
  );
  expect(senders.map((sender) => sender.said()).join('')).toBe('');
});

test('an address is one address, whatever is in it', async () => {
  const { sql } = await testDatabase();
  const server = await smtpServer();
  await put(sql, 'runa@fyr.example,ond@fyr.example');
  await put(sql, 'runa@fyr.example');
  post(sql, smtp(server.port));
  await waitUntil(async () => (await rows(sql)).every((row) => row.sent || row.failed), 'both settled');
  expect(server.mails.flatMap(({ to }) => to)).not.toContain('ond@fyr.example');
});

test('into files, whole and for nobody else to read', async () => {
  const { sql } = await testDatabase();
  const folder = path.join(privateFolder(), 'mail');
  await put(sql);
  post(sql, { kind: 'files', folder, from: FROM });
  await waitUntil(async () => (await rows(sql))[0]?.sent, 'noted as sent');
  const files = readdirSync(folder);
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.eml$/)]);
  const data = readFileSync(path.join(folder, files[0] ?? ''), 'utf8');
  expect(data).toMatch(/^To: runa@fyr\.example/m);
  expect(textOf(data)).toContain('Välkommen åter.');
});

test('the pauses grow to an hour', () => {
  expect([1, 2, 3, 20].map((tries) => pauseAfter(tries) / 1000)).toEqual([30, 60, 120, 3600]);
});
