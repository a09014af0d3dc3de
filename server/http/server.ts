import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { SCHEMA_VERSION } from '@delaktig/editor';
import { clearDaily } from '../accounts/daily-clearing.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { createTries } from '../accounts/use-cases.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import { countMails } from '../database/mails.ts';
import type { Pulse } from '../database/pulse.ts';
import { takePulse } from '../database/pulse.ts';
import type { Log } from '../log.ts';
import { openPost, type Post } from '../mail/post.ts';
import { createMetrics } from '../metrics.ts';
import { watchDayTurn } from '../organisation/day-turn.ts';
import { Refusal } from '../refusal.ts';
import type { Collab } from '../rooms/index.ts';
import { createCollab } from '../rooms/index.ts';
import { refuseUpgrade } from '../rooms/refuse-upgrade.ts';
import type { Signals } from '../rooms/signals.ts';
import { startTeller } from '../telling/teller.ts';
import { createApp } from './app.ts';
import { foreignRequest } from './guard.ts';
import { loadContext } from './load-context.ts';
import { isSecure, ownOrigins } from './origins.ts';
import { within } from './outage.ts';
import type { Pages } from './pages.ts';
import { builtPages, developedPages } from './pages.ts';

export type ServerNeeds = {
  config: Config;
  sql: Sql;
  log: Log;
  clock: Clock;
  /** Pages straight from their sources, through Vite. */
  dev?: boolean;
};

export type RunningServer = {
  /** Where a browser finds it; in the demo with the real port. */
  origin: string;
  port: number;
  rooms: Collab;
  /** Takes no more, lets what runs end, stores what the rooms hold. The database is the caller's. */
  close(): Promise<void>;
};

/** How long answers that are under way may take after a stop. */
const GRACE_MS = 3_000;
/** How long words that are under way may take after a stop: a database that hangs must not keep us for ever. */
const STORING_MS = 5_000;

/** In milliseconds. Whoever sends a request a letter at a time keeps no place for long; a slow phone may bring a report. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };

/** Listens, with pages and sockets on one port. Throws a `Refusal` when the port cannot be had. */
export async function startServer(needs: ServerNeeds): Promise<RunningServer> {
  const { config, dev = false } = needs;
  const ready = Promise.withResolvers<RequestListener>();
  // Requests that come before everything is in place wait for it.
  const server = createServer({ ...PATIENCE, shouldUpgradeCallback: asksForSocket }, (request, response) => {
    ready.promise.then((listener) => listener(request, response)).catch(() => response.destroy());
  });
  const pages = dev ? await developedPages(server) : await builtPages();
  const port = await listen(server, config).catch(async (error: unknown) => {
    await pages.close();
    throw error;
  });
  const origins = ownOrigins(config, port);
  const pulse = takePulse(needs.sql, needs.log);
  const metrics = createMetrics();
  const rooms = openRooms(needs, origins, watched(metrics.signals, pulse));
  const dayTurn = watchDayTurn(needs);
  server.on('upgrade', upgrades(config, rooms, dev));
  rooms.prepare();
  const post = openPost({ ...needs, config: config.mail });
  const stopClearing = clearDaily(needs);
  const origin = config.mode === 'demo' ? `http://localhost:${port}` : config.origin;
  const teller = startTeller({ ...needs, post, origin, canMail: config.mail !== null });
  ready.resolve(
    createApp({
      ...needs,
      dev,
      origins,
      pages,
      pulse,
      metrics,
      counts: () => rooms.counts(),
      mails: () => countMails(needs.sql),
      contextOf: contextOf({ ...needs, pulse, post, origin }, rooms),
    }),
  );
  return {
    origin,
    port,
    rooms,
    close: async () => {
      pulse.stop();
      stopClearing();
      await within(STORING_MS, Promise.all([dayTurn.close(), teller.close()])).catch(() => {});
      await Promise.all([close(server, rooms, pages), post.close()]);
    },
  };
}

/** Words that could not be stored are the first sign of a database that is away. */
function watched(signals: Signals, pulse: Pulse): Signals {
  return {
    ...signals,
    commitFailed() {
      signals.commitFailed();
      pulse.missed();
    },
  };
}

function openRooms(
  { config, sql, log, clock }: ServerNeeds,
  origins: ReadonlySet<string>,
  signals: Signals,
): Collab {
  return createCollab({
    sql,
    log,
    signals,
    now: clock,
    schemaVersion: SCHEMA_VERSION,
    isOwnOrigin: (origin) => origins.has(origin),
    sessionOf: (cookieHeader) => sessionOf(sql, cookieHeader, clock(), isSecure(config)),
  });
}

type ForContext = ServerNeeds & { pulse: Pulse; post: Post; origin: string };

function contextOf({ config, sql, log, clock, pulse, post, origin }: ForContext, rooms: Collab) {
  const needs = {
    config,
    sql,
    log,
    pulse,
    clock,
    post,
    origin,
    tries: createTries(),
    closeSession: (sessionId: string) => rooms.closeSession(sessionId),
    compose: rooms.compose,
  };
  return (...exchange: Exchange) => loadContext(needs, ...exchange);
}
type Exchange = Parameters<typeof loadContext> extends [unknown, ...infer Rest] ? Rest : never;

/** In development other paths are Vite's; else nobody would ever answer them. */
function upgrades(config: Config, rooms: Collab, dev: boolean) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const foreign = foreignRequest(config.mode, request.headers);
    if (foreign !== null) {
      return refuseUpgrade(socket, `${foreign.status} Refused`);
    }
    if (!rooms.handleUpgrade(request, socket, head) && !dev) socket.destroy();
  };
}

/** Some clients offer HTTP/2 with every request; whoever cannot have it is answered as if they had not asked. */
function asksForSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

type HttpServer = ReturnType<typeof createServer>;

function listen(server: HttpServer, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Refusal(
        `PORT: ${port} is taken by another program: stop it, or choose another, such as PORT=${port + 1}`,
      );
    case 'EACCES':
      return new Refusal(`PORT: ${port} may not be used by this account: choose one above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Refusal(`HOST: ${host} is not an address of this machine`);
    default:
      return error;
  }
}

async function close(server: HttpServer, rooms: Collab, pages: Pages): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await within(STORING_MS, rooms.close()).catch(() => {});
  const patience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await ended;
  clearTimeout(patience);
  await pages.close();
}
