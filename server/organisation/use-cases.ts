import type { Asked } from '../http/patience.ts';
import type { OrganisationUseCases } from './contract.ts';

export function organisationUseCases(_asked: Asked): OrganisationUseCases {
  return {};
}
