import { mayAdminister } from '@delaktig/domain';
import { holdersOf, insertPerson, lockPerson } from '../database/administered-people.ts';
import { insertDatedAssignment } from '../database/assignments.ts';
import { isUniqueViolation } from '../database/unique.ts';
import { holdUnits } from '../database/units.ts';
import { type Contact, contactFrom } from './contact-details.ts';
import type { NewPerson, Refused } from './contract.ts';
import { tidy, wrongName } from './given-names.ts';
import { type Deps, inAdministration, refuse, type Scene } from './permitted.ts';
import { roleDetail, termsFrom } from './role-terms.ts';

type Added = { ok: true; accountId: string } | Refused;

/** A person and their first role. An address that has an account elsewhere gives that account the role, when asked to. */
export async function addPerson(deps: Deps, input: NewPerson): Promise<Added> {
  const name = tidy(input.name);
  const read = contactFrom(input);
  if (!read.ok) return refuse(read.reason);
  const { contact } = read;
  if (contact.email === null && contact.mobile === null) return refuse('contact-missing');
  try {
    return await inAdministration<Added>(deps, input.administrationId, async (scene) => {
      await holdUnits(scene.tx, [input.unitId]);
      const read = await termsFrom(scene, deps.actor, input);
      if (!read.ok) return refuse(read.reason);
      if (read.administrationId !== input.administrationId) return refuse('not-found');
      const account = await accountFor(scene, deps, { name, contact, existing: input.existing });
      if (!account.ok) return account;
      const { accountId } = account;
      const { role, administrationId, unitId } = input;
      await insertDatedAssignment(scene.tx, { accountId, role, administrationId, unitId, ...read.terms });
      const detail = roleDetail(role, read.terms);
      const act = account.isNew ? 'person.add' : 'role.add';
      await scene.log(administrationId, act, { accountId, unitId, detail });
      return { ok: true, accountId };
    });
  } catch (error) {
    // Somebody else took the address between the look and the act.
    if (isUniqueViolation(error)) return refuse('contact-taken');
    throw error;
  }
}

async function accountFor(
  scene: Scene,
  deps: Deps,
  { name, contact, existing }: { name: string; contact: Contact; existing: boolean },
): Promise<{ ok: true; accountId: string; isNew: boolean } | Refused> {
  const [holder, another] = await holdersOf(scene.tx, contact);
  if (holder === undefined) {
    const wrong = wrongName(name);
    if (wrong !== null) return refuse(wrong);
    return { ok: true, accountId: await insertPerson(scene.tx, { name, ...contact }), isNew: true };
  }
  const person = await lockPerson(scene.tx, holder, scene.today);
  if (another !== undefined || !person || mayAdminister(deps.actor, person.roles)) {
    return refuse('contact-taken');
  }
  if (!existing || person.closed) return refuse('contact-elsewhere');
  return { ok: true, accountId: holder, isNew: false };
}
