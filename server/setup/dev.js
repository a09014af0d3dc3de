import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { SERVER } = await import('./project.js');
const { supervise } = await import('./supervise.js');

// Pages are renewed by Vite; Node starts the server again when a module of its own changes.
await attempt(async () => {
  await ensureInstalled();
  // Named folders: a watch of all that is loaded would start again for each copy that Vite makes of its settings.
  const watched = ['--watch-path=server', '--watch-path=packages', '--watch-preserve-output'];
  supervise([...watched, ...SERVER, '--dev'], { NODE_ENV: 'development' }, { ownGroup: true });
});
