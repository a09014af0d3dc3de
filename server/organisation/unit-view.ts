import { administers, dayInStockholm, ROLES } from '@delaktig/domain';
import { peopleByIds } from '../database/administered-people.ts';
import { assignmentsInUnit } from '../database/assignments.ts';
import { isId } from '../database/ids.ts';
import { type UnitChange, waitingChangesOf } from '../database/unit-changes.ts';
import { type UnitDetail, unitChoices, unitDetailById } from '../database/units.ts';
import type { Found, Named, PlannedChange, UnitView } from './contract.ts';
import { NOT_FOUND } from './overview.ts';
import type { Deps } from './permitted.ts';
import { personLine } from './person-lines.ts';

export async function unitView({ sql, clock, actor }: Deps, unitId: string): Promise<Found<UnitView>> {
  const today = dayInStockholm(clock());
  const unit = isId(unitId) ? await unitDetailById(sql, unitId, today) : null;
  if (unit === null || !administers(actor, unit.administration.id)) return NOT_FOUND;
  const [people, waiting, choices] = await Promise.all([
    peopleInUnit({ sql, clock, actor }, unit, today),
    waitingChangesOf(sql, unitId),
    unitChoices(sql, [unit.administration.id], today),
  ]);
  const { groups, ...rest } = unit;
  return {
    ok: true,
    view: {
      ...rest,
      today,
      groups: groups.filter(({ closed }) => !closed).map(({ closed: _, ...group }) => group),
      closedGroups: groups.filter(({ closed }) => closed).map(({ id, name }) => ({ id, name })),
      people,
      changes: waiting.map((change) => planned(change, [unit, ...choices], unit.groups)),
      others: choices.filter(({ id }) => id !== unitId).map(({ id, name }) => ({ id, name })),
    },
  };
}

async function peopleInUnit(
  { sql }: Deps,
  { id, administration }: UnitDetail,
  today: string,
): Promise<UnitView['people']> {
  const held = await assignmentsInUnit(sql, id, today);
  const accountIds = [...new Set(held.map(({ accountId }) => accountId))];
  const people = await peopleByIds(sql, accountIds, [administration.id]);
  const byId = new Map(people.map((person) => [person.id, person]));
  return ROLES.map((role) => ({
    role,
    people: held
      .filter((one) => one.role === role)
      .flatMap(({ accountId, from, to, groups, protectionArea }) => {
        const person = byId.get(accountId);
        return person ? [{ ...personLine(person, [{ role }]), from, to, groups, protectionArea }] : [];
      }),
  })).filter((of) => of.people.length > 0);
}

function planned(
  { id, kind, day, unitIds, heirId, heirName, groupIds }: UnitChange,
  units: readonly Named[],
  groups: readonly Named[],
): PlannedChange {
  const heir = units.find((unit) => unit.id === heirId);
  return {
    id,
    kind,
    day,
    units: namedIn(units, unitIds),
    heir: heir ? { id: heir.id, name: heir.name } : heirName === null ? null : { id: null, name: heirName },
    groups: namedIn(groups, groupIds),
  };
}

function namedIn(all: readonly Named[], ids: readonly string[]): Named[] {
  return ids.flatMap((id) => {
    const found = all.find((each) => each.id === id);
    return found ? [{ id, name: found.name }] : [];
  });
}
