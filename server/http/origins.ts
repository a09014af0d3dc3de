import type { Config } from '../config.ts';

/** The host names by which a demo may be called. Anything else may be a page that rebinds its name to us. */
const DEMO_HOSTS = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Where our own pages come from: for the gate of forms, the upgrade of sockets and the page's policy. */
export function ownOrigins(config: Config, port: number): ReadonlySet<string> {
  if (config.mode === 'production') return new Set([config.origin]);
  return new Set(DEMO_HOSTS.map((host) => new URL(`http://${host}:${port}`).origin));
}

/** Whether browsers reach us by https, wherever that ends. */
export function isSecure(config: Config): boolean {
  return config.origin.startsWith('https:');
}

export function isDemoHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d{1,5}$/, '').toLowerCase();
  return DEMO_HOSTS.some((known) => known === name);
}
