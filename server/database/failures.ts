import { Refusal } from '../refusal.ts';

/** What PostgreSQL said when it could not start, as a line that says what to do, or as it was said. */
export function explainFailure(output: string, folder: string): Error {
  if (/No space left on device|Check free disk space|ENOSPC|not enough space on the disk/i.test(output)) {
    return new Refusal(`The disk is full: PostgreSQL could not write in ${folder}`);
  }
  if (/error while loading shared libraries|Library not loaded/.test(output)) {
    const library = /loading shared libraries: (\S+):/.exec(output)?.[1];
    return new Refusal(
      `PostgreSQL lacks a library${library ? ` (${library})` : ''}: remove node_modules and start again, or give DATABASE_URL`,
    );
  }
  if (/Permission denied|EACCES/.test(output)) {
    return new Refusal(`PostgreSQL may not use ${folder}: ${lastWords(output)}`);
  }
  return new Refusal(`PostgreSQL did not start in ${folder}: ${lastWords(output)}`);
}

/** Node's own errors about the data folder, told alike; others as they are. */
export function explainFolderError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC') return new Refusal(`The disk is full: nothing can be written in ${folder}`);
  if (code === 'EROFS')
    return new Refusal(`${folder} is on a disk that may not be written: set DELAKTIG_DATA_DIR`);
  if (code === 'EACCES' || code === 'EPERM') {
    return new Refusal(`${folder} may not be used by this account: set DELAKTIG_DATA_DIR`);
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new Refusal(`${folder} is not a folder: set DELAKTIG_DATA_DIR`);
  }
  return error;
}

/** Another process has not yet let go of a cluster whose server was killed. */
export function isStillReleasing(output: string): boolean {
  return /pre-existing shared memory block|is already in use|lock file "postmaster.pid" already exists/.test(
    output,
  );
}

/**
 * Whether trying again cannot help, since somebody must mend something first. A full disk is not among them: it
 * may be somebody else's file that goes.
 */
export function isBeyondRetry(output: string): boolean {
  return BEYOND_RETRY.test(output);
}

const BEYOND_RETRY = new RegExp(
  [
    'error while loading shared libraries|Library not loaded|spawn .*(ENOENT|EACCES)',
    'Permission denied|invalid permissions|wrong ownership',
    'unrecognized configuration parameter|invalid value for parameter',
    'is not a valid data directory|database files are incompatible',
    'could not locate a valid checkpoint record|could not find redo location|incorrect checksum in control file',
  ].join('|'),
);

function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim());
  const telling =
    lines.filter((line) => /FATAL|PANIC|error:/i.test(line)).at(-1) ?? lines.at(-1) ?? 'no reason given';
  return telling.replace(/^.*?(FATAL|PANIC|error): */i, '').trim();
}
