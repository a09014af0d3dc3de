import path from 'node:path';
import { z } from 'zod';

export type Mode = 'demo' | 'production';

/** Everything that the environment decides, parsed once. */
export type Config = {
  mode: Mode;
  host: string;
  /** 0 = any free port. */
  port: number;
  /**
   * Where browsers find us, without a trailing slash. In the demo http://localhost:<port>; with port 0
   * the real one is known only when the server listens.
   */
  origin: string;
  /** Null = the PostgreSQL that comes through npm, in `dataDir`. */
  databaseUrl: string | null;
  /** Absolute. */
  dataDir: string;
  logLevel: LogLevel;
  /** What a reader of /metrics must show as a bearer token; null = anybody may read them. */
  metricsToken: string | null;
  /** Where mail goes; null = this installation sends none. */
  mail: MailConfig | null;
};

/** `folder`: each mail as an .eml file there, which the demo does, so that nothing leaves the computer. */
export type MailConfig =
  | { kind: 'smtp'; url: string; from: string }
  | { kind: 'files'; folder: string; from: string };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type ConfigResult = { ok: true; config: Config } | { ok: false; message: string };

const LOOPBACK = /^(localhost|::1|\[::1\]|127(\.\d{1,3}){3})$/;

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be an address or a host name')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be a URL such as postgres://user:password@host:5432/database')
    .optional(),
  DELAKTIG_DATA_DIR: z.string().default('./data'),
  DELAKTIG_MODE: z.enum(['demo', 'production'], 'must be demo or production').optional(),
  DELAKTIG_ORIGIN: z
    .string()
    .refine(isOrigin, 'must be an origin such as https://delaktig.example, without a path')
    .transform((origin) => new URL(origin).origin)
    .optional(),
  DELAKTIG_METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, 'must be at least 16 letters, digits or any of - . _ ~ + /')
    .optional(),
  DELAKTIG_SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must be a URL such as smtps://user:password@mail.example:465')
    .optional(),
  DELAKTIG_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@\p{Cc}]+ <)?[^\s<>@]+@[^\s<>@]+>?$/u,
      'must be an address, or a name and an address: Delaktig <delaktig@kommun.example>',
    )
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});
type Environment = z.infer<typeof environment>;

/**
 * Reads the environment. An empty variable counts as absent. Every refusal is one line that names the
 * variable. Demo is the default only without DATABASE_URL and on a loopback host: a demo lets anybody
 * sign in as anybody.
 */
export function readConfig(env: Record<string, string | undefined>, directory = process.cwd()): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${String(issue?.path[0])}: ${issue?.message}`);
  }
  return decide(parsed.data, directory);
}

function decide(env: Environment, directory: string): ConfigResult {
  const loopback = LOOPBACK.test(env.HOST);
  const mode = env.DELAKTIG_MODE ?? (loopback && !env.DATABASE_URL ? 'demo' : 'production');
  if (mode === 'demo' && !loopback) {
    return refuse(
      `HOST: the demo lets anybody sign in, so it listens on loopback only, not on ${env.HOST}; use HOST=127.0.0.1 or DELAKTIG_MODE=production`,
    );
  }
  const origin = mode === 'demo' ? `http://localhost:${env.PORT}` : env.DELAKTIG_ORIGIN;
  if (!origin) {
    return refuse(
      'DELAKTIG_ORIGIN: missing; production needs the address that browsers use, such as https://delaktig.example',
    );
  }
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) {
    return refuse('DELAKTIG_ORIGIN: must be https, except on localhost');
  }
  if (env.DELAKTIG_SMTP_URL && !env.DELAKTIG_MAIL_FROM) {
    return refuse('DELAKTIG_MAIL_FROM: missing; DELAKTIG_SMTP_URL needs the address that mail comes from');
  }
  const dataDir = path.resolve(directory, env.DELAKTIG_DATA_DIR);
  return {
    ok: true,
    config: {
      mode,
      host: env.HOST,
      port: env.PORT,
      origin,
      databaseUrl: env.DATABASE_URL ?? null,
      dataDir,
      logLevel: env.LOG_LEVEL,
      metricsToken: env.DELAKTIG_METRICS_TOKEN ?? null,
      mail: mode === 'demo' ? demoMail(dataDir) : smtpMail(env),
    },
  };
}

function demoMail(dataDir: string): MailConfig {
  return { kind: 'files', folder: path.join(dataDir, 'mail'), from: 'Delaktig <delaktig@localhost>' };
}

function smtpMail({ DELAKTIG_SMTP_URL: url, DELAKTIG_MAIL_FROM: from }: Environment): MailConfig | null {
  return url === undefined || from === undefined ? null : { kind: 'smtp', url, from };
}

function refuse(message: string): ConfigResult {
  return { ok: false, message };
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username;
  return bare && (url.protocol === 'https:' || url.protocol === 'http:');
}
