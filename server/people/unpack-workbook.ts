import { crc32, inflateRawSync } from 'node:zlib';

/** More than the sheets of 5,000 people unpack to, and little enough to be held. */
const MOST_UNPACKED = 48 * 1024 * 1024;
const MOST_ENTRIES = 500;

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LISTED_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 65_535;

type Entry = { name: Buffer; method: number; packed: Buffer };

export type Unpacked =
  | { ok: true; workbook: Buffer }
  | { ok: false; reason: 'too-large' | 'damaged' | 'other-file' };

/**
 * The workbook as a zip that is not packed. What a zip says of its own sizes may be a lie, and a library that believes
 * it takes the whole process down: here no more is unpacked than may be.
 */
export function unpackWorkbook(bytes: Uint8Array): Unpacked {
  try {
    const entries = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!entries.some(({ name }) => name.toString() === 'xl/workbook.xml')) {
      return { ok: false, reason: 'other-file' };
    }
    let left = MOST_UNPACKED;
    const files = entries
      .filter(({ name }) => /\.(xml|rels)$/i.test(name.toString()))
      .map(({ name, method, packed }) => {
        const content =
          method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
        left -= content.length;
        if (left < 0) throw new RangeError('unpacks to more than may be');
        return { name, content };
      });
    return { ok: true, workbook: stored(files) };
  } catch (error) {
    return { ok: false, reason: error instanceof RangeError ? 'too-large' : 'damaged' };
  }
}

class Damaged extends Error {}

/** As the list at the end of the file has them. */
function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(signature(END));
  if (end < 0 || end < zip.length - END_BYTES - MOST_COMMENT) throw new Damaged();
  const count = at(zip, end, END_BYTES).readUInt16LE(10);
  if (count > MOST_ENTRIES) throw new RangeError('more files than a workbook has');
  const entries: Entry[] = [];
  let place = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const head = at(zip, place, LISTED_BYTES);
    if (head.readUInt32LE(0) !== LISTED) throw new Damaged();
    const nameLength = head.readUInt16LE(28);
    entries.push({
      name: at(zip, place + LISTED_BYTES, nameLength),
      method: head.readUInt16LE(10),
      packed: packedAt(zip, head.readUInt32LE(42), head.readUInt32LE(20)),
    });
    place += LISTED_BYTES + nameLength + head.readUInt16LE(30) + head.readUInt16LE(32);
  }
  return entries;
}

function packedAt(zip: Buffer, place: number, length: number): Buffer {
  const head = at(zip, place, LOCAL_BYTES);
  if (head.readUInt32LE(0) !== LOCAL) throw new Damaged();
  return at(zip, place + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28), length);
}

function at(zip: Buffer, place: number, length: number): Buffer {
  if (place + length > zip.length) throw new Damaged();
  return zip.subarray(place, place + length);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The least zip there is: every file as it is. */
function stored(files: readonly { name: Buffer; content: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let place = 0;
  for (const { name, content } of files) {
    const local = Buffer.alloc(LOCAL_BYTES);
    local.writeUInt32LE(LOCAL, 0);
    local.writeUInt16LE(20, 4);
    sizes(local, 14, name, content);
    const listed = Buffer.alloc(LISTED_BYTES);
    listed.writeUInt32LE(LISTED, 0);
    listed.writeUInt16LE(20, 4);
    listed.writeUInt16LE(20, 6);
    sizes(listed, 16, name, content);
    listed.writeUInt32LE(place, 42);
    parts.push(local, name, content);
    list.push(listed, name);
    place += LOCAL_BYTES + name.length + content.length;
  }
  const listing = Buffer.concat(list);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...parts, listing, end]);
}

function sizes(head: Buffer, place: number, name: Buffer, content: Buffer): void {
  head.writeUInt32LE(crc32(content), place);
  head.writeUInt32LE(content.length, place + 4);
  head.writeUInt32LE(content.length, place + 8);
  head.writeUInt16LE(name.length, place + 12);
}
