import type { Role } from '@delaktig/domain';
import { list, sv } from '@delaktig/texts';
import type { HeldRoleShown, ShownCode } from '../../server/accounts/contract.ts';

/** A person's name, or the word of the role for someone who is shown by role only. */
export function shownAs(name: string, roles: readonly { role: Role }[]): string {
  const [first] = roles;
  return name !== '' || first === undefined ? name : sv.roles[first.role];
}

/** "Medarbetare, Nattgruppen, Enheten för …". */
export function roleLine({ role, unit, administration, groups }: HeldRoleShown): string {
  return [sv.roles[role], list(groups), unit ?? administration].filter((part) => part !== '').join(', ');
}

/** What became of somebody's newest code, in a sentence. */
export function codeLine(code: ShownCode | null): string {
  const t = sv.access.code;
  if (code === null) return t.never;
  if (code.state === 'used') return t.used(code.made);
  if (code.mail === 'failed') return t.mailFailed;
  if (code.state === 'expired') return t.expired(code.made);
  const told = code.way === 'mail' ? t.mailValid(code.made, code.until) : t.sheetValid(code.made, code.until);
  return code.mail === 'waiting' ? `${told}. ${t.mailWaiting}` : told;
}
