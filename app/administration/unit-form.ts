import { z } from 'zod';
import type { OrganisationUseCases } from '../../server/organisation/contract.ts';
import { dayOrNone, formObject, id, text, texts, ticked } from './form-schema.ts';

const heir = { into: id, newName: text, newInitials: text };
const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), name: text, initials: text, from: dayOrNone }),
  z.object({ intent: z.literal('undo-rename'), target: z.iso.date() }),
  z.object({ intent: z.literal('add-group'), name: text }),
  z.object({ intent: z.literal('rename-group'), target: id, name: text }),
  z.object({ intent: z.literal('close-group'), target: id, despite: ticked }),
  z.object({ intent: z.literal('merge'), others: texts, ...heir, day: dayOrNone }),
  z.object({ intent: z.literal('split'), groups: texts, ...heir, day: dayOrNone }),
  z.object({ intent: z.literal('end'), day: dayOrNone }),
  z.object({ intent: z.literal('undo-change'), target: id }),
]);

type Result = Awaited<ReturnType<OrganisationUseCases['renameUnit']>> | { ok: false; reason: 'form' };

/** Does what a form of the unit's page asks for. */
export async function actOnUnit(
  organisation: OrganisationUseCases,
  unitId: string,
  form: FormData,
): Promise<Result> {
  const read = schema.safeParse(formObject(form, ['others', 'groups']));
  if (!read.success) return { ok: false, reason: 'form' };
  const { data } = read;
  switch (data.intent) {
    case 'rename':
      return organisation.renameUnit({ unitId, ...data });
    case 'undo-rename':
      return organisation.undoRename({ unitId, from: data.target });
    case 'add-group':
      return organisation.addGroup({ unitId, name: data.name });
    case 'rename-group':
      return organisation.renameGroup({ groupId: data.target, name: data.name });
    case 'close-group':
      return organisation.closeGroup({ groupId: data.target, despite: data.despite });
    case 'merge':
      if (data.day === null) return { ok: false, reason: 'day-missing' };
      return organisation.mergeUnits({ unitId, otherIds: data.others, heir: heirIn(data), day: data.day });
    case 'split':
      if (data.day === null) return { ok: false, reason: 'day-missing' };
      return organisation.splitUnit({ unitId, groupIds: data.groups, heir: heirIn(data), day: data.day });
    case 'end':
      if (data.day === null) return { ok: false, reason: 'day-missing' };
      return organisation.endUnit({ unitId, lastDay: data.day });
    case 'undo-change':
      return organisation.undoChange({ changeId: data.target });
  }
}

function heirIn({ into, newName, newInitials }: { into: string; newName: string; newInitials: string }) {
  return into === 'new' ? { name: newName, initials: newInitials } : { id: into };
}
