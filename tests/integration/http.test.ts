import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { addUser } from '../../server/accounts/add-user.ts';
import { startServer } from '../../server/http/server.ts';
import { createLog } from '../../server/log.ts';
import { startApp, testConfig } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

const PRODUCTION = { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: 'https://delaktig.example' };
const SIGN_IN = '/logga-in';

describe('every answer', () => {
  test('carries a policy without inline scripts or styles, and the page has its nonce', async () => {
    const app = await startApp();
    const page = await ask(app.port, SIGN_IN);
    const policy = page.headers['content-security-policy'] ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(String(policy))?.[1] ?? 'none';
    expect(policy).not.toMatch(/unsafe/);
    for (const rule of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(page.status).toBe(200);
    const scripts = page.body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(page.body).not.toMatch(/<[^>]+\sstyle=/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['x-powered-by']).toBeUndefined();
    expect(page.headers['strict-transport-security']).toBeUndefined();
    const next = await ask(app.port, SIGN_IN);
    expect(next.headers['content-security-policy']).not.toBe(policy);
  });

  test('in production asks browsers for https alone', async () => {
    const app = await startApp({ env: PRODUCTION });
    const page = await ask(app.port, SIGN_IN, { headers: { host: 'delaktig.example' } });
    expect(page.headers['strict-transport-security']).toContain('max-age=31536000');
    expect(page.headers['content-security-policy']).toContain('wss://delaktig.example');
  });

  test('of a file with a hash in its name is kept for ever, a missing one is no page', async () => {
    const app = await startApp();
    const page = await ask(app.port, SIGN_IN);
    const file = /\/assets\/[^"]+\.js/.exec(page.body)?.[0] ?? 'none';
    const asset = await ask(app.port, file);
    expect(asset.status).toBe(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(app.port, '/assets/borta-123.js')).status).toBe(404);
  });

  test('is small on the way for those who can unpack it', async () => {
    const app = await startApp();
    const packed = await ask(app.port, SIGN_IN, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect((await ask(app.port, SIGN_IN)).headers['content-encoding']).toBeUndefined();
  });
});

describe('an act', () => {
  test.each([
    ['from elsewhere', { origin: 'http://fyren.example' }, 403],
    ['from another port', { origin: 'http://localhost:1' }, 403],
    ['from nowhere', {}, 403],
    ['from a frame without origin', { origin: 'null' }, 403],
    ['from another site, said by the browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a sister site, said by the browser', { 'sec-fetch-site': 'same-site' }, 403],
  ])('%s is refused', async (_name, headers, status) => {
    const app = await startApp();
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await ask(app.port, '/logga-ut', { method, headers: given });
      expect(answer.status).toBe(status);
      expect(answer.body).toContain('Det där kom inte från Delaktig');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('from our own pages is taken, by each of the demo’s names', async () => {
    const { database, ...app } = await startApp();
    const house = await buildHouse(database.sql);
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const visitor = await letIn(database.sql, house, 'Runa Fyr', 'staff');
      const answer = await ask(app.port, '/logga-ut', {
        method: 'POST',
        headers: {
          origin: `http://${host}:${app.port}`,
          host: `${host}:${app.port}`,
          cookie: visitor.cookie,
        },
      });
      expect(answer.status).toBeLessThan(400);
      expect(String(answer.headers['set-cookie'])).toContain('Max-Age=0');
      const [row] = await database.sql`select revoked_at from sessions where id = ${visitor.sessionId}`;
      expect(row?.revoked_at).toBeInstanceOf(Date);
    }
  });

  test('with a body of unknown length or far too large is refused in words', async () => {
    const app = await startApp();
    const own = { origin: `http://localhost:${app.port}` };
    const large = await ask(app.port, '/las-in', {
      method: 'POST',
      headers: { ...own, 'content-length': String(13 * 1024 * 1024) },
      body: Buffer.alloc(13 * 1024 * 1024),
    });
    expect(large.status).toBe(413);
    expect(large.body).toContain('högst 5 MB');
    const unknown = await ask(app.port, '/las-in', {
      method: 'POST',
      headers: { ...own, 'transfer-encoding': 'chunked' },
      body: Buffer.from('x'),
    });
    expect(unknown.status).toBe(411);
  });
});

describe('the demo', () => {
  test.each([
    ['another host name', { host: 'fyren.example' }, 421],
    ['a name that only begins like ours', { host: 'localhost.fyren.example:3000' }, 421],
    ['X-Forwarded-For', { 'x-forwarded-for': '192.0.2.1' }, 400],
    ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }, 400],
    ['Forwarded', { forwarded: 'for=192.0.2.1' }, 400],
  ])('refuses %s, for pages and sockets', async (_name, headers, status) => {
    const app = await startApp();
    const given = { ...headers } as Record<string, string>;
    expect((await ask(app.port, '/', { headers: given })).status).toBe(status);
    expect(await upgradeStatus(app.port, given)).toBe(status);
  });

  test('lets an account be chosen, which production does not', async () => {
    for (const [env, may] of [
      [{}, true],
      [PRODUCTION, false],
    ] as const) {
      const { database, ...app } = await startApp({ env });
      const house = await buildHouse(database.sql);
      const { accountId } = await letIn(database.sql, house, 'Runa Fyr', 'manager');
      await database.sql`update accounts set demo_order = 1 where id = ${accountId}`;
      const page = await ask(app.port, SIGN_IN);
      expect(page.body.includes('Runa Fyr')).toBe(may);
      const origin = may ? app.origin : PRODUCTION.DELAKTIG_ORIGIN;
      const chosen = await ask(app.port, SIGN_IN, {
        method: 'POST',
        headers: { origin, host: new URL(origin).host, 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(`account=${accountId}`),
      });
      expect(chosen.headers['set-cookie'] !== undefined).toBe(may);
    }
  });
});

describe('a page behind a session', () => {
  test('sends strangers to sign in, and shows a stranger’s report to nobody', async () => {
    const { database, ...app } = await startApp();
    const house = await buildHouse(database.sql, { reportState: 'draft', mode: 'comment' });
    const away = await ask(app.port, '/');
    expect([away.status, away.headers.location]).toEqual([302, expect.stringContaining(SIGN_IN)]);
    const staff = await letIn(database.sql, house, 'Runa Fyr', 'staff');
    const denied = await ask(app.port, `/rapporter/${house.reportId}`, { headers: { cookie: staff.cookie } });
    expect(denied.status).toBe(403);
    const manager = await letIn(database.sql, house, 'Vera Vakt', 'manager');
    const shown = await ask(app.port, `/rapporter/${house.reportId}`, {
      headers: { cookie: manager.cookie },
    });
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('Avsnitt 0');
  });

  test('a sign-in with a password opens it, with a cookie for https alone in production', async () => {
    const { database, ...app } = await startApp({ env: PRODUCTION });
    const user = { name: 'Runa Fyr', email: 'runa@fyr.example', password: 'fyrvaktarens katt' };
    await addUser(database.sql, { ...user, assignment: null });
    const enter = (password: string) =>
      ask(app.port, SIGN_IN, {
        method: 'POST',
        headers: { origin: 'https://delaktig.example', 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(new URLSearchParams({ identifier: user.email, password }).toString()),
      });
    expect((await enter('fel lösenord här')).headers['set-cookie']).toBeUndefined();
    const cookie = String((await enter(user.password)).headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-delaktig_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax;.*Secure$/);
    const home = await ask(app.port, '/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(home.status).toBe(200);
  });
});

describe('without its database', () => {
  test('the server says so: healthz, pages and the data of pages are 503, never a sign-in', async () => {
    const database = await openTestDatabase();
    const app = await startApp({ database });
    const house = await buildHouse(database.sql);
    const { cookie } = await letIn(database.sql, house, 'Runa Fyr', 'manager');
    expect(await health(app.port)).toEqual([200, { status: 'ok', database: 'ok', storage: 'ok' }]);
    await database.close();

    const away = { status: 'unavailable', database: 'unavailable', storage: 'unavailable' };
    expect(await health(app.port)).toEqual([503, away]);
    expect((await ask(app.port, '/livez')).status).toBe(200);
    const page = await ask(app.port, '/', { headers: { cookie } });
    expect(page.status).toBe(503);
    expect(page.body).toContain('Vi når inte databasen');
    expect(page.headers['retry-after']).toBe('10');
    const data = await ask(app.port, '/_root.data', { headers: { cookie } });
    expect(data.status).toBe(503);
    expect(data.headers['content-type']).toContain('text/x-script');
  });
});

describe('the server', () => {
  test('tells its measures', async () => {
    const app = await startApp();
    const { status, headers, body } = await ask(app.port, '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain;.*version=0\.0\.4/);
    expect(body).toMatch(/^process_resident_memory_bytes \d/m);
    expect(body).toMatch(/^delaktig_sockets 0$/m);
    expect(body).toMatch(/^delaktig_closed_total\{reason="noRight"\} 0$/m);
  });

  test('tells them to those alone who show the token, when there is one', async () => {
    const token = 'en-lang-rad-av-tecken';
    const app = await startApp({ env: { DELAKTIG_METRICS_TOKEN: token } });
    const status = async (authorization?: string) =>
      (await ask(app.port, '/metrics', { headers: authorization ? { authorization } : {} })).status;
    expect(await status()).toBe(401);
    expect(await status(`Bearer ${token}x`)).toBe(401);
    expect(await status(`Basic ${token}`)).toBe(401);
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect((await ask(app.port, '/healthz')).status).toBe(200);
  });

  test('says in one line that its port is taken', async () => {
    const { database, port } = await startApp();
    const config = { ...testConfig(database.url), port };
    const second = startServer({
      config,
      sql: database.sql,
      log: createLog('silent'),
      clock: () => new Date(),
    });
    await expect(second).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringMatching(new RegExp(`^PORT: ${port} is taken`)),
    });
  });

  test('when it stops, ends what is under way and takes no more', async () => {
    const app = await startApp();
    expect((await ask(app.port, '/livez')).status).toBe(200);
    await app.close();
    await expect(ask(app.port, '/livez')).rejects.toThrow('ECONNREFUSED');
  });

  test('ends the sockets of a session that signs out', async () => {
    const { database, ...app } = await startApp();
    const house = await buildHouse(database.sql);
    const { cookie } = await letIn(database.sql, house, 'Runa Fyr', 'staff');
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`ws://localhost:${app.port}/collab/${house.sectionIds[0]}`, {
      headers: { cookie },
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await waitUntil(() => app.rooms.counts().sockets === 1, 'the socket to be let in');
    await ask(app.port, '/logga-ut', {
      method: 'POST',
      headers: { origin: `http://localhost:${app.port}`, cookie },
    });
    expect(await closed).toBe(4401);
  });
});

type Asked = { method?: string; headers?: Record<string, string>; body?: Buffer };
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Plain HTTP: `fetch` would not let us set Host or Origin. */
function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      method === 'GET' || 'transfer-encoding' in headers
        ? {}
        : { 'content-length': String(body?.length ?? 0) };
    const sent = request(
      { host: '127.0.0.1', port, path, method, agent: false, headers: { ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function upgradeStatus(port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path: '/collab',
      agent: false,
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      },
    });
    sent.on('response', (answer) => resolve(answer.statusCode ?? 0));
    sent.on('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve(101);
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function health(port: number): Promise<[number, unknown]> {
  const { status, body } = await ask(port, '/healthz');
  return [status, JSON.parse(body)];
}
