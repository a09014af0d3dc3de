import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A place for a data folder of the test's own. Whoever else may not enter it, as a home folder. */
export function privateFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'delaktig-private-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
