import { requireNode } from './node-version.js';

requireNode();
const { attempt } = await import('./attempt.js');
const { ensureInstalled } = await import('./install.js');
const { ensureBuilt } = await import('./build.js');
const { ensureChromium } = await import('./chromium.js');
const { NODE, run, SetupError, say, TOOLS } = await import('./project.js');

/** @param {string} project */
const vitest = (project) => [TOOLS.vitest, 'run', '--project', project];

await attempt(async () => {
  const began = Date.now();
  await ensureInstalled();
  await step('Typer', [TOOLS.tsc]);
  await step('Kodstil', [TOOLS.biome, 'check', '--error-on-warnings', '.']);
  await ensureBuilt();
  await step('Enhetstester', vitest('unit'));
  await step('Integrationstester på PostgreSQL', vitest('integration'));
  const browser = await ensureChromium();
  await step('Tester i Chromium', vitest('e2e'), { CHROMIUM_PATH: browser });
  say(`\nAllt är grönt efter ${Math.round((Date.now() - began) / 1000)} s.`);
});

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function step(name, args, env = {}) {
  say(`\n— ${name}`);
  if ((await run(NODE, args, { env })) !== 0) throw new SetupError(`\n${name}: misslyckades, se ovan.`);
}
