import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';

const URL_GIVEN = 'postgres://delaktig:x@db.example:5432/delaktig';
const ORIGIN = 'https://delaktig.example';

function accepted(env: Record<string, string | undefined>): Config {
  const result = readConfig(env, '/srv/delaktig');
  if (!result.ok) throw new Error(result.message);
  return result.config;
}

test('nothing set: a demo on loopback with a database of its own', () => {
  expect(accepted({})).toEqual({
    mode: 'demo',
    host: '127.0.0.1',
    port: 3000,
    origin: 'http://localhost:3000',
    databaseUrl: null,
    dataDir: path.resolve('/srv/delaktig/data'),
    logLevel: 'info',
    metricsToken: null,
    mail: {
      kind: 'files',
      folder: path.resolve('/srv/delaktig/data/mail'),
      from: 'Delaktig <delaktig@localhost>',
    },
  });
});

describe('mail', () => {
  const production = { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: ORIGIN };
  const server = 'smtps://delaktig:hemligt@mail.example:465';

  test('production sends by the server that is given, and without one not at all', () => {
    const from = 'Delaktig <delaktig@kommun.example>';
    expect(accepted(production).mail).toBeNull();
    expect(accepted({ ...production, DELAKTIG_SMTP_URL: server, DELAKTIG_MAIL_FROM: from }).mail).toEqual({
      kind: 'smtp',
      url: server,
      from,
    });
  });

  test('a demo writes files, whatever is set', () => {
    const given = { DELAKTIG_SMTP_URL: server, DELAKTIG_MAIL_FROM: 'delaktig@kommun.example' };
    expect(accepted(given).mail?.kind).toBe('files');
  });

  test.each([
    [{ DELAKTIG_SMTP_URL: 'http://mail.example' }, 'DELAKTIG_SMTP_URL'],
    [{ DELAKTIG_SMTP_URL: server }, 'DELAKTIG_MAIL_FROM'],
    [{ DELAKTIG_SMTP_URL: server, DELAKTIG_MAIL_FROM: 'delaktig' }, 'DELAKTIG_MAIL_FROM'],
    [
      { DELAKTIG_SMTP_URL: server, DELAKTIG_MAIL_FROM: 'a@b.example\nBcc: c@d.example' },
      'DELAKTIG_MAIL_FROM',
    ],
  ])('what is wrong is named: %j', (env, variable) => {
    const read = readConfig({ ...production, ...env });
    expect(read.ok ? '' : read.message).toMatch(new RegExp(`^${variable}: `));
  });
});

test('an empty variable counts as absent', () => {
  expect(accepted({ PORT: '', DATABASE_URL: ' ', DELAKTIG_MODE: '' }).mode).toBe('demo');
});

describe('mode', () => {
  test.each<[string, Record<string, string | undefined>, Config['mode']]>([
    ['::1 is loopback', { HOST: '::1' }, 'demo'],
    ['localhost is loopback', { HOST: 'localhost' }, 'demo'],
    ['a given database', { DATABASE_URL: URL_GIVEN, DELAKTIG_ORIGIN: ORIGIN }, 'production'],
    ['an open host', { HOST: '0.0.0.0', DELAKTIG_ORIGIN: ORIGIN }, 'production'],
    [
      'a host that only looks like loopback',
      { HOST: '127.0.0.1.example', DELAKTIG_ORIGIN: ORIGIN },
      'production',
    ],
    ['a demo asked for with a given database', { DATABASE_URL: URL_GIVEN, DELAKTIG_MODE: 'demo' }, 'demo'],
    ['production asked for', { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: ORIGIN }, 'production'],
  ])('%s', (_, env, mode) => {
    expect(accepted(env).mode).toBe(mode);
  });
});

test('origin: no trailing slash, http only on loopback, the demo has its own', () => {
  const production = { DELAKTIG_MODE: 'production' };
  expect(accepted({ ...production, DELAKTIG_ORIGIN: `${ORIGIN}/` }).origin).toBe(ORIGIN);
  expect(accepted({ ...production, DELAKTIG_ORIGIN: 'http://localhost:4000' }).origin).toBe(
    'http://localhost:4000',
  );
  expect(accepted({ DELAKTIG_ORIGIN: ORIGIN, PORT: '8080' }).origin).toBe('http://localhost:8080');
});

test('a token closes the metrics', () => {
  const token = 'c2VjcmV0IHdvcmRz-_.~+/==';
  expect(accepted({ DELAKTIG_METRICS_TOKEN: token }).metricsToken).toBe(token);
});

describe('refused in one line that names the variable', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['HOST', { HOST: 'not a host' }],
    ['HOST', { HOST: '0.0.0.0', DELAKTIG_MODE: 'demo' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y' }],
    ['DATABASE_URL', { DATABASE_URL: 'localhost' }],
    ['DELAKTIG_MODE', { DELAKTIG_MODE: 'test' }],
    ['DELAKTIG_ORIGIN', { DELAKTIG_MODE: 'production' }],
    ['DELAKTIG_ORIGIN', { HOST: '0.0.0.0' }],
    ['DELAKTIG_ORIGIN', { DATABASE_URL: URL_GIVEN }],
    ['DELAKTIG_ORIGIN', { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: 'http://delaktig.example' }],
    ['DELAKTIG_ORIGIN', { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: 'https://delaktig.example/path' }],
    ['DELAKTIG_ORIGIN', { DELAKTIG_ORIGIN: 'delaktig.example' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['DELAKTIG_METRICS_TOKEN', { DELAKTIG_METRICS_TOKEN: 'short' }],
    ['DELAKTIG_METRICS_TOKEN', { DELAKTIG_METRICS_TOKEN: 'with a space in the middle' }],
  ])('%s: %o', (name, env) => {
    const result = readConfig(env);
    expect(result).toEqual({ ok: false, message: expect.stringMatching(new RegExp(`^${name}: [^\\n]+$`)) });
  });
});
