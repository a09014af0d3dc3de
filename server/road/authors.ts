import { SEED_CLIENT } from '@delaktig/editor';
import { footprintOf } from '@delaktig/sync';
import type postgres from 'postgres';
import { authorsOf, importerOf } from '../database/approvals.ts';
import { proseOf } from '../database/sections.ts';

/** Stands for whoever read a report in at the terminal, whom nobody knows. */
const AT_THE_TERMINAL = 'terminal';

/**
 * The accounts whose words have been in a section: those who wrote, whose suggestions were taken or who changed one as
 * they took it, and whoever brought text in with the report. What the server itself writes makes nobody an author.
 */
export async function authorsIn(tx: postgres.ISql, sectionId: string): Promise<string[]> {
  const updates = (await proseOf(tx, [sectionId])).get(sectionId) ?? [];
  const wasBroughtIn = updates.some((update) =>
    footprintOf(update)?.inserted.some(({ client }) => client === SEED_CLIENT),
  );
  const [writers, importer] = await Promise.all([
    authorsOf(tx, sectionId),
    wasBroughtIn ? importerOf(tx, sectionId) : undefined,
  ]);
  return importer === undefined ? writers : [...new Set([...writers, importer ?? AT_THE_TERMINAL])];
}
