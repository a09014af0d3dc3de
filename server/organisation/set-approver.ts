import type { Approver, ReportKind } from '@delaktig/domain';
import type { Done } from './contract.ts';
import { type Deps, inAdministration } from './permitted.ts';

export async function setApprover(
  deps: Deps,
  { administrationId, kind, approver }: { administrationId: string; kind: ReportKind; approver: Approver },
): Promise<Done> {
  return inAdministration<Done>(deps, administrationId, async (scene) => {
    const [rule] = await scene.tx<{ approver: Approver }[]>`
      select approver from approval_rules where administration_id = ${administrationId} and kind = ${kind}`;
    if ((rule?.approver ?? 'superior') === approver) return { ok: true };
    await scene.tx`
      insert into approval_rules (administration_id, kind, approver) values (${administrationId}, ${kind}, ${approver})
      on conflict (administration_id, kind) do update set approver = excluded.approver`;
    await scene.log(administrationId, 'approval.set', { detail: { kind, approver } });
    return { ok: true };
  });
}
