import { footprintOf } from '@delaktig/sync';
import type postgres from 'postgres';
import { authorsOf, importerOf } from '../database/approvals.ts';
import { proseOf } from '../database/sections.ts';

/** Stands for whoever read a report in at the terminal, whom nobody knows. */
const AT_THE_TERMINAL = 'terminal';

/** The accounts whose words have been in a section: those who wrote, and whoever brought text in with the report. */
export async function authorsIn(tx: postgres.ISql, sectionId: string): Promise<string[]> {
  const updates = (await proseOf(tx, [sectionId])).get(sectionId) ?? [];
  const clients = updates.flatMap(
    (update) => footprintOf(update)?.inserted.map(({ client }) => client) ?? [],
  );
  const [writers, importer] = await Promise.all([
    authorsOf(tx, sectionId),
    importerOf(tx, sectionId, [...new Set(clients)]),
  ]);
  return importer === undefined ? writers : [...new Set([...writers, importer ?? AT_THE_TERMINAL])];
}
