import { administers, dayInStockholm, mayActOnAccount, mayAdminister } from '@delaktig/domain';
import type postgres from 'postgres';
import { type LockedPerson, lockPerson } from '../database/administered-people.ts';
import { type AuditEntry, writeAudit } from '../database/audit.ts';
import { isId } from '../database/ids.ts';
import { holdUnits, type LockedUnit, lockUnits } from '../database/units.ts';
import type { Asked } from '../http/patience.ts';
import type { OrganisationRefusal, Refused } from './contract.ts';

export type Deps = Pick<Asked, 'sql' | 'clock' | 'actor'>;

/** What every act of an administrator has: its transaction, the day in Stockholm, and its line in the log. */
export type Scene = {
  tx: postgres.TransactionSql;
  now: Date;
  today: string;
  actorId: string;
  log(administrationId: string, act: string, about: LogAbout): Promise<void>;
};
type LogAbout = Pick<AuditEntry, 'accountId' | 'unitId' | 'detail'>;

export function refuse(reason: OrganisationRefusal): Refused {
  return { ok: false, reason };
}

/** One transaction; nothing is written before the last refusal, so that one that refuses has done nothing. */
export async function inScene<Result>(
  { sql, clock, actor }: Deps,
  work: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const now = clock();
  const result = await sql.begin((tx) =>
    work({
      tx,
      now,
      today: dayInStockholm(now),
      actorId: actor.accountId,
      log: (administrationId, act, about) =>
        writeAudit(tx, { at: now, administrationId, actorId: actor.accountId, act, ...about }),
    }),
  );
  return result as Result;
}

/** In an administration of one's own; that of others is not found. */
export async function inAdministration<Result>(
  deps: Deps,
  administrationId: string,
  work: (scene: Scene) => Promise<Result>,
): Promise<Result | Refused> {
  if (!administers(deps.actor, administrationId)) return refuse('not-found');
  return inScene(deps, work);
}

/** With units of one's own, in the order in which they are asked for, each held until the end. */
export async function withUnits<Result>(
  deps: Deps,
  unitIds: readonly string[],
  work: (scene: Scene, first: LockedUnit, others: LockedUnit[]) => Promise<Result>,
): Promise<Result | Refused> {
  if (!unitIds.every(isId)) return refuse('not-found');
  return inScene(deps, async (scene) => {
    const found = await lockUnits(scene.tx, unitIds);
    const [first, ...others] = unitIds.flatMap((id) => found.filter((unit) => unit.id === id));
    if (!first || found.length !== new Set(unitIds).size) return refuse('not-found');
    const { administrationId } = first;
    if (!administers(deps.actor, administrationId)) return refuse('not-found');
    if (others.some((unit) => unit.administrationId !== administrationId)) return refuse('not-found');
    return work(scene, first, others);
  });
}

/** A person one administers: who they are in the own administrations. */
export type OwnPerson = LockedPerson & { administrationIds: string[] };

/** With a person who has a role in an own administration; somebody else is not found. `unitIds`: where roles are given. */
export async function withPerson<Result>(
  deps: Deps,
  { accountId, unitIds = [] }: { accountId: string; unitIds?: readonly string[] },
  work: (scene: Scene, person: OwnPerson) => Promise<Result>,
): Promise<Result | Refused> {
  if (!isId(accountId)) return refuse('not-found');
  return inScene(deps, async (scene) => {
    await holdUnits(scene.tx, unitIds);
    const person = await lockPerson(scene.tx, accountId, scene.today);
    if (!person || !mayAdminister(deps.actor, person.roles)) return refuse('not-found');
    const own = person.roles
      .map(({ administrationId }) => administrationId)
      .filter((id) => administers(deps.actor, id));
    return work(scene, { ...person, administrationIds: [...new Set(own)] });
  });
}

/** The same of the account itself: refused when it has a role where others administer. */
export async function withAccount<Result>(
  deps: Deps,
  accountId: string,
  work: (scene: Scene, person: OwnPerson) => Promise<Result>,
): Promise<Result | Refused> {
  return withPerson<Result | Refused>(deps, { accountId }, async (scene, person) =>
    mayActOnAccount(deps.actor, decisiveRoles(person.roles)) ? work(scene, person) : refuse('forbidden'),
  );
}

/** Roles that have not ended, or when all have those that were. */
export function decisiveRoles<Held extends { hasEnded: boolean }>(roles: readonly Held[]): readonly Held[] {
  const lasting = roles.filter(({ hasEnded }) => !hasEnded);
  return lasting.length > 0 ? lasting : roles;
}

/** One line of the log in each of the own administrations that the person belongs to. */
export async function logAccount(
  scene: Scene,
  person: OwnPerson,
  act: string,
  detail: LogAbout['detail'] = {},
): Promise<void> {
  for (const administrationId of person.administrationIds) {
    await scene.log(administrationId, act, { accountId: person.id, detail });
  }
}
