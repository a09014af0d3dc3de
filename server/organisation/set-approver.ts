import type { Approver, ReportKind } from '@delaktig/domain';
import type { Done } from './contract.ts';
import { type Deps, inAdministration } from './permitted.ts';

export async function setApprover(
  deps: Deps,
  { administrationId, kind, approver }: { administrationId: string; kind: ReportKind; approver: Approver },
): Promise<Done> {
  return inAdministration<Done>(deps, administrationId, async (scene) => {
    const changed = await scene.tx`
      insert into approval_rules (administration_id, kind, approver) values (${administrationId}, ${kind}, ${approver})
      on conflict (administration_id, kind) do update set approver = excluded.approver
        where approval_rules.approver <> excluded.approver`;
    if (changed.count > 0) await scene.log(administrationId, 'approval.set', { detail: { kind, approver } });
    return { ok: true };
  });
}
