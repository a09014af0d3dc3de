import type { Clock } from '../clock.ts';
import type { MailConfig } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import { mailHasFailed, mailWasSent, nextMailAt, postponeMail, takeMail } from '../database/mails.ts';
import { within } from '../http/outage.ts';
import type { Log } from '../log.ts';
import { type Delivery, type MailTransport, mailTransport } from './transport.ts';

/** Sends what waits in the table of mails. */
export type Post = {
  /** There may be a new mail: looked after at once. */
  wake(): void;
  /** Waits for the mail that is under way. */
  close(): Promise<void>;
};

export type PostNeeds = {
  /** Null: nothing is sent, and nothing is ever put in line. */
  config: MailConfig | null;
  sql: Sql;
  log: Log;
  clock: Clock;
  transport?: MailTransport;
  /** How long a mail waits after its nth try, in milliseconds. */
  pauseAfter?: (tries: number) => number;
};

/** Longer than any try may take, so that no other node sends the same mail meanwhile. */
const HELD_MS = 3 * 60_000;
/** Other nodes and commands put mails in line as well. */
const LOOK_MS = 30_000;
/** The database did not answer. */
const DATABASE_AWAY_MS = 5_000;
/** A stop waits so long for the mail that is under way; cut off, it is tried again after the next start. */
const LAST_MAIL_MS = 3_000;

/** Of a mail of its own, and of the whole line while the mail server is away. Half a minute, a minute, two … at most an hour. */
export function pauseAfter(tries: number): number {
  return Math.min(30_000 * 2 ** (tries - 1), 60 * 60_000);
}

/**
 * One mail at a time. A mail server that is down delays and loses nothing: a mail is tried until it is sent or
 * refused for good. It may come twice when a process dies between the server's yes and our note of it, then with
 * the same Message-ID.
 */
export function openPost({ config, sql, log, clock, ...needs }: PostNeeds): Post {
  if (config === null) return { wake() {}, close: async () => {} };
  const transport = needs.transport ?? mailTransport(config);
  const pause = needs.pauseAfter ?? pauseAfter;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let asked = false;
  let closed = false;
  /** How many tries in a row found no mail server. */
  let missed = 0;

  function wake(): void {
    asked = true;
    if (closed || running) return;
    if (timer) clearTimeout(timer);
    timer = null;
    running = run().then((ms) => {
      running = null;
      if (closed) return;
      if (asked) wake();
      else timer = setTimeout(wake, ms).unref();
    });
  }

  /** @returns how long until there may be something to do, in milliseconds */
  async function run(): Promise<number> {
    asked = false;
    try {
      while (!closed) {
        const outcome = await sendNext();
        if (outcome === 'away') return Math.min(pause(missed), LOOK_MS);
        if (outcome === 'none') break;
      }
      const next = await nextMailAt(sql, clock());
      return next === null ? LOOK_MS : Math.min(Math.max(next.getTime() - clock().getTime(), 50), LOOK_MS);
    } catch (error) {
      if (!closed) log.error({ err: error }, 'the line of mails could not be read');
      return DATABASE_AWAY_MS;
    }
  }

  async function sendNext(): Promise<Delivery['outcome'] | 'none'> {
    const now = clock();
    const mail = await takeMail(sql, now, new Date(now.getTime() + HELD_MS));
    if (mail === null) return 'none';
    const delivery = await transport.deliver(mail).catch(unexpected);
    missed = delivery.outcome === 'away' ? missed + 1 : 0;
    await note(mail.id, mail.tries, delivery);
    return delivery.outcome;
  }

  async function note(id: number, tries: number, delivery: Delivery): Promise<void> {
    if (delivery.outcome === 'sent') return mailWasSent(sql, id, clock());
    if (delivery.outcome === 'never') {
      log.warn({ mail: id, tries, ...delivery.why }, 'a mail was refused for good');
      return mailHasFailed(sql, id, clock());
    }
    log.warn({ mail: id, tries, ...delivery.why }, 'a mail could not be sent; it is tried again');
    // That nobody answered is no fault of the mail: it goes as soon as the line moves on.
    const ms = delivery.outcome === 'away' ? Math.min(pause(missed), LOOK_MS) : pause(tries);
    return postponeMail(sql, id, new Date(clock().getTime() + ms));
  }

  wake();
  return {
    wake,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      if (running) await within(LAST_MAIL_MS, running).catch(() => {});
      transport.close();
    },
  };
}

/** A disk that is full, say. What it quotes of the mail is nobody's to read. */
function unexpected(error: unknown): Delivery {
  const { code } = error as { code?: unknown };
  return { outcome: 'away', why: { code: typeof code === 'string' ? code : 'unknown' } };
}
