import { APPROVERS, REPORT_KINDS } from '@delaktig/domain';
import { z } from 'zod';
import type { ApprovalView, Found } from './contract.ts';
import { NOT_FOUND, ownAdministration } from './overview.ts';
import type { Deps } from './permitted.ts';

const rule = z.object({ kind: z.enum(REPORT_KINDS), approver: z.enum(APPROVERS) });

/** Who approves, for every kind of report; the superior where nothing has been said. */
export async function approvalView(deps: Deps, administrationId: string): Promise<Found<ApprovalView>> {
  const administration = await ownAdministration(deps, administrationId);
  if (administration === null) return NOT_FOUND;
  const rows = await deps.sql`
    select kind, approver from approval_rules where administration_id = ${administrationId}`;
  const said = new Map(
    z
      .array(rule)
      .parse([...rows])
      .map(({ kind, approver }) => [kind, approver]),
  );
  return {
    ok: true,
    view: {
      administration,
      rules: REPORT_KINDS.map((kind) => ({ kind, approver: said.get(kind) ?? 'superior' })),
    },
  };
}
