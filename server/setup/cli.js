import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { supervise } = await import('./supervise.js');

await attempt(async () => {
  await ensureInstalled();
  supervise(['server/cli/main.ts', ...process.argv.slice(2)], {});
});
