import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readJson } from './read-json.ts';

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

const still = () => new AbortController().signal;

test('what is read is taken', async () => {
  const taken: unknown[] = [];
  const address = await answering(200, '{"accountId":"a"}');
  expect(await readJson(address, still(), (read) => taken.push(read))).toBe('done');
  expect(taken).toEqual([{ accountId: 'a' }]);
});

test.each([
  [401, 'done'],
  [403, 'done'],
  [404, 'done'],
  [500, 'done'],
  [429, 'lost'],
  [502, 'lost'],
  [503, 'lost'],
  [504, 'lost'],
])('an answer %i is %s, and nothing is taken', async (status, outcome) => {
  const taken: unknown[] = [];
  const address = await answering(status, '{"accountId":"a"}');
  expect(await readJson(address, still(), (read) => taken.push(read))).toBe(outcome);
  expect(taken).toEqual([]);
});

test('no contact, another kind of answer, and one that came too late reject or are lost', async () => {
  const taken: unknown[] = [];
  const take = (read: unknown) => taken.push(read);
  const page = await answering(200, '<!doctype html>');
  await expect(readJson(page, still(), take)).rejects.toThrow();
  await expect(readJson(page, AbortSignal.abort(), take)).rejects.toThrow();
  await ends.pop()?.();
  await expect(readJson(page, still(), take)).rejects.toThrow();
  expect(taken).toEqual([]);
});
