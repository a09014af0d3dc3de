import { administeredBy, dayInStockholm, mayActOnAccount, mayAdminister } from '@delaktig/domain';
import { countPeople, type PersonRow, peopleByIds, searchPeople } from '../database/administered-people.ts';
import { assignmentsOf, type HeldAssignment } from '../database/assignments.ts';
import { isId } from '../database/ids.ts';
import { administrationsByIds, unitChoices } from '../database/units.ts';
import type { Found, PeopleFilter, PeopleView, PersonView } from './contract.ts';
import { NOT_FOUND, ownAdministration } from './overview.ts';
import { type Deps, decisiveRoles } from './permitted.ts';
import { hasEnded, personLine, roleLine } from './person-lines.ts';

const PAGE = 50;

export async function peopleView(
  deps: Deps,
  administrationId: string,
  filter: PeopleFilter,
): Promise<Found<PeopleView>> {
  const { sql, clock } = deps;
  const administration = await ownAdministration(deps, administrationId);
  if (administration === null) return NOT_FOUND;
  const today = dayInStockholm(clock());
  const search = {
    administrationId,
    name: filter.name?.normalize('NFC').trim().slice(0, 120) ?? '',
    unitId: idOrNull(filter.unitId),
    groupId: idOrNull(filter.groupId),
    role: filter.role ?? null,
    closed: filter.closed === true,
    lack: filter.lack ?? null,
  };
  const page = filter.page ?? 1;
  const [found, counts, units] = await Promise.all([
    searchPeople(sql, search, { day: today, limit: PAGE, offset: (page - 1) * PAGE }),
    countPeople(sql, administrationId, today),
    unitChoices(sql, [administrationId], today),
  ]);
  const held = await assignmentsOf(
    sql,
    found.people.map(({ id }) => id),
  );
  const everyRole = Map.groupBy(held, ({ accountId }) => accountId);
  const people = found.people.map((person) => {
    const every = everyRole.get(person.id) ?? [];
    const all = every.filter((one) => one.administrationId === administrationId);
    const lasting = all.filter((one) => !hasEnded(one, today));
    const acts = mayActOnAccount(deps.actor, decisiveHeld(every, today));
    return {
      ...personLine(person, lasting.length > 0 ? lasting : all),
      ...contactFor(person, acts),
      roles: lasting.map(roleLine),
    };
  });
  const pages = Math.max(1, Math.ceil(found.total / PAGE));
  return {
    ok: true,
    view: { administration, people, total: found.total, page, pages, closed: counts.closed, units },
  };
}

function decisiveHeld(held: readonly HeldAssignment[], today: string) {
  return decisiveRoles(held.map((one) => ({ ...one, hasEnded: hasEnded(one, today) })));
}

/** Addresses are for those who may act on the account: who has gone to an administration of others took theirs along. */
function contactFor({ email, mobile }: PersonRow, acts: boolean) {
  return acts ? { email, mobile } : { email: null, mobile: null };
}

function idOrNull(text: string | undefined): string | null {
  return text !== undefined && isId(text) ? text : null;
}

export async function personView({ sql, clock, actor }: Deps, id: string): Promise<Found<PersonView>> {
  if (!isId(id)) return NOT_FOUND;
  const today = dayInStockholm(clock());
  const administered = administeredBy(actor);
  const [held, [person]] = await Promise.all([
    assignmentsOf(sql, [id]),
    peopleByIds(sql, [id], administered),
  ]);
  if (!person || !mayAdminister(actor, held)) return NOT_FOUND;
  const own = held.filter(({ administrationId }) => administered.includes(administrationId));
  const lasting = own.filter((one) => !hasEnded(one, today));
  const [first = own[0]] = lasting;
  const [administration] = await administrationsByIds(sql, first ? [first.administrationId] : []);
  if (!administration) return NOT_FOUND;
  const decisive = decisiveHeld(held, today);
  const acts = mayActOnAccount(actor, decisive);
  const { isProtected, hasEmail, hasMobile, canSignIn, closed } = person;
  return {
    ok: true,
    view: {
      ...personLine(person, lasting.length > 0 ? lasting : own),
      today,
      administration,
      isProtected,
      ...contactFor(person, acts),
      hasEmail,
      hasMobile,
      canSignIn,
      closed,
      isSelf: id === actor.accountId,
      isElsewhere: decisive.some(({ administrationId }) => !administered.includes(administrationId)),
      mayActOnAccount: acts,
      roles: lasting.map(roleLine),
      ended: own.filter((one) => hasEnded(one, today)).map(roleLine),
      units: await unitChoices(sql, administered, today),
    },
  };
}
