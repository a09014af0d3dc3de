import { randomInt } from 'node:crypto';

/** Short, easily spelled, and about nobody: a name of one's own would outlive a protected identity. */
const WORDS = [
  'alm',
  'asp',
  'bok',
  'ek',
  'fur',
  'gran',
  'hassel',
  'lind',
  'tall',
  'ekorre',
  'falk',
  'humla',
  'kattuggla',
  'lom',
  'svala',
  'trana',
];

const TRIES = 20;

/** "lind-4821". `take` keeps the name unless it is taken. */
export async function madeUpUsername(take: (name: string) => Promise<boolean>): Promise<string> {
  for (let nth = 0; nth < TRIES; nth++) {
    const name = `${WORDS[randomInt(WORDS.length)] ?? 'lind'}-${randomInt(1_000, 10_000)}`;
    if (await take(name)) return name;
  }
  throw new Error('No free username was found');
}
