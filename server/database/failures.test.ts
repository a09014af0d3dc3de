import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { explainFailure, isStillReleasing } from './failures.ts';

test.each([
  [
    'FATAL:  could not write to file "pg_wal/xlogtemp.29": No space left on device',
    'The disk is full: PostgreSQL could not write in /data',
  ],
  [
    'FATAL:  could not extend file "base/1/1255": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.\nPANIC:  cannot abort transaction 1, it was already committed',
    'The disk is full: PostgreSQL could not write in /data',
  ],
  [
    '/x/initdb: error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
    'PostgreSQL lacks a library (libicuuc.so.60): remove node_modules and start again, or give DATABASE_URL',
  ],
  [
    'initdb: error: could not access directory "/data": Permission denied',
    'PostgreSQL may not use /data: could not access directory "/data": Permission denied',
  ],
  [
    '2026-11-22 11:11:18 UTC [9] LOG:  starting\n2026-11-22 11:11:18 UTC [9] FATAL:  could not load pg_hba.conf\n\n2026-11-22 11:11:18 UTC [9] LOG:  database system is shut down\n',
    'PostgreSQL did not start in /data: could not load pg_hba.conf',
  ],
  ['', 'PostgreSQL did not start in /data: no reason given'],
])('%s', (output, message) => {
  const error = explainFailure(output, '/data');
  expect(error).toBeInstanceOf(Refusal);
  expect(error.message).toBe(message);
});

test('a killed server that still holds its memory is waited for, other failures are not', () => {
  expect(isStillReleasing('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(
    true,
  );
  expect(isStillReleasing('FATAL:  could not load pg_hba.conf')).toBe(false);
});
