import type { Asked } from '../http/patience.ts';
import type { ThreadUseCases } from './contract.ts';

export function threadUseCases({ patience: { reads, acts } }: Asked): ThreadUseCases {
  return {
    view: reads(async () => null),
    act: acts(async () => ({ ok: false, reason: 'not-found' })),
    notices: reads(async () => []),
    readNotices: acts(async () => {}),
  };
}
