import { ROLES } from '@delaktig/domain';
import { z } from 'zod';
import type { LogFilter, PeopleFilter } from '../../server/organisation/contract.ts';

/** What an address says that is not understood is as if it were not said. */
const word = z.string().min(1).max(120).optional().catch(undefined);
const page = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

const people = z.object({
  namn: word,
  enhet: word,
  grupp: word,
  roll: z.enum(ROLES).optional().catch(undefined),
  saknar: z.enum(['sign-in', 'role']).optional().catch(undefined),
  visa: z.literal('stangda').optional().catch(undefined),
  sida: page,
});

export function readPeopleFilter(params: URLSearchParams): PeopleFilter {
  const read = people.parse(Object.fromEntries(params));
  return {
    name: read.namn,
    unitId: read.enhet,
    groupId: read.grupp,
    role: read.roll,
    lack: read.saknar,
    closed: read.visa === 'stangda' || undefined,
    page: read.sida,
  };
}

const log = z.object({ person: word, handelse: word, fran: day, till: day, sida: page });

export function readLogFilter(params: URLSearchParams): LogFilter {
  const { person, handelse, fran, till, sida } = log.parse(Object.fromEntries(params));
  return { accountId: person, act: handelse, from: fran, to: till, page: sida };
}
