import { sv } from '@delaktig/texts';
import type { WaitingReport } from '../../server/http/context.ts';

const t = sv.start.pressing;

/** What somebody else waits for, in sentences, most pressing first. */
export function pressingIn(waiting: WaitingReport): string[] {
  const { report, sentBack, returned, approve, passOn, handIn } = waiting;
  const name = sv.kinds[report.kind].the;
  const inside = name.charAt(0).toLocaleLowerCase('sv') + name.slice(1);
  return [
    sentBack === null ? null : t.sentBack(name),
    returned.length === 0 ? null : t.returned(returned.length),
    passOn === 0 ? null : t.passOn(passOn),
    approve === 0 ? null : t.approve(approve),
    handIn ? t.handIn(inside) : null,
  ].filter((sentence) => sentence !== null);
}

/** Over several reports, in the same order. */
export function pressingInAll(all: readonly WaitingReport[]): string[] {
  const sum = (of: (waiting: WaitingReport) => number) => all.reduce((so, waiting) => so + of(waiting), 0);
  const returned = sum((waiting) => waiting.returned.length);
  const passOn = sum((waiting) => waiting.passOn);
  const approve = sum((waiting) => waiting.approve);
  return [
    returned === 0 ? null : t.returned(returned),
    passOn === 0 ? null : t.passOn(passOn),
    approve === 0 ? null : t.approve(approve),
  ].filter((sentence) => sentence !== null);
}

/** What came back first, then what others wait for, then what can be handed in; of alike, the nearest last day. */
export function byUrgency(a: WaitingReport, b: WaitingReport): number {
  return rank(a) - rank(b) || dayOf(a).localeCompare(dayOf(b));
}

function rank({ sentBack, returned, approve, passOn, handIn }: WaitingReport): number {
  if (sentBack !== null || returned.length > 0) return 0;
  if (approve + passOn > 0) return 1;
  return handIn ? 2 : 3;
}

/** Without a last day after all that have one. */
function dayOf({ report }: WaitingReport): string {
  return report.lastCommentDay ?? '9999-12-31';
}
