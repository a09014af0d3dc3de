import type { Outcome } from './readings.ts';

/** An outage, or too many questions: what stands before the server, or the server, answers better another time. */
const PASSING = [429, 502, 503, 504];

/** Reads an address of ours. `take` gets what it answers; not when `signal` has aborted. Rejects without contact. */
export async function readJson<Read>(
  address: string,
  signal: AbortSignal,
  take: (read: Read) => void,
): Promise<Outcome> {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, signal });
  // A refusal stands, and so does a fault of the server: asked again it would be the same.
  if (!response.ok) return PASSING.includes(response.status) ? 'lost' : 'done';
  const read: Read = await response.json();
  if (signal.aborted) return 'lost';
  take(read);
  return 'done';
}
