import type { Asked } from '../http/patience.ts';
import { actOnRoad } from './act.ts';
import type { RoadUseCases } from './contract.ts';
import { historyOf } from './history.ts';

export function roadUseCases({ sql, clock, actor, patience: { reads, acts } }: Asked): RoadUseCases {
  return {
    act: acts((reportId, act) => actOnRoad(sql, { actor, now: clock(), reportId, act })),
    history: reads((reportId, sectionId) => historyOf(sql, actor, { reportId, sectionId }, clock())),
  };
}
