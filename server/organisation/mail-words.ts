import type { Done, Found, MailWordsView } from './contract.ts';
import { NOT_FOUND, ownAdministration } from './overview.ts';
import { type Deps, inAdministration } from './permitted.ts';

/** Whether mails hold what people write in comments. */
export async function mailWordsView(deps: Deps, administrationId: string): Promise<Found<MailWordsView>> {
  const administration = await ownAdministration(deps, administrationId);
  if (administration === null) return NOT_FOUND;
  const [row] = await deps.sql<{ on: boolean }[]>`
    select mail_words as on from administrations where id = ${administrationId}`;
  return { ok: true, view: { administration, on: row?.on ?? false } };
}

export async function setMailWords(
  deps: Deps,
  { administrationId, on }: { administrationId: string; on: boolean },
): Promise<Done> {
  return inAdministration<Done>(deps, administrationId, async (scene) => {
    const { count } = await scene.tx`
      update administrations set mail_words = ${on} where id = ${administrationId} and mail_words <> ${on}`;
    if (count > 0) await scene.log(administrationId, on ? 'mail-words.on' : 'mail-words.off', {});
    return { ok: true };
  });
}
