import { madeUpUsername } from '../accounts/made-up-username.ts';
import { setUsername } from '../database/accounts.ts';
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

/**
 * The name is taken away for good: from now on the person is shown by role, to everybody. A username may say the name:
 * a made-up one takes its place, so that whoever signs in with it still has one; and whoever has no address gets one.
 */
export async function protectPerson(deps: Deps, { accountId }: { accountId: string }): Promise<Done> {
  return withAccount<Done>(deps, accountId, async (scene, person) => {
    if (person.isProtected) return refuse('changed');
    await updatePerson(scene.tx, accountId, { name: '' });
    if (person.hasUsername || !person.hasAddress) {
      await madeUpUsername((username) => setUsername(scene.tx, accountId, username));
    }
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
