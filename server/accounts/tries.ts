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

/** The wait of the nth try of one account from one address. */
export function waitBefore(nth: number): number {
  if (nth <= FREE_TRIES) return 0;
  return Math.min(SHORTEST_WAIT_MS * 2 ** (nth - FREE_TRIES - 1), LONGEST_WAIT_MS);
}

function pairKey(account: string, address: string): string {
  return `${address} ${account}`;
}
