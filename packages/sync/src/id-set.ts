import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Clocks of one Yjs client: from `from`, up to and without `to`. */
export type IdRange = { client: number; from: number; to: number };

/**
 * A set of Yjs ids, kept as ranges: a text of thousands of characters is a handful of numbers.
 * For each client a flat list `[from, to, from, to …]`, ascending, where no range touches the next.
 */
export class IdSet {
  readonly #clients = new Map<number, number[]>();

  static of(ranges: Iterable<IdRange>): IdSet {
    const set = new IdSet();
    for (const range of ranges) set.add(range);
    return set;
  }

  get isEmpty(): boolean {
    return this.#clients.size === 0;
  }

  add({ client, from, to }: IdRange): void {
    if (from >= to) return;
    const bounds = this.#clients.get(client);
    if (!bounds) {
      this.#clients.set(client, [from, to]);
      return;
    }
    // Typing goes on where it stopped.
    if (bounds.at(-1) === from) {
      bounds[bounds.length - 1] = to;
      return;
    }
    const first = firstEndingAt(bounds, from);
    let last = first;
    let low = from;
    let high = to;
    while (last < bounds.length && (bounds[last] ?? 0) <= to) {
      low = Math.min(low, bounds[last] ?? low);
      high = Math.max(high, bounds[last + 1] ?? high);
      last += 2;
    }
    bounds.splice(first, last - first, low, high);
  }

  /** Whether every id of the range is in here. */
  has({ client, from, to }: IdRange): boolean {
    if (from >= to) return true;
    const bounds = this.#clients.get(client);
    if (!bounds) return false;
    const at = firstEndingAt(bounds, from + 1);
    return at < bounds.length && (bounds[at] ?? 0) <= from && to <= (bounds[at + 1] ?? 0);
  }

  /** How far each client is known without a gap, from its first clock: a Yjs state vector. */
  heads(): Map<number, number> {
    const heads = new Map<number, number>();
    for (const [client, [from, to]] of this.#clients)
      if (from === 0 && to !== undefined) heads.set(client, to);
    return heads;
  }

  *ranges(): Generator<IdRange> {
    for (const [client, bounds] of this.#clients) {
      for (let at = 0; at + 1 < bounds.length; at += 2) {
        yield { client, from: bounds[at] ?? 0, to: bounds[at + 1] ?? 0 };
      }
    }
  }
}

/** The index of the first range that ends at `clock` or later. */
function firstEndingAt(bounds: readonly number[], clock: number): number {
  let low = 0;
  let high = bounds.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[2 * middle + 1] ?? 0) < clock) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** `varUint count`, then for each range `varUint client, varUint from, varUint length`. */
export function writeIdSet(encoder: encoding.Encoder, set: IdSet): void {
  const ranges = [...set.ranges()];
  encoding.writeVarUint(encoder, ranges.length);
  for (const { client, from, to } of ranges) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, from);
    encoding.writeVarUint(encoder, to - from);
  }
}

/** Throws on bytes that end too early. */
export function readIdSet(decoder: decoding.Decoder): IdSet {
  const set = new IdSet();
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const from = decoding.readVarUint(decoder);
    set.add({ client, from, to: from + decoding.readVarUint(decoder) });
  }
  return set;
}
