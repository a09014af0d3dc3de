import type { TestProject } from 'vitest/node';
import { ensureBuilt, isBuilt } from '../../server/setup/build.js';

/**
 * End-to-end tests see the pages as they are now. For the others any that were built will do, and most
 * need none: pages that cannot be built fail those tests alone that ask for one.
 */
export default async function setup(project: TestProject): Promise<void> {
  if (project.name === 'e2e') await ensureBuilt();
  else if (!isBuilt()) await ensureBuilt().catch((error: unknown) => console.error(String(error)));
}
