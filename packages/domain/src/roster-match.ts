import type { RosterAccount, RosterGround, RosterHeldRole, RosterProblem } from './roster.ts';
import { sameName } from './roster-names.ts';
import type { RosterPerson } from './roster-persons.ts';

type Match = { ok: true; account: RosterAccount | null } | { ok: false; problem: RosterProblem };

/**
 * Finds the account of a person: by e-mail, then mobile, and by name within the unit when neither is given or the
 * account has neither. A name alone never finds somebody who has left: a namesake would get what was theirs.
 */
export class AccountFinder {
  readonly #byEmail = new Map<string, RosterAccount>();
  readonly #byMobile = new Map<string, RosterAccount>();
  readonly #byPlace = new Map<string, RosterAccount[]>();
  /** How many people of the list have the name in the unit. */
  readonly #inList = new Map<string, number>();
  readonly #today: string;

  constructor({ accounts, today }: RosterGround, persons: readonly RosterPerson[]) {
    this.#today = today;
    for (const place of persons.flatMap(placesOf)) {
      this.#inList.set(place, (this.#inList.get(place) ?? 0) + 1);
    }
    for (const account of accounts) {
      if (account.email !== null) this.#byEmail.set(account.email.toLowerCase(), account);
      if (account.mobile !== null) this.#byMobile.set(account.mobile, account);
      if (account.name === '' || !this.#goesOn(account)) continue;
      for (const unitId of new Set(account.roles.map((role) => role.unitId))) {
        const key = `${unitId} ${sameName(account.name)}`;
        this.#byPlace.set(key, [...(this.#byPlace.get(key) ?? []), account]);
      }
    }
  }

  find(person: RosterPerson): Match {
    const { email, mobile } = person;
    const holder = mobile === null ? undefined : this.#byMobile.get(mobile);
    const owner = email === null ? undefined : this.#byEmail.get(email.toLowerCase());
    const found = owner ?? holder ?? null;
    if (holder !== undefined && !(owner === undefined ? isHolder(person, holder) : owner === holder)) {
      return refuse({ is: 'mobile-taken', name: holder.shared ? null : holder.name || null });
    }
    if (found === null && email === null && mobile === null) return this.#byName(person);
    return this.#opened(found ?? this.#withoutAddress(person));
  }

  /** Somebody without address or number gets one: the only one of that name in the unit, and in the list. */
  #withoutAddress(person: RosterPerson): RosterAccount | null {
    const places = placesOf(person);
    const namesakes = new Set(places.flatMap((place) => this.#byPlace.get(place) ?? []));
    const [only] = namesakes;
    if (only === undefined || namesakes.size > 1 || only.email !== null || only.mobile !== null) return null;
    return places.every((place) => this.#inList.get(place) === 1) ? only : null;
  }

  #byName(person: RosterPerson): Match {
    const [line] = person.lines;
    if (line === undefined) return { ok: true, account: null };
    const { unit } = line;
    const namesakes = this.#byPlace.get(`${unit.id} ${sameName(person.name)}`) ?? [];
    const here = namesakes.filter(({ roles }) =>
      roles.some((role) => role.unitId === unit.id && this.#isGoing(role)),
    );
    const candidates = here.length > 0 ? here : namesakes;
    if (candidates.length > 1) return refuse({ is: 'same-name', unit: unit.name });
    return { ok: true, account: candidates[0] ?? null };
  }

  #goesOn({ closed, leads, heldElsewhere, roles }: RosterAccount): boolean {
    return !closed && (leads || heldElsewhere || roles.some((role) => this.#isGoing(role)));
  }

  #isGoing({ to }: RosterHeldRole): boolean {
    return to === null || to >= this.#today;
  }

  /** Whoever closed the account has people of theirs in it still: it is not ours to open. */
  #opened(account: RosterAccount | null): Match {
    return account?.closed && account.shared ? refuse({ is: 'closed-elsewhere' }) : { ok: true, account };
  }
}

function placesOf({ lines, name }: RosterPerson): string[] {
  return [...new Set(lines.map(({ unit }) => `${unit.id} ${sameName(name)}`))];
}

/**
 * A number goes from hand to hand more often than an address, so somebody else's name is somebody else: a surname in
 * common is not enough, nor a first name. One may only have more names than the other.
 */
function isHolder(person: RosterPerson, holder: RosterAccount): boolean {
  if (holder.name === '' || sameName(holder.name) === sameName(person.name)) return true;
  if (person.email !== null && holder.email !== null) return false;
  const [fewer = [], more = []] = [wordsOf(holder.name), wordsOf(person.name)].sort(
    (a, b) => a.length - b.length,
  );
  return fewer.length > 1 && fewer.every((word) => more.includes(word));
}

function wordsOf(name: string): string[] {
  return sameName(name).split(/[ -]/u);
}

function refuse(problem: RosterProblem): Match {
  return { ok: false, problem };
}
