import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { ensureBuilt } = await import('./build.js');
const { SERVER } = await import('./project.js');
const { supervise } = await import('./supervise.js');

await attempt(async () => {
  await ensureInstalled();
  await ensureBuilt();
  supervise([...SERVER, ...process.argv.slice(2)], { NODE_ENV: 'production' });
});
