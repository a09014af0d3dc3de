import type postgres from 'postgres';

/**
 * Of `reports r`: the unit whose report it is, and those that have taken over by today (Europe/Stockholm). Who parted
 * from a unit that lives on has to do with what was written before they did.
 */
export const unitIdsOf = (sql: postgres.ISql) => sql`
  array(select r.unit_id::text union all select heir_id::text from unit_heirs h
    where h.unit_id = r.unit_id and h.valid_from <= (now() at time zone 'Europe/Stockholm')::date
      and (h.written_before is null or r.created_at < h.written_before))`;

/** Of `reports r join units u`: who approves its sections. */
export const approverOf = (sql: postgres.ISql) => sql`
  coalesce((select approver from approval_rules a
    where a.administration_id = u.administration_id and a.kind = r.kind), 'superior')`;
