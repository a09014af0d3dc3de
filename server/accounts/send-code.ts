import { dayInStockholm } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import type postgres from 'postgres';
import { insertMail } from '../database/mails.ts';
import { makeCode } from './codes.ts';

/**
 * Makes a code and puts the mail with its link in line, in the caller's transaction. `origin`: where people find us.
 * The caller has locked the account. `sheetStays`: a slip goes on working, for what anybody may ask for.
 */
export async function sendCode(
  tx: postgres.ISql,
  given: {
    accountId: string;
    name: string;
    email: string;
    hasPassword: boolean;
    origin: string;
    now: Date;
    sheetStays?: boolean;
  },
): Promise<void> {
  const { accountId, now, sheetStays } = given;
  const purpose = given.hasPassword ? 'reset' : 'invite';
  const { id, secret, expiresAt } = await makeCode(tx, { accountId, purpose, way: 'mail', now, sheetStays });
  const text = sv.access.mail[purpose]({
    greeting: sv.access.mail.greeting(given.name.split(/\s+/u)[0] ?? ''),
    link: `${given.origin}/valkommen/${secret}`,
    until: formatDate(dayInStockholm(expiresAt), 'weekday'),
  });
  await insertMail(tx, { ...text, recipient: given.email, codeId: id, now });
}
