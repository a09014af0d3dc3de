const STORED = 'delaktig:reloaded';
/** A page that is still too old after it was loaded again would otherwise be loaded without end. */
const LEAST_BETWEEN_MS = 5 * 60_000;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Whether the page may load itself again now, and notes that it does. Never where the browser notes nothing. */
export function mayReload(storage: () => Storage, now: number): boolean {
  try {
    const last = Number(storage().getItem(STORED) ?? 0);
    if (now - last < LEAST_BETWEEN_MS) return false;
    storage().setItem(STORED, String(now));
    return true;
  } catch {
    return false;
  }
}
