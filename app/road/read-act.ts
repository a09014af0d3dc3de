import type { RoadAct } from '@delaktig/domain';
import { roadActSchema } from '@delaktig/domain';

/** The act that a form asks for, or null when something in it is not as it must be. Acts pick what is theirs. */
export function readAct(form: FormData): RoadAct | null {
  const word = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const all = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const read = roadActSchema.safeParse({
    act: word('act'),
    sectionId: word('sectionId'),
    sectionIds: all('sectionIds'),
    goalId: word('goalId'),
    lastCommentDay: word('lastCommentDay'),
    registryNumber: word('registryNumber'),
    reason: word('reason'),
    despite: word('despite') === 'true',
    mode: word('mode'),
    workGroupIds: all('workGroupIds'),
    controllers: word('controllers') === 'true',
    deputyIds: all('deputyIds'),
    fingerprint: word('fingerprint'),
    status: word('status') === '' ? null : word('status'),
  });
  return read.success ? read.data : null;
}
