import type { Asked } from '../http/patience.ts';
import type { PeopleUseCases } from './contract.ts';

export function peopleUseCases(_asked: Asked): PeopleUseCases {
  return {};
}
