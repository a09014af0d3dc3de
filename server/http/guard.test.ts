import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddress, foreignRequest, trustOnlyOrigin } from './guard.ts';
import { isOwnAct } from './same-origin.ts';

describe('what a demo answers', () => {
  test.each([
    ['localhost:3000', null],
    ['LOCALHOST', null],
    ['127.0.0.1:3000', null],
    ['[::1]:3000', null],
    ['127.0.0.1.fyren.example', 'host'],
    ['fyren.example:3000', 'host'],
    ['127.0.0.2', 'host'],
    ['', 'host'],
    [undefined, 'host'],
  ])('Host %s: %s', (host, reason) => {
    expect(foreignRequest('demo', { host })?.reason ?? null).toBe(reason);
    expect(foreignRequest('production', { host })).toBeNull();
  });
});

describe('behind a proxy', () => {
  test('the address is the last that our own network added', () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.66, 192.0.2.1' };
    expect(clientAddress(from('10.0.0.4', forwarded))).toBe('192.0.2.1');
    expect(clientAddress(from('::ffff:127.0.0.1', forwarded))).toBe('192.0.2.1');
    expect(clientAddress(from('198.51.100.7', forwarded))).toBe('198.51.100.7');
    expect(clientAddress(from('10.0.0.4', {}))).toBe('10.0.0.4');
  });

  test('pages see the configured origin and nothing that was said on the way', () => {
    const headers: IncomingHttpHeaders = {
      host: 'inre-namn:8080',
      'x-forwarded-host': 'fyren.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=fyren.example',
      accept: 'text/html',
    };
    trustOnlyOrigin(headers, 'https://delaktig.example');
    expect(headers).toEqual({ host: 'delaktig.example', accept: 'text/html' });
  });
});

test('without Origin only the browser’s own word is believed', () => {
  const origins = new Set(['https://delaktig.example']);
  expect(isOwnAct('POST', { 'sec-fetch-site': 'same-origin' }, origins)).toBe(true);
  expect(isOwnAct('POST', { 'sec-fetch-site': 'none' }, origins)).toBe(false);
  expect(isOwnAct('POST', { origin: 'null', 'sec-fetch-site': 'same-origin' }, origins)).toBe(false);
  expect(isOwnAct('GET', { origin: 'https://fyren.example' }, origins)).toBe(true);
});

function from(remoteAddress: string, headers: IncomingHttpHeaders): IncomingMessage {
  return { socket: { remoteAddress }, headers } as IncomingMessage;
}
