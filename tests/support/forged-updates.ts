import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Random } from './prose-edits.ts';

/** An update that says words under a Yjs client of one's choice. */
export function saying(clientId: number, words: string, field = 'content'): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getText(field).insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** An update that deletes, of one Yjs client, so many clocks from each of these. */
export function deleting(clientId: number, ...ranges: [clock: number, length: number][]): Uint8Array {
  return written((write) => {
    for (const number of [0, 1, clientId, ranges.length, ...ranges.flat()]) write(number);
  });
}

/** Bytes of which each number is a varUint, as in everything of Yjs. */
export function written(
  work: (write: (number: number) => void, encoder: encoding.Encoder) => void,
): Uint8Array {
  const encoder = encoding.createEncoder();
  work((number) => encoding.writeVarUint(encoder, number), encoder);
  return encoding.toUint8Array(encoder);
}

/** Yjs clients that a forger writes under: their own, and those of colleagues. */
export type Cast = { own: number; others: readonly [number, ...number[]] };

/** The kinds of content by their number in the format of Yjs, with their length in clocks. */
type Content = { ref: number; write(encoder: encoding.Encoder, random: Random): number };

const one = (write: (encoder: encoding.Encoder, random: Random) => void) => {
  return (encoder: encoding.Encoder, random: Random) => {
    write(encoder, random);
    return 1;
  };
};

const CONTENTS: readonly [Content, ...Content[]] = [
  {
    ref: 4,
    write(encoder, random) {
      const words = random.pick(['gift', 'å', 'a😀b😀c', '', 'något längre']);
      encoding.writeVarString(encoder, words);
      return words.length;
    },
  },
  { ref: 1, write: (encoder, random) => countOf(encoder, random, () => {}) },
  {
    ref: 2,
    write: (encoder, random) => countOf(encoder, random, () => encoding.writeVarString(encoder, '1')),
  },
  { ref: 3, write: one((encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array(2))) },
  { ref: 5, write: one((encoder) => encoding.writeVarString(encoder, '{"a":1}')) },
  {
    ref: 6,
    write: one((encoder, random) => {
      encoding.writeVarString(encoder, 'bold');
      encoding.writeVarString(encoder, random.pick(['true', 'null']));
    }),
  },
  {
    ref: 7,
    write: one((encoder, random) => {
      const kind = random.below(7);
      encoding.writeVarUint(encoder, kind);
      // Elements and hooks have names.
      if (kind === 3 || kind === 5) encoding.writeVarString(encoder, 'p');
    }),
  },
  { ref: 8, write: (encoder, random) => countOf(encoder, random, () => encoding.writeAny(encoder, 1)) },
  {
    ref: 9,
    write: one((encoder) => {
      encoding.writeVarString(encoder, 'ett annat dokument');
      encoding.writeAny(encoder, {});
    }),
  },
];

function countOf(encoder: encoding.Encoder, random: Random, each: () => void): number {
  const count = random.below(4);
  encoding.writeVarUint(encoder, count);
  for (let i = 0; i < count; i++) each();
  return count;
}

/** Bytes that are laid out as an update, and that no document would ever have written. */
export function forgedUpdate(random: Random, { own, others }: Cast): Uint8Array {
  const [other] = [random.pick(others)];
  const clients = random.pick([[own], [own], [own], [other, own], [own, other], [own, own], [other]]);
  return written((write, encoder) => {
    write(clients.length);
    for (const client of clients) forgeClient(encoder, random, client, { own, others });
    const deleted = [own, ...others].slice(0, random.below(3));
    write(deleted.length);
    for (const client of deleted) {
      const count = 1 + random.below(2);
      write(client);
      write(count);
      for (let i = 0; i < count; i++) {
        write(random.below(12));
        write(random.below(4));
      }
    }
  });
}

const GC = 0;
const SKIP = 10;

function forgeClient(encoder: encoding.Encoder, random: Random, client: number, cast: Cast): void {
  const write = (number: number) => encoding.writeVarUint(encoder, number);
  const count = 1 + random.below(4);
  write(count);
  write(client);
  let clock = random.pick([0, 0, random.below(6), random.below(20)]);
  write(clock);
  for (let i = 0; i < count; i++) {
    const kind = random.below(8);
    if (kind < 2) {
      const length = kind === 0 ? random.pick([0, 1, 3, 2 ** 40]) : random.pick([1, 3, 2 ** 40]);
      encoding.writeUint8(encoder, kind === 0 ? GC : SKIP);
      write(length);
      clock += length;
    } else clock += forgeItem(encoder, random, client, clock, cast);
  }
}

const [HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_KEY] = [128, 64, 32] as const;

/** Answers its length in clocks. */
function forgeItem(
  encoder: encoding.Encoder,
  random: Random,
  client: number,
  clock: number,
  { own, others }: Cast,
): number {
  const content = random.pick(CONTENTS);
  const [leans, leansRight] = [random.below(3) > 0, random.below(3) === 0];
  // Of several clocks under one key Yjs itself keeps the last, wherever they are cut.
  const hasKey = !leans && !leansRight && [3, 5, 6, 7, 9].includes(content.ref) && random.below(4) === 0;
  encoding.writeUint8(
    encoder,
    content.ref | (leans ? HAS_ORIGIN : 0) | (leansRight ? HAS_RIGHT_ORIGIN : 0) | (hasKey ? HAS_KEY : 0),
  );
  const writeId = () => {
    const whose = random.pick([client, own, ...others]);
    encoding.writeVarUint(encoder, whose);
    encoding.writeVarUint(encoder, whose === client && clock > 0 ? random.below(clock) : random.below(12));
  };
  if (leans) writeId();
  if (leansRight) writeId();
  if (!leans && !leansRight) {
    const isField = random.below(2);
    encoding.writeVarUint(encoder, isField);
    if (isField) encoding.writeVarString(encoder, random.pick(['content', 'content', 'rubrik']));
    else writeId();
  }
  if (hasKey) encoding.writeVarString(encoder, random.pick(['a', 'b']));
  return content.write(encoder, random);
}
