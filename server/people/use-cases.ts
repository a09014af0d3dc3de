import { administers, mendTable } from '@delaktig/domain';
import type { Asked } from '../http/patience.ts';
import type { PeopleUseCases } from './contract.ts';
import { previewPeople } from './preview-people.ts';
import { readListAside } from './read-list-aside.ts';
import { takeInPeople } from './take-in-people.ts';

export function peopleUseCases({ patience: { reads, acts, works }, ...deps }: Asked): PeopleUseCases {
  const preview = reads(previewPeople);
  const takeIn = acts(takeInPeople);
  return {
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
