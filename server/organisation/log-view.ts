import { APPROVERS, REPORT_KINDS, ROLES, type Role } from '@delaktig/domain';
import { type AuditDetail, shownName } from '@delaktig/texts';
import type postgres from 'postgres';
import { z } from 'zod';
import { type AuditRow, auditChoices, countAudit, readAudit } from '../database/audit.ts';
import { isId } from '../database/ids.ts';
import type { Found, LogFilter, LogLine, LogView } from './contract.ts';
import { logFile } from './log-file.ts';
import { NOT_FOUND, ownAdministration } from './overview.ts';
import type { Deps } from './permitted.ts';

const PAGE = 50;
/** Rows that are read at a time for the file. */
const CHUNK = 5_000;

export async function logView(
  deps: Deps,
  administrationId: string,
  filter: LogFilter,
): Promise<Found<LogView>> {
  const administration = await ownAdministration(deps, administrationId);
  if (administration === null) return NOT_FOUND;
  const { sql } = deps;
  const search = searchOf(administrationId, filter);
  const page = filter.page ?? 1;
  const [rows, total, choices] = await Promise.all([
    readAudit(sql, search, { limit: PAGE, offset: (page - 1) * PAGE }),
    countAudit(sql, search),
    auditChoices(sql, administrationId),
  ]);
  const names = await namesFor(sql, rows, choices.accountIds);
  const people = choices.accountIds
    .map((id) => ({ id, shown: names.people.get(id) ?? '' }))
    .sort((a, b) => a.shown.localeCompare(b.shown, 'sv'));
  const lines = rows.map((row) => lineOf(row, names));
  const pages = Math.max(1, Math.ceil(total / PAGE));
  return { ok: true, view: { administration, lines, total, page, pages, people, acts: choices.acts } };
}

/** Everything that the filter lets through, oldest last. */
export async function logCsv(
  deps: Deps,
  administrationId: string,
  filter: LogFilter,
): Promise<Found<string>> {
  if ((await ownAdministration(deps, administrationId)) === null) return NOT_FOUND;
  const search = searchOf(administrationId, filter);
  const lines: LogLine[] = [];
  for (;;) {
    const rows = await readAudit(deps.sql, search, { limit: CHUNK, offset: lines.length });
    const names = await namesFor(deps.sql, rows, []);
    lines.push(...rows.map((row) => lineOf(row, names)));
    if (rows.length < CHUNK) return { ok: true, view: logFile(lines) };
  }
}

function searchOf(administrationId: string, { accountId, act, from, to }: LogFilter) {
  return {
    administrationId,
    accountId: accountId !== undefined && isId(accountId) ? accountId : null,
    act: act ?? null,
    from: from ?? null,
    to: to ?? null,
  };
}

type Names = { people: Map<string, string>; units: Map<string, string>; groups: Map<string, string> };

/** Looked up when the log is read: it holds none itself. */
async function namesFor(
  sql: postgres.ISql,
  rows: readonly AuditRow[],
  accountIds: readonly string[],
): Promise<Names> {
  const people = rows.flatMap(({ actorId, accountId }) => [actorId, accountId]);
  const units = rows.flatMap(({ unitId, detail }) => [unitId, detail.heirId, ...idsIn(detail.unitIds)]);
  const groups = rows.flatMap(({ detail }) => [detail.groupId, ...idsIn(detail.groupIds)]);
  const [shown, unitNames, groupNames] = await Promise.all([
    shownPeople(sql, idsIn([...people, ...accountIds])),
    sql<{ id: string; name: string }[]>`select id, name from units where id = any(${idsIn(units)}::uuid[])`,
    sql<{ id: string; name: string }[]>`
      select id, name from work_groups where id = any(${idsIn(groups)}::uuid[])`,
  ]);
  const byId = (named: readonly { id: string; name: string }[]) =>
    new Map(named.map(({ id, name }) => [id, name]));
  return { people: shown, units: byId(unitNames), groups: byId(groupNames) };
}

const known = z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) });

async function shownPeople(sql: postgres.ISql, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql`
    select a.id, a.name, array(select ra.role from role_assignments ra where ra.account_id = a.id) as roles
    from accounts a where a.id = any(${ids as string[]}::uuid[])`;
  return new Map(
    z
      .array(known)
      .parse([...rows])
      .map(({ id, name, roles }): [string, string] => [id, shownName(name, roles as Role[])]),
  );
}

function idsIn(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && isId(value)))];
}

function lineOf({ id, at, act, actorId, accountId, unitId, detail }: AuditRow, names: Names): LogLine {
  return {
    id,
    at: at.toISOString(),
    act,
    by: actorId === null ? null : (names.people.get(actorId) ?? null),
    person: accountId === null ? null : { id: accountId, shown: names.people.get(accountId) ?? '' },
    unit: unitId === null ? null : (names.units.get(unitId) ?? null),
    detail: detailOf(detail, names),
  };
}

const day = z.iso.date().optional().catch(undefined);
const told = z.object({
  role: z.enum(ROLES).optional().catch(undefined),
  from: day,
  to: day,
  day,
  kind: z.enum(REPORT_KINDS).optional().catch(undefined),
  approver: z.enum(APPROVERS).optional().catch(undefined),
  fields: z.array(z.string()).optional().catch(undefined),
  count: z.int().optional().catch(undefined),
});

function detailOf(detail: AuditRow['detail'], { units, groups }: Names): AuditDetail {
  const { heirId, groupId } = detail;
  const counts = Object.entries(detail).filter(
    (each): each is [string, number] => typeof each[1] === 'number',
  );
  return {
    ...told.parse(detail),
    ...(typeof heirId === 'string' && units.has(heirId) && { unit: units.get(heirId) }),
    units: idsIn(detail.unitIds).flatMap((id) => units.get(id) ?? []),
    ...(typeof groupId === 'string' && groups.has(groupId) && { group: groups.get(groupId) }),
    groups: idsIn(detail.groupIds).flatMap((id) => groups.get(id) ?? []),
    counts: Object.fromEntries(counts),
  };
}
