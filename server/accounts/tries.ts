import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How many failed tries in a quarter of an hour are still looked at. */
export const TRIES = { pair: 10, account: 50, address: 100 } as const;
const WINDOW_SECONDS = 15 * 60;
/** The first tries are answered at once; then each waits twice as long as the one before. */
const FREE_TRIES = 3;
const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;

export type Try = {
  /** False: too many tries, the password is not to be looked at. */
  allowed: boolean;
  /** False: so many from one address that hashing for it would be work for nothing. */
  worthHashing: boolean;
  /** How long the answer is held, whatever it is. */
  waitMs: number;
};

export type SignInTries = {
  /** Counts a try before its outcome is known, so that many at once gain nothing. */
  begin(account: string, address: string): Promise<Try>;
  /** The try was right: it and the failures of this person at this address are forgotten. */
  succeeded(account: string, address: string): Promise<void>;
};

/**
 * Tries are counted by account and address together, so that a stranger cannot lock somebody out; by
 * account, against many addresses; and by address, against many accounts. Kept in memory: a restart forgets.
 */
export function createSignInTries(): SignInTries {
  const duration = WINDOW_SECONDS;
  const pairs = new RateLimiterMemory({ points: TRIES.pair, duration });
  const accounts = new RateLimiterMemory({ points: TRIES.account, duration });
  const addresses = new RateLimiterMemory({ points: TRIES.address, duration });
  return {
    async begin(account, address) {
      const [pair, byAccount, byAddress] = await Promise.all([
        pairs.penalty(pairKey(account, address)),
        accounts.penalty(account),
        addresses.penalty(address),
      ]);
      return {
        allowed:
          pair.consumedPoints <= TRIES.pair &&
          byAccount.consumedPoints <= TRIES.account &&
          byAddress.consumedPoints <= TRIES.address,
        worthHashing: byAddress.consumedPoints <= TRIES.address,
        waitMs: waitBefore(pair.consumedPoints),
      };
    },
    async succeeded(account, address) {
      await Promise.all([
        pairs.delete(pairKey(account, address)),
        accounts.reward(account),
        addresses.reward(address),
      ]);
    },
  };
}

/** How many wrong codes in a quarter of an hour are still looked at, by address; and in all before everybody waits. */
export const CODE_TRIES = { address: 30, all: 1_000 } as const;

export type CodeTries = {
  begin(address: string): Promise<{ allowed: boolean; waitMs: number }>;
  /** The code was right: people at one workplace come in one after the other from one address. */
  succeeded(address: string): Promise<void>;
};

/** Wrong codes: by address they come to an end; in all they make every answer slow, which locks nobody out. */
export function createCodeTries(): CodeTries {
  const duration = WINDOW_SECONDS;
  const addresses = new RateLimiterMemory({ points: CODE_TRIES.address, duration });
  const all = new RateLimiterMemory({ points: CODE_TRIES.all, duration });
  return {
    async begin(address) {
      const [byAddress, inAll] = await Promise.all([addresses.penalty(address), all.penalty('all')]);
      return {
        allowed: byAddress.consumedPoints <= CODE_TRIES.address,
        waitMs:
          inAll.consumedPoints > CODE_TRIES.all ? LONGEST_WAIT_MS : waitBefore(byAddress.consumedPoints),
      };
    },
    async succeeded(address) {
      await Promise.all([addresses.reward(address), all.reward('all')]);
    },
  };
}

/** How many times in a quarter of an hour somebody may ask for a new password. */
export const ASK_TRIES = { person: 3, address: 30 } as const;

/** @returns whether the question is looked at */
export type AskTries = { begin(person: string, address: string): Promise<boolean> };

export function createAskTries(): AskTries {
  const duration = WINDOW_SECONDS;
  const people = new RateLimiterMemory({ points: ASK_TRIES.person, duration });
  const addresses = new RateLimiterMemory({ points: ASK_TRIES.address, duration });
  return {
    async begin(person, address) {
      const [byPerson, byAddress] = await Promise.all([people.penalty(person), addresses.penalty(address)]);
      return byPerson.consumedPoints <= ASK_TRIES.person && byAddress.consumedPoints <= ASK_TRIES.address;
    },
  };
}

/** The wait of the nth try of one account from one address. */
export function waitBefore(nth: number): number {
  if (nth <= FREE_TRIES) return 0;
  return Math.min(SHORTEST_WAIT_MS * 2 ** (nth - FREE_TRIES - 1), LONGEST_WAIT_MS);
}

function pairKey(account: string, address: string): string {
  return `${address} ${account}`;
}
