import * as Y from 'yjs';
import { seeded } from '../../support/random.ts';
import { lettersOf, Pen, writerOf } from './pen.ts';

/** An update, and the clock that its author has reached with it. */
export type StoryStep = { update: Uint8Array; writer: number; clock: number };

export type Story = {
  steps: StoryStep[];
  /** What Yjs makes of the whole. */
  encodedBytes: number;
  characters: number;
  /** The clock of each author at the end, by number. */
  clocks: number[];
};

const AUTHORS = 5;
const UPDATES = 5_000;
const LETTERS_PER_UPDATE = 4.2;

/**
 * 20 kB that five people have written in 5,000 updates: in turn, each in paragraphs of their own, with slips of
 * the pen taken back. The same each time.
 */
export function writeStory(): Story {
  const random = seeded(20_270_211);
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment('content');
  const steps: StoryStep[] = [];
  const texts: Y.XmlText[] = [];
  let author = 0;
  doc.on('update', (update: Uint8Array) => {
    const writer = writerOf(doc.clientID);
    steps.push({ update, writer, clock: Y.getState(doc.store, doc.clientID) });
  });
  while (steps.length < UPDATES) {
    if (random.next() < 0.1) author = random.below(AUTHORS);
    doc.clientID = new Pen(author).clientId;
    const text = texts[author];
    const isLast = steps.length === UPDATES - 1;
    if (!text || (text.length > 300 && !isLast)) texts[author] = newParagraph(doc, fragment);
    else if (random.next() < 0.04 && text.length > 10 && !isLast) text.delete(text.length - 3, 3);
    else text.insert(text.length, lettersOf(Math.round(LETTERS_PER_UPDATE * (0.4 + 1.2 * random.next()))));
  }
  const story = {
    steps,
    encodedBytes: Y.encodeStateAsUpdate(doc).byteLength,
    characters: fragment.toString().replaceAll(/<[^>]*>/g, '').length,
    clocks: Array.from({ length: AUTHORS }, (_, writer) => Y.getState(doc.store, new Pen(writer).clientId)),
  };
  doc.destroy();
  return story;
}

function newParagraph(doc: Y.Doc, fragment: Y.XmlFragment): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.transact(() => {
    fragment.push([paragraph]);
    paragraph.push([text]);
  });
  return text;
}
