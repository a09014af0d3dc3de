import { type Footprint, footprintOf, type IdRange, IdSet } from '@delaktig/sync';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;

/**
 * Whether an update is laid out as Yjs itself does: each client in one place, the highest first; what is deleted of a
 * client from its first clock to its last; and nothing that is empty. Where it is not, a document takes something else
 * of it than a merge, or breaks: those who were there and those who come would read different words.
 */
export function isLaidOutByYjs(update: Uint8Array, { inserted, deleted }: Footprint): boolean {
  const clients = [...new Set(inserted.map(({ client }) => client))];
  const places = decoding.readVarUint(decoding.createDecoder(update));
  return (
    places === clients.length &&
    clients.every((client, at) => client < (clients[at - 1] ?? Number.POSITIVE_INFINITY)) &&
    inserted.every(({ from, to }) => from < to) &&
    deleted.every(({ client, from, to }, at) => {
      const before = deleted[at - 1];
      return from < to && (before?.client !== client || before.to <= from);
    })
  );
}

/** So many deletions, each apart from the others, are no section's. */
const MOST_RANGES = 500_000;

/** The footprint of an update that every document takes alike; null when it is none. Never throws. */
export function soundFootprint(update: Uint8Array): Footprint | null {
  const footprint = footprintOf(update);
  if (!footprint || footprint.inserted.length + footprint.deleted.length > MOST_RANGES) return null;
  return isLaidOutByYjs(update, footprint) ? footprint : null;
}

/**
 * The update without words that are held already; its deletions stay. For an update that `isLaidOutByYjs`. Throws on bytes that
 * are no update.
 */
export function withoutHeld(update: Uint8Array, held: Iterable<IdRange>): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const clients = new Map<number, Struct[]>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const theirs = clients.get(struct.id.client);
    if (theirs) theirs.push(struct);
    else clients.set(struct.id.client, [struct]);
  }
  const inTheWay = byClient(clients, held);
  const left = [...clients]
    .map(([client, theirs]) => theirs.flatMap((struct) => lacking(struct, inTheWay.get(client) ?? [])))
    .filter((theirs) => theirs.length > 0);
  return encode(left, ds.clients);
}

/** The parts of some ranges that are in no range of `held`. */
export function outside(ranges: readonly IdRange[], held: Iterable<IdRange>): IdRange[] {
  const inTheWay = byClient(new Set(ranges.map(({ client }) => client)), held);
  return ranges.flatMap((range) => gaps(range, inTheWay.get(range.client) ?? []));
}

/** What is held of some clients, ascending. */
function byClient(
  clients: { has(client: number): boolean },
  held: Iterable<IdRange>,
): Map<number, IdRange[]> {
  const theirs = new IdSet();
  for (const range of held) if (clients.has(range.client)) theirs.add(range);
  const ofClient = new Map<number, IdRange[]>();
  for (const range of theirs.ranges()) {
    const ranges = ofClient.get(range.client);
    if (ranges) ranges.push(range);
    else ofClient.set(range.client, [range]);
  }
  return ofClient;
}

function lacking(struct: Struct, held: readonly IdRange[]): Struct[] {
  const { client, clock } = struct.id;
  const range = { client, from: clock, to: clock + struct.length };
  return gaps(range, held).map(({ from, to }) => piece(struct, from, to));
}

/** The parts of a range that are not held; `held` is of its client, ascending. */
function gaps({ client, from, to }: IdRange, held: readonly IdRange[]): IdRange[] {
  const found: IdRange[] = [];
  let at = from;
  for (let next = firstEndingAfter(held, from); at < to; next++) {
    const inTheWay = held[next] ?? { from: to, to };
    if (inTheWay.from > at) found.push({ client, from: at, to: Math.min(inTheWay.from, to) });
    at = inTheWay.to;
  }
  return found;
}

function firstEndingAfter(ranges: readonly IdRange[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As Yjs itself cuts: the second half leans on the end of the first. */
function piece(struct: Struct, from: number, to: number): Struct {
  const { client, clock } = struct.id;
  if (from === clock && to === clock + struct.length) return struct;
  if (struct instanceof Y.GC) return new Y.GC(Y.createID(client, from), to - from);
  // Only what has several clocks is ever cut: text, values, and what is left of deletions.
  const whole = struct.content.copy();
  const content = from > clock ? whole.splice(from - clock) : whole;
  if (to < clock + struct.length) content.splice(to - from);
  const origin = from > clock ? Y.createID(client, from - 1) : struct.origin;
  const { rightOrigin, parent, parentSub } = struct;
  return new Y.Item(Y.createID(client, from), null, origin, null, rightOrigin, parent, parentSub, content);
}

type Deletions = ReadonlyMap<number, readonly { clock: number; len: number }[]>;

/** The first version of the format of Yjs: clients with their structs and what lies between them, then deletions. */
function encode(clients: readonly Struct[][], deletions: Deletions): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  encoding.writeVarUint(restEncoder, clients.length);
  for (const structs of clients) {
    const whole = withSkips(structs);
    const [first] = structs;
    encoding.writeVarUint(restEncoder, whole.length);
    encoding.writeVarUint(restEncoder, first?.id.client ?? 0);
    encoding.writeVarUint(restEncoder, first?.id.clock ?? 0);
    for (const struct of whole) struct.write(encoder, 0);
  }
  encoding.writeVarUint(restEncoder, deletions.size);
  for (const [client, items] of deletions) {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, items.length);
    for (const { clock, len } of items) {
      encoding.writeVarUint(restEncoder, clock);
      encoding.writeVarUint(restEncoder, len);
    }
  }
  return encoder.toUint8Array();
}

function withSkips(structs: readonly Struct[]): (Struct | Y.Skip)[] {
  const whole: (Struct | Y.Skip)[] = [];
  let end = structs[0]?.id.clock ?? 0;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (clock > end) whole.push(new Y.Skip(Y.createID(client, end), clock - end));
    whole.push(struct);
    end = clock + struct.length;
  }
  return whole;
}
