import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Client ids of writers follow each other from here: recognised at a glance, and as long as Yjs' own. */
const FIRST_CLIENT = 3_000_000_000;

/** The number of a writer whose client id this is; negative for anybody else. */
export const writerOf = (client: number): number => client - FIRST_CLIENT;

/** Clocks 0 to 2 are the paragraph, its text and the first character. */
export const CLOCKS_OF_START = 3;

/**
 * Somebody who types at the end of a paragraph of their own, in the same fragment as everybody else. Makes the
 * very bytes that an editor would send, without holding a document.
 */
export class Pen {
  readonly clientId: number;
  #clock = CLOCKS_OF_START;

  constructor(writer: number) {
    this.clientId = FIRST_CLIENT + writer;
  }

  /** The clock that the next character gets. */
  get clock(): number {
    return this.#clock;
  }

  /** The update that begins the paragraph. */
  begin(): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = this.clientId;
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    doc.transact(() => {
      doc.getXmlFragment('content').push([paragraph]);
      paragraph.push([text]);
      text.insert(0, 'A');
    });
    const update = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return update;
  }

  /** The update that adds ASCII characters to it: one for a keystroke, many for a paste. */
  type(characters: string): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1); // one client
    encoding.writeVarUint(encoder, 1); // one struct
    encoding.writeVarUint(encoder, this.clientId);
    encoding.writeVarUint(encoder, this.#clock);
    encoding.writeUint8(encoder, 0x84); // a text with something to its left
    encoding.writeVarUint(encoder, this.clientId);
    encoding.writeVarUint(encoder, this.#clock - 1);
    encoding.writeVarString(encoder, characters);
    encoding.writeVarUint(encoder, 0); // nothing deleted
    this.#clock += characters.length;
    return encoding.toUint8Array(encoder);
  }
}

const LETTERS = 'abcdefghij klmnop qrstu vwxyz';

/** A text without meaning, the same each time. */
export const letterAt = (index: number): string => LETTERS[index % LETTERS.length] ?? ' ';

export const lettersOf = (length: number): string =>
  Array.from({ length }, (_, index) => letterAt(index)).join('');
