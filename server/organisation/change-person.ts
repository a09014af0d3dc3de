import { holdersOf, updatePerson } from '../database/administered-people.ts';
import { isUniqueViolation } from '../database/unique.ts';
import { contactFrom } from './contact-details.ts';
import type { Done } from './contract.ts';
import { tidy, wrongName } from './given-names.ts';
import { type Deps, logAccount, refuse, withAccount } from './permitted.ts';

/** Of someone with a protected identity the name is left alone, and an address that is empty stays as it is. */
export async function changePerson(
  deps: Deps,
  input: { accountId: string; name: string; email: string; mobile: string },
): Promise<Done> {
  const name = tidy(input.name);
  const read = contactFrom(input);
  if (!read.ok) return refuse(read.reason);
  const { email, mobile } = read.contact;
  try {
    return await withAccount<Done>(deps, input.accountId, async (scene, person) => {
      const wrong = person.isProtected ? null : wrongName(name);
      if (wrong !== null) return refuse(wrong);
      if ((await holdersOf(scene.tx, read.contact, person.id)).length > 0) return refuse('contact-taken');
      const kept = person.isProtected;
      const changed = {
        ...(!kept && { name }),
        ...((!kept || email !== null) && { email }),
        ...((!kept || mobile !== null) && { mobile }),
      };
      await updatePerson(scene.tx, person.id, changed);
      await logAccount(scene, person, 'person.change', { fields: Object.keys(changed) });
      return { ok: true };
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('contact-taken');
    throw error;
  }
}
