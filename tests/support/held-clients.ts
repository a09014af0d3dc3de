import {
  CLOSE,
  carriesDocument,
  decodeServerFrame,
  encodeFrame,
  type Footprint,
  type ServerFrame,
} from '@delaktig/sync';
import type { Person } from '../../server/rooms/member.ts';
import { type HeldSection, wordsOf } from './held-section.ts';
import { HeldWire } from './held-wire.ts';

/** What is told to a client of a section: others' words, or that its own are stored. */
export type Told = (sectionId: string, words: Footprint, how: 'shown' | 'saved') => void;

/** Where clients connect to. */
export type Doors = {
  admitStock(wire: HeldWire, person: Person, sectionId: string): void;
  admitPage(wire: HeldWire, person: Person): void;
};

type Needs = { person: Person; told: Told };

/** What an honest client is ever closed with; 1006: the network. */
const HONEST_CODES: readonly number[] = [
  1006,
  CLOSE.restart,
  CLOSE.tooSlow,
  CLOSE.unavailable,
  CLOSE.rightsChanged,
  CLOSE.noRight,
];

function expectHonest(code: number, reason: string, who: string): void {
  if (!HONEST_CODES.includes(code)) throw new Error(`${who} was shown out: ${code}, ${reason}`);
}

/** A stock y-websocket client with one section. */
export class HeldStock {
  readonly person: Person;
  readonly sections: readonly HeldSection[];
  wire: HeldWire | null = null;
  readonly #section: HeldSection;
  readonly #told: Told;

  constructor(section: HeldSection, { person, told }: Needs) {
    this.person = person;
    this.#section = section;
    this.sections = [section];
    this.#told = told;
  }

  connect(doors: Doors): void {
    if (this.wire) return;
    const { sectionId } = this.#section;
    const wire = new HeldWire(
      {
        message: (bytes) => this.#section.hear(bytes),
        closed: (code, reason) => {
          this.wire = null;
          this.#section.lose();
          expectHonest(code, reason, this.person.name);
        },
      },
      (bytes) => {
        if (carriesDocument(bytes)) this.#told(sectionId, wordsOf(bytes), 'shown');
      },
    );
    this.wire = wire;
    doors.admitStock(wire, this.person, sectionId);
    this.#section.open({ say: (message) => wire.say(message) });
  }

  leave(): void {
    this.wire?.leave();
    this.wire = null;
    this.#section.lose();
  }

  destroy(): void {
    this.leave();
    this.#section.destroy();
  }
}

type Channel = { section: HeldSection; sent: Footprint[]; saved: number; isClosed: boolean };

/** A page: several sections on one connection, by the frames of the product. */
export class HeldPage {
  readonly person: Person;
  readonly sections: readonly HeldSection[];
  wire: HeldWire | null = null;
  readonly #told: Told;
  /** All channels of this connection, those that are closed as well: the server may still speak of them. */
  #channels = new Map<number, Channel>();
  #next = 1;

  constructor(sections: readonly HeldSection[], { person, told }: Needs) {
    this.person = person;
    this.sections = sections;
    this.#told = told;
  }

  connect(doors: Doors): void {
    if (!this.wire) {
      this.#channels = new Map();
      this.wire = new HeldWire(
        { message: (bytes) => this.#hear(bytes), closed: (code, reason) => this.#lost(code, reason) },
        (bytes) => this.#overhear(bytes),
      );
      doors.admitPage(this.wire, this.person);
    }
    for (const section of this.sections) this.openSection(section);
  }

  openSection(section: HeldSection): void {
    if (!this.wire || this.#channelOf(section)) return;
    const channel = this.#next++;
    this.#channels.set(channel, { section, sent: [], saved: 0, isClosed: false });
    this.wire.say(encodeFrame({ kind: 'open', channel, room: section.sectionId }));
  }

  closeSection(section: HeldSection): void {
    const open = this.#channelOf(section);
    if (!open) return;
    const [channel] = open;
    this.wire?.say(encodeFrame({ kind: 'close', channel }));
    this.#shut(channel);
  }

  leave(): void {
    this.wire?.leave();
    this.#lost(1006, 'left');
  }

  destroy(): void {
    this.leave();
    for (const section of this.sections) section.destroy();
  }

  #channelOf(section: HeldSection): [number, Channel] | undefined {
    return [...this.#channels].find(([, each]) => each.section === section && !each.isClosed);
  }

  #hear(bytes: Uint8Array): void {
    const frame = decodeServerFrame(bytes);
    if (!frame) throw new Error('The server said what is no frame');
    const channel = this.#channels.get(frame.channel);
    if (!channel || channel.isClosed) return;
    switch (frame.kind) {
      case 'opened':
        return this.#opened(frame.channel, channel);
      case 'data':
        return channel.section.hear(frame.data);
      case 'saved':
        channel.section.saved = frame.count;
        return;
      case 'closed':
        expectHonest(frame.code, frame.reason, `${this.person.name}, in one section,`);
        return this.#shut(frame.channel);
      case 'event':
        return;
    }
  }

  #opened(number: number, channel: Channel): void {
    channel.section.open({
      say: (data) => this.wire?.say(encodeFrame({ kind: 'data', channel: number, data })),
      sent: channel.sent,
    });
  }

  #shut(number: number): void {
    const channel = this.#channels.get(number);
    if (!channel) return;
    channel.isClosed = true;
    channel.section.lose();
  }

  #lost(code: number, reason: string): void {
    this.wire = null;
    for (const number of this.#channels.keys()) this.#shut(number);
    expectHonest(code, reason, this.person.name);
  }

  #overhear(bytes: Uint8Array): void {
    const frame: ServerFrame | null = decodeServerFrame(bytes);
    const channel = this.#channels.get(frame?.channel ?? 0);
    if (!frame || !channel) return;
    const { sectionId } = channel.section;
    if (frame.kind === 'data' && carriesDocument(frame.data)) {
      this.#told(sectionId, wordsOf(frame.data), 'shown');
    } else if (frame.kind === 'saved') {
      if (frame.count > channel.sent.length) throw new Error('More was told as saved than was said');
      for (const words of channel.sent.slice(channel.saved, frame.count))
        this.#told(sectionId, words, 'saved');
      channel.saved = frame.count;
    }
  }
}

export type HeldClient = HeldStock | HeldPage;
