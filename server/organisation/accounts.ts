import { closePerson, reopenPerson, updatePerson } from '../database/administered-people.ts';
import { hasOtherAdministrator } from '../database/assignments.ts';
import type { Done } from './contract.ts';
import { tidy, wrongName } from './given-names.ts';
import { type Deps, logAccount, refuse, withAccount } from './permitted.ts';

/** Nobody signs in with it any more, and sessions end; what the person wrote stays theirs. */
export async function closeAccount(deps: Deps, { accountId }: { accountId: string }): Promise<Done> {
  return withAccount<Done>(deps, accountId, async (scene, person) => {
    if (person.closed) return refuse('changed');
    const administered = person.roles.filter(({ role, hasEnded }) => role === 'administrator' && !hasEnded);
    for (const { administrationId } of administered) {
      const other = await hasOtherAdministrator(scene.tx, administrationId, { accountId }, scene.today);
      if (!other) return refuse('last-administrator');
    }
    await closePerson(scene.tx, accountId, scene.now);
    await logAccount(scene, person, 'account.close');
    return { ok: true };
  });
}

export async function reopenAccount(deps: Deps, { accountId }: { accountId: string }): Promise<Done> {
  return withAccount<Done>(deps, accountId, async (scene, person) => {
    if (!person.closed) return refuse('changed');
    await reopenPerson(scene.tx, accountId);
    await logAccount(scene, person, 'account.reopen');
    return { ok: true };
  });
}

/** The name is taken away for good: from now on the person is shown by role, to everybody. */
export async function protectPerson(deps: Deps, { accountId }: { accountId: string }): Promise<Done> {
  return withAccount<Done>(deps, accountId, async (scene, person) => {
    if (person.isProtected) return refuse('changed');
    await updatePerson(scene.tx, accountId, { name: '' });
    await logAccount(scene, person, 'person.protect');
    return { ok: true };
  });
}

export async function unprotectPerson(deps: Deps, input: { accountId: string; name: string }): Promise<Done> {
  const name = tidy(input.name);
  return withAccount<Done>(deps, input.accountId, async (scene, person) => {
    if (!person.isProtected) return refuse('changed');
    const wrong = wrongName(name);
    if (wrong !== null) return refuse(wrong);
    await updatePerson(scene.tx, input.accountId, { name });
    await logAccount(scene, person, 'person.unprotect');
    return { ok: true };
  });
}
