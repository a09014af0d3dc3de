import type { Role } from '@delaktig/domain';
import { initials } from '@delaktig/domain';
import { shownName } from '@delaktig/texts';

/** A person as others see them; `name` is the word for a role when the identity is protected. */
export type ShownAccount = { id: string; name: string; initials: string };

export function shownAccount(
  { id, name }: { id: string; name: string },
  held: readonly { role: Role }[],
): ShownAccount {
  const shown = shownName(
    name,
    held.map(({ role }) => role),
  );
  return { id, name: shown, initials: initials(shown) };
}
