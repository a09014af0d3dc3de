import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import {
  decodeMessage,
  decodeServerFrame,
  encodeFrame,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from '@delaktig/sync';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { toBytes } from '../../server/rooms/to-bytes.ts';

export type TypingPage = {
  readonly text: string;
  /** How many letters, from the beginning of the text, the server has told as saved. */
  readonly told: number;
  readonly isOpen: boolean;
  /** Whether everything typed is told as saved. */
  readonly isSaved: boolean;
  type(letter: string): void;
  /** The tab is gone, with what it had not sent. */
  vanish(): void;
};

/** Milliseconds. */
const COMES_BACK_AFTER = 25;

/**
 * A page with one section open over a page's socket, by hand: one message a letter, and back whenever it is cut off,
 * with everything that the server lacks. Only one types in a section, and only at its end.
 */
export function typingPage(url: string, cookie: string, sectionId: string): TypingPage {
  const doc = new Y.Doc();
  const text = doc.getText('content');
  let gone = false;
  let told = 0;
  let link: Link | null = null;
  const comeBack = () => {
    link = null;
    if (!gone) setTimeout(connect, COMES_BACK_AFTER);
  };
  const connect = () => {
    if (gone) return;
    const mine: Link = openLink(`${url}/collab?schema=${SCHEMA_VERSION}`, cookie, sectionId, doc, {
      saved: (letters) => {
        told = Math.max(told, letters);
      },
      ended: () => {
        if (link === mine) comeBack();
      },
    });
    link = mine;
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE) link?.say(encodeUpdate(update));
  });
  const vanish = () => {
    gone = true;
    link?.cut();
    link = null;
  };
  connect();
  onTestFinished(vanish);
  return {
    get text() {
      return text.toString();
    },
    get told() {
      return told;
    },
    get isOpen() {
      return link?.isOpen === true;
    },
    get isSaved() {
      return told === text.length;
    },
    type: (letter) => text.insert(text.length, letter),
    vanish,
  };
}

const REMOTE = 'remote';
const CHANNEL = 1;

type Link = { readonly isOpen: boolean; say(message: Uint8Array): void; cut(): void };

/** One connection and one opening of the section, until either ends. */
function openLink(
  address: string,
  cookie: string,
  sectionId: string,
  doc: Y.Doc,
  events: { saved(letters: number): void; ended(): void },
): Link {
  const socket = new WebSocket(address, { headers: { cookie } });
  const text = doc.getText('content');
  /** How long the text was at each message with words. */
  const lengths: number[] = [];
  let isOpen = false;
  const send = (data: Uint8Array) => socket.send(encodeFrame({ kind: 'data', channel: CHANNEL, data }));
  const say = (message: Uint8Array) => {
    if (!isOpen || socket.readyState !== socket.OPEN) return;
    lengths.push(text.length);
    send(message);
  };
  const end = () => {
    isOpen = false;
    socket.terminate();
    events.ended();
  };
  const hear = (message: ReturnType<typeof decodeMessage>) => {
    if (message?.kind === 'sync-step-1') {
      say(encodeSyncStep2(Y.encodeStateAsUpdate(doc, message.stateVector)));
    } else if (message?.kind === 'sync-step-2' || message?.kind === 'update') {
      Y.applyUpdate(doc, message.update, REMOTE);
    }
  };
  socket.on('open', () => socket.send(encodeFrame({ kind: 'open', channel: CHANNEL, room: sectionId })));
  socket.on('message', (bytes) => {
    const frame = decodeServerFrame(toBytes(bytes));
    if (frame?.channel !== CHANNEL) return;
    switch (frame.kind) {
      case 'opened':
        isOpen = true;
        return send(encodeSyncStep1(Y.encodeStateVector(doc)));
      case 'data':
        return hear(decodeMessage(frame.data));
      case 'saved':
        return events.saved(lengths[frame.count - 1] ?? 0);
      case 'closed':
        return end();
    }
  });
  socket.on('close', end);
  socket.on('error', () => {});
  return {
    get isOpen() {
      return isOpen;
    },
    say,
    cut: () => socket.terminate(),
  };
}
