import { ensureBuilt } from '../../server/setup/build.js';

/** The end-to-end tests see the pages as they are now. */
export default function setup(): Promise<void> {
  return ensureBuilt();
}
