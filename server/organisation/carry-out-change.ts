import { daysAfter } from '@delaktig/domain';
import type postgres from 'postgres';
import {
  addGroups,
  assignmentsInUnit,
  endAssignment,
  type HeldAssignment,
  insertDatedAssignment,
  leaveGroups,
  moveAssignment,
} from '../database/assignments.ts';
import { writeAudit } from '../database/audit.ts';
import { insertUnit } from '../database/new-organisation.ts';
import {
  addHeir,
  closeGroups,
  endUnitAfter,
  finishUnitChange,
  lockPeopleOf,
  matchGroups,
  openForHeirs,
  type UnitChange,
} from '../database/unit-changes.ts';
import { lockUnits } from '../database/units.ts';

/** `actorId` null: the product itself, when the day of the change comes. */
export type ChangeScene = { tx: postgres.ISql; now: Date; actorId: string | null };

/**
 * Does what has been decided about units: makes the heir, moves groups and roles from the day on, lets the heir go on
 * with the reports. Reports stay with the unit whose they are.
 */
export async function carryOut({ tx, now, actorId }: ChangeScene, change: UnitChange): Promise<void> {
  const heirId = change.kind === 'end' ? null : await heirOf(tx, change);
  await lockUnits(tx, heirId === null ? change.unitIds : [...change.unitIds, heirId]);
  await lockPeopleOf(tx, change.unitIds);
  let moved = 0;
  for (const unitId of change.unitIds) {
    if (heirId !== null) {
      const only = change.kind === 'split' ? change.groupIds : null;
      const groups = await matchGroups(tx, { unitId, heirId, only });
      moved += await moveRoles(tx, { unitId, heirId, groups, day: change.day, whole: only === null });
      await openForHeirs(tx, groups);
      await closeGroups(tx, [...groups.keys()], now);
      await addHeir(tx, { unitId, heirId, day: change.day, livesOn: change.kind === 'split' });
    }
    if (change.kind !== 'split') {
      const ended = await endUnitAfter(tx, unitId, daysAfter(change.day, -1));
      if (change.kind === 'end') moved += ended;
    }
  }
  await finishUnitChange(tx, change.id, now, heirId);
  await writeAudit(tx, {
    at: now,
    administrationId: change.administrationId,
    actorId,
    act: `unit.${change.kind}`,
    unitId: change.unitIds[0],
    detail: {
      unitIds: change.unitIds,
      day: change.day,
      count: moved,
      groupIds: change.groupIds,
      ...(heirId !== null && { heirId }),
    },
  });
}

async function heirOf(tx: postgres.ISql, change: UnitChange): Promise<string> {
  if (change.heirId !== null) return change.heirId;
  const { administrationId, heirName: name, heirInitials: initials } = change;
  if (name === null || initials === null) throw new Error('A change of units has no heir');
  return insertUnit(tx, { administrationId, name, initials });
}

type Move = {
  unitId: string;
  heirId: string;
  /** Of the unit's groups, what each has become. */
  groups: ReadonlyMap<string, string>;
  day: string;
  /** All roles go, not only those of the groups. */
  whole: boolean;
};

/** @returns how many roles there are in the heir that were in the unit */
async function moveRoles(tx: postgres.ISql, move: Move): Promise<number> {
  const { unitId, heirId, day } = move;
  const roles = await assignmentsInUnit(tx, unitId, day, { closed: true });
  const there = await assignmentsInUnit(tx, heirId, day, { closed: true });
  let count = 0;
  for (const held of roles) {
    const fate = move.whole ? 'goes' : fateInSplit(held, move.groups);
    if (fate === 'stays') continue;
    count += 1;
    const gone = held.groups.filter(({ id }) => move.groups.has(id)).map(({ id }) => id);
    const groupIds = gone.flatMap((id) => move.groups.get(id) ?? []);
    const same = there.find((other) => isLastingTwin(other, held, day));
    const begins = held.from !== null && held.from >= day;
    if (fate === 'both') await leaveGroups(tx, held.id, gone);
    if (same) await addGroups(tx, same.id, groupIds);
    else if (begins && fate === 'goes') await moveAssignment(tx, held.id, heirId, groupIds);
    else await insertDatedAssignment(tx, copyOf(held, { heirId, day, groupIds }));
    if (fate === 'goes' && (same || !begins)) await endAssignment(tx, held.id, daysAfter(day, -1));
  }
  return count;
}

function copyOf(held: HeldAssignment, to: { heirId: string; day: string; groupIds: string[] }) {
  const { accountId, role, administrationId, protectionArea } = held;
  const from = held.from !== null && held.from > to.day ? held.from : to.day;
  const terms = { from, to: held.to, protectionArea, workGroupIds: to.groupIds };
  return { accountId, role, administrationId, unitId: to.heirId, ...terms };
}

/** Who belongs only to groups that go, goes; who also belongs to others, or works for the whole, is in both. */
function fateInSplit(held: HeldAssignment, groups: ReadonlyMap<string, string>): 'goes' | 'both' | 'stays' {
  const going = held.groups.filter(({ id }) => groups.has(id)).length;
  if (going > 0) return going === held.groups.length ? 'goes' : 'both';
  const forTheWhole =
    held.role === 'superior' || held.role === 'controller' || held.role === 'representative';
  return forTheWhole ? 'both' : 'stays';
}

/** A role in the heir that somebody has already and that lasts as long as the one that comes. */
function isLastingTwin(other: HeldAssignment, held: HeldAssignment, day: string): boolean {
  return (
    other.accountId === held.accountId &&
    other.role === held.role &&
    (other.from === null || other.from <= day) &&
    (other.to === null || (held.to !== null && other.to >= held.to))
  );
}
