/** One Ctrl-C arrives twice: from the terminal, and passed on by the script that started us. */
const SAME_WISH_MS = 1_000;

/**
 * Resolves when the process is asked to end: Ctrl-C, SIGTERM, SIGHUP, or the script that started us is
 * gone, killed even (the channel to it closes). Asked once more a while later, the process ends on the spot.
 */
export function untilAskedToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  const stop = () => {
    const now = performance.now();
    if (asked && now - asked > SAME_WISH_MS) process.exit(130);
    asked ||= now;
    resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  process.on('disconnect', stop);
  // Listening to the channel is no reason to stay.
  process.channel?.unref();
  return promise;
}
