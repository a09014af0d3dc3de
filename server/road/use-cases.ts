import type { Asked } from '../http/patience.ts';
import type { RoadUseCases } from './contract.ts';

export function roadUseCases({ patience: { reads, acts } }: Asked): RoadUseCases {
  return {
    act: acts(async () => ({ ok: false, reason: 'not-found' })),
    history: reads(async () => null),
  };
}
