import { type Actor, administers, type Role } from '@delaktig/domain';
import type { AssignmentTerms } from '../database/assignments.ts';
import { isId } from '../database/ids.ts';
import type { OrganisationRefusal, Span } from './contract.ts';
import { tidy } from './given-names.ts';
import type { Scene } from './permitted.ts';

type Given = Span & {
  role: Role;
  unitId: string | null;
  workGroupIds: readonly string[];
  protectionArea: string;
};

/** Of a role in a unit (or, of an administrator, in none) the terms as they are stored, or what is wrong with them. */
export async function termsFrom(
  { tx, today }: Scene,
  actor: Actor,
  given: Given,
): Promise<
  | { ok: true; terms: AssignmentTerms; administrationId: string | null }
  | { ok: false; reason: OrganisationRefusal }
> {
  const wrong = (reason: OrganisationRefusal) => ({ ok: false as const, reason });
  const { from, to, role, unitId } = given;
  if (from !== null && to !== null && to < from) return wrong('days-reversed');
  const area = tidy(given.protectionArea);
  if (area.length > 120) return wrong('name-too-long');
  const protectionArea = role === 'representative' && area !== '' ? area : null;
  const terms = { from, to, protectionArea };
  if (unitId === null) return { ok: true, terms: { ...terms, workGroupIds: [] }, administrationId: null };
  const [unit] = isId(unitId)
    ? await tx<{ administrationId: string; endsAfter: string | null }[]>`
        select administration_id as "administrationId", ends_after as "endsAfter" from units where id = ${unitId}`
    : [];
  if (unit === undefined || !administers(actor, unit.administrationId)) return wrong('not-found');
  if (unit.endsAfter !== null && unit.endsAfter < (from ?? today)) return wrong('unit-ended');
  const workGroupIds = [...new Set(given.workGroupIds)];
  if (!workGroupIds.every(isId)) return wrong('group-not-of-unit');
  const groups = await tx`
    select 1 from work_groups
    where unit_id = ${unitId} and closed_at is null and id = any(${workGroupIds}::uuid[])`;
  if (groups.length !== workGroupIds.length) return wrong('group-not-of-unit');
  return { ok: true, terms: { ...terms, workGroupIds }, administrationId: unit.administrationId };
}

/** What the log tells of a role. */
export function roleDetail(role: Role, { from, to, workGroupIds }: Omit<AssignmentTerms, 'protectionArea'>) {
  return {
    role,
    ...(workGroupIds.length > 0 && { groupIds: [...workGroupIds] }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  };
}
