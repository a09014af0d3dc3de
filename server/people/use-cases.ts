import { administeredBy, administers, mendTable } from '@delaktig/domain';
import type { Asked } from '../http/patience.ts';
import type { PeopleUseCases } from './contract.ts';
import { previewPeople } from './preview-people.ts';
import { readListAside } from './read-list-aside.ts';
import { takeInPeople } from './take-in-people.ts';

export function peopleUseCases({ patience: { reads, acts, works }, ...deps }: Asked): PeopleUseCases {
  const { sql, actor } = deps;
  const preview = reads(previewPeople);
  const takeIn = acts(takeInPeople);
  return {
    administrations: reads(async () => {
      const ids = administeredBy(actor);
      const rows = await sql<{ id: string; name: string }[]>`
        select id, name from administrations where id = any(${ids}::uuid[]) order by name, id`;
      return rows.map(({ id, name }) => ({ id, name }));
    }),
    preview: works(async (administrationId, list, mended = []) => {
      if (!administers(deps.actor, administrationId)) return { ok: false, reason: 'forbidden' };
      const read = await readListAside(list);
      return read.ok ? preview(deps, administrationId, mendTable(read.table, mended)) : read;
    }),
    takeIn: works(async ({ list, mended, ...input }) => {
      if (!administers(deps.actor, input.administrationId)) return { ok: false, reason: 'forbidden' };
      const read = await readListAside(list);
      return read.ok ? takeIn(deps, mendTable(read.table, mended), input) : read;
    }),
  };
}
