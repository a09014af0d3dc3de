import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import {
  type ClientFrame,
  decodeServerFrame,
  encodeFrame,
  encodeUpdate,
  type ReportEvent,
  type ServerFrame,
  type Writer,
} from '@delaktig/sync';
import * as Y from 'yjs';
import { rawSocket } from './collab.ts';
import { waitUntil } from './wait-until.ts';

/** A page's socket by hand: what it sends is what the test says, what it received can be asked for. */
export async function pageClient(url: string, cookie: string) {
  const raw = rawSocket(`${url}/collab?schema=${SCHEMA_VERSION}`, { cookie });
  const frames = () => raw.received.map((bytes) => decodeServerFrame(bytes));
  const find = <K extends ServerFrame['kind']>(kind: K, channel: number) =>
    frames().filter((f): f is Extract<ServerFrame, { kind: K }> => f?.kind === kind && f.channel === channel);
  const events = (): ReportEvent[] => find('event', 0).map((frame) => frame.event);
  const send = (frame: ClientFrame) => raw.socket.send(encodeFrame(frame));
  await waitUntil(() => raw.socket.readyState === raw.socket.OPEN || raw.code !== null, 'the socket open');
  return {
    raw,
    find,
    events,
    send,
    open: async (channel: number, sectionId: string) => {
      send({ kind: 'open', channel, room: sectionId });
      await waitUntil(() => find('opened', channel).length > 0, `channel ${channel} open`);
    },
    watch: (reportId: string) => send({ kind: 'watch', channel: 0, reportId }),
    /** Everything that the document says, sent as one update. */
    say: (channel: number, words: string) => {
      const doc = new Y.Doc();
      doc.getText('content').insert(0, words);
      send({ kind: 'data', channel, data: encodeUpdate(Y.encodeStateAsUpdate(doc)) });
    },
    closedWith: (channel: number): number | undefined => find('closed', channel).at(0)?.code,
    saved: (channel: number): number => find('saved', channel).at(-1)?.count ?? 0,
    /** What was told of the report itself. */
    changes: () => events().flatMap((event) => (event.type === 'changed' ? [event.what] : [])),
    /** Undefined when nothing has been told of the section. */
    writersIn: (sectionId: string): Writer[] | undefined =>
      events()
        .flatMap((event) =>
          event.type === 'presence' && event.sectionId === sectionId ? [event.writers] : [],
        )
        .at(-1),
  };
}

export type PageClient = Awaited<ReturnType<typeof pageClient>>;
