export type Rounds = {
  /** No round begins any more. Resolves when the one that has begun is done. */
  close(): Promise<void>;
};

/**
 * Goes its round at once and then every so many ms, one at a time: where the last one still goes, it is left out.
 * `round` tells of its failures itself; one that throws is a bug and ends the process.
 */
export function goRounds(round: () => Promise<void>, everyMs: number): Rounds {
  let going: Promise<void> | null = null;
  const go = () => {
    going ??= round().finally(() => {
      going = null;
    });
  };
  const timer = setInterval(go, everyMs).unref();
  go();
  return {
    async close() {
      clearInterval(timer);
      await going;
    },
  };
}
