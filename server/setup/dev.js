import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { supervise } = await import('./supervise.js');

// Pages are renewed by Vite; Node starts the server again when a module of its own changes.
await attempt(async () => {
  await ensureInstalled();
  supervise(['--watch', '--watch-preserve-output', 'server/index.ts', '--dev'], { NODE_ENV: 'development' });
});
