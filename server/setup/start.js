import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { ensureBuilt } = await import('./build.js');
const { supervise } = await import('./supervise.js');

await attempt(async () => {
  await ensureInstalled();
  await ensureBuilt();
  supervise(['server/index.ts', ...process.argv.slice(2)], { NODE_ENV: 'production' });
});
