import { ROLES } from '@delaktig/domain';
import { z } from 'zod';
import type { Done, OrganisationUseCases } from '../../server/organisation/contract.ts';
import { dayOrNone, formObject, id, text, texts, ticked } from './form-schema.ts';

const terms = { groups: texts, from: dayOrNone, to: dayOrNone, protectionArea: text };
const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('details'), name: text.default(''), email: text, mobile: text }),
  z.object({
    intent: z.literal('add-role'),
    administration: id,
    role: z.enum(ROLES),
    units: texts,
    ...terms,
  }),
  z.object({ intent: z.literal('change-role'), target: id, ...terms, protectionArea: text.default('') }),
  z.object({ intent: z.literal('end-role'), target: id }),
  z.object({ intent: z.literal('close') }),
  z.object({ intent: z.literal('reopen') }),
  z.object({ intent: z.literal('protect') }),
  z.object({ intent: z.literal('unprotect'), name: text }),
]);

/** Does what a form of a person's page asks for. */
export async function actOnPerson(
  organisation: OrganisationUseCases,
  accountId: string,
  form: FormData,
): Promise<Done | { ok: false; reason: 'form' }> {
  const read = schema.safeParse(formObject(form, ['groups', 'units']));
  if (!read.success) return { ok: false, reason: 'form' };
  const { data } = read;
  switch (data.intent) {
    case 'details':
      return organisation.changePerson({ accountId, ...data });
    case 'add-role':
      return organisation.addRole({
        accountId,
        administrationId: data.administration,
        role: data.role,
        unitIds: data.units,
        workGroupIds: data.groups,
        ...spanAndArea(data),
      });
    case 'change-role':
      return organisation.changeRole({
        assignmentId: data.target,
        workGroupIds: data.groups,
        ...spanAndArea(data),
      });
    case 'end-role':
      return organisation.endRole({ assignmentId: data.target });
    case 'close':
      return organisation.closeAccount({ accountId });
    case 'reopen':
      return organisation.reopenAccount({ accountId });
    case 'protect':
      return organisation.protectPerson({ accountId });
    case 'unprotect':
      return organisation.unprotectPerson({ accountId, name: data.name });
  }
}

function spanAndArea({
  from,
  to,
  protectionArea,
}: {
  from: string | null;
  to: string | null;
  protectionArea: string;
}) {
  return { from, to, protectionArea };
}

const newPerson = z.object({
  name: text,
  email: text,
  mobile: text,
  role: z.enum(ROLES).exclude(['administrator']),
  unit: z.string(),
  groups: texts,
  from: dayOrNone,
  to: dayOrNone,
  protectionArea: text,
  existing: ticked,
});

export async function addPersonFrom(
  organisation: OrganisationUseCases,
  administrationId: string,
  form: FormData,
): Promise<Awaited<ReturnType<OrganisationUseCases['addPerson']>> | { ok: false; reason: 'form' }> {
  const read = newPerson.safeParse(formObject(form, ['groups']));
  if (!read.success) return { ok: false, reason: 'form' };
  const { unit, groups, ...rest } = read.data;
  if (unit === '') return { ok: false, reason: 'unit-missing' };
  // Without a script groups of other units can be ticked: each carries the unit that it is of.
  const workGroupIds = groups.flatMap((value) => {
    const [unitId, groupId = ''] = value.split(':');
    return unitId === unit ? [groupId] : [];
  });
  return organisation.addPerson({ administrationId, unitId: unit, workGroupIds, ...rest });
}
