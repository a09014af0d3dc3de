import * as Y from 'yjs';
import { cursorOf } from '../cursor.ts';
import { LightClient } from '../light-client.ts';
import { letterAt, Pen } from '../pen.ts';
import { type RealClient, realClient } from '../real-client.ts';
import { scanUpdate } from '../scan-update.ts';
import type { Target } from '../target.ts';
import { until } from '../waiting.ts';

const KEYS = 60;

/**
 * Two light clients and two real ones in one room, all writing but one. Throws unless all see the same in the
 * end, carets have come both ways, somebody who comes late gets the same at once, and the light clients have
 * read from each update what Yjs reads.
 */
export async function check(target: Target): Promise<{ characters: number; frames: number }> {
  const first = await realClient(target, 0);
  const second = await realClient(target, 0);
  await until(
    () => first.hasAll() && second.hasAll(),
    () => 'what the room held with the real clients',
  );
  const before = { letters: lettersIn(first.doc), paragraphs: contentOf(first.doc).length };
  let carets = 0;
  const watching = reader();
  const watcher = await LightClient.open(target, 0, {
    onUpdate: watching.hear,
    onAwareness: () => carets++,
  });
  const writing = reader();
  const writer = await LightClient.open(target, 0, { onUpdate: writing.hear });
  const pen = new Pen(7);

  await typeTogether(first, second, writer, pen, before.paragraphs);
  const docs = [first.doc, second.doc, watching.doc];
  const letters = before.letters + 3 * KEYS + 1 - 3;
  await until(
    () => docs.every((doc) => readable(doc) === readable(first.doc) && lettersIn(doc) === letters),
    () => `the same with all:\n${docs.map(readable).join('\n')}`,
  );
  await until(
    () => carets > 0 && first.awareness.getStates().get(pen.clientId)?.cursor !== undefined,
    () =>
      `carets: ${carets} with the light client, ${[...first.awareness.getStates().keys()]} with the real one`,
  );
  if (target.dialect !== 'unsynced') await comeLate(target, readable(first.doc));
  await Promise.all([watcher.close(), writer.close()]);
  first.end();
  second.end();
  return { characters: lettersIn(first.doc), frames: watching.frames() + writing.frames() };
}

/** One light client with its pen, one real client in a new paragraph that the other one also writes in. */
async function typeTogether(
  first: RealClient,
  second: RealClient,
  writer: LightClient,
  pen: Pen,
  paragraphsBefore: number,
) {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  first.doc.transact(() => {
    contentOf(first.doc).push([paragraph]);
    paragraph.push([text]);
  });
  await until(
    () => textIn(second.doc, paragraphsBefore) !== null,
    () => 'the paragraph of the first real client with the second',
  );
  writer.sendUpdate(pen.begin());
  first.awareness.setLocalState({ user: { name: 'Prov Chef' }, cursor: { anchor: 1, head: 1 } });
  for (let key = 0; key < KEYS; key++) {
    text.insert(text.length, letterAt(key));
    const other = textIn(second.doc, paragraphsBefore);
    other?.insert(Math.min(key, other.length), 'x');
    const clock = pen.clock;
    writer.sendUpdate(pen.type(letterAt(key)));
    writer.sendAwareness(cursorOf(pen.clientId, clock));
    if (key % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  text.delete(0, 3);
}

async function comeLate(target: Target, expected: string): Promise<void> {
  const late = reader();
  const client = await LightClient.open(target, 0, { onUpdate: late.hear });
  await client.close();
  if (readable(late.doc) !== expected) throw new Error(`Late:\n${readable(late.doc)}\nnot\n${expected}`);
}

/** A document beside a light client, and a second opinion on how it reads updates. */
function reader() {
  const doc = new Y.Doc();
  let frames = 0;
  const hear = (update: Uint8Array) => {
    frames += 1;
    const seen: string[] = [];
    scanUpdate(update, (client, clock, length) => seen.push(`${client}:${clock}+${length}`));
    const right = Y.decodeUpdate(update)
      .structs.filter((struct) => !(struct instanceof Y.Skip))
      .map(({ id, length }) => `${id.client}:${id.clock}+${length}`);
    if (seen.join() !== right.join()) throw new Error(`Read as ${seen}, and Yjs reads ${right}`);
    Y.applyUpdate(doc, update);
  };
  return { doc, hear, frames: () => frames };
}

const contentOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('content');

const readable = (doc: Y.Doc): string => contentOf(doc).toString();

const lettersIn = (doc: Y.Doc): number => readable(doc).replaceAll(/<[^>]*>/g, '').length;

/** Of the first paragraph after so many that is not a light client's: theirs begin with a capital. */
function textIn(doc: Y.Doc, after: number): Y.XmlText | null {
  for (const paragraph of contentOf(doc).toArray().slice(after)) {
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (text instanceof Y.XmlText && !text.toString().startsWith('A')) return text;
  }
  return null;
}
