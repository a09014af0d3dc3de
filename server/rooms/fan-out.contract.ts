import { describe, expect, test } from 'vitest';
import type { FanOut, News } from './fan-out.ts';

/** One node's end of a fan-out, and how to wait until all that was published has been heard everywhere. */
export type FanOutNodes = { nodes: [FanOut, ...FanOut[]]; settled(): Promise<void> };

const row = (seq: number): News => ({ kind: 'words', seq, update: new Uint8Array([seq]) });
const seqs = (heard: readonly News[]): number[] =>
  heard.map((news) => (news.kind === 'words' ? news.seq : Number.NaN));

/** What every implementation keeps; `open` makes a fan-out with one node or more. */
export function fanOutContract(name: string, open: () => Promise<FanOutNodes>): void {
  describe(`the fan-out ${name}`, () => {
    test('brings everything of a topic to every node, the publisher included, once and in order', async () => {
      const { nodes, settled } = await open();
      const heard = nodes.map(() => [] as News[]);
      for (const [at, node] of nodes.entries()) {
        node.subscribe('a', (news) => heard[at]?.push(...news));
      }
      const [publisher] = nodes;
      for (let seq = 1; seq <= 50; seq += 2) publisher.publish('a', [row(seq), row(seq + 1)]);
      await settled();
      for (const each of heard) expect(seqs(each)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });

    test('keeps topics apart', async () => {
      const { nodes, settled } = await open();
      const [node] = nodes;
      const heard: News[] = [];
      node.subscribe('a', (news) => heard.push(...news));
      node.publish('b', [row(1)]);
      node.publish('a', [row(2)]);
      await settled();
      expect(seqs(heard)).toEqual([2]);
    });

    test('is silent once one has stopped listening, also from within, and to the others it is not', async () => {
      const { nodes, settled } = await open();
      const [node] = nodes;
      const heard: number[] = [];
      const stop = node.subscribe('a', () => {
        heard.push(1);
        stop();
      });
      node.subscribe('a', () => heard.push(2));
      node.publish('a', [row(1)]);
      node.publish('a', [row(2)]);
      await settled();
      stop();
      expect(heard).toEqual([1, 2, 2]);
    });

    test('takes nothing from the others when one listener throws', async () => {
      const { nodes, settled } = await open();
      const [node] = nodes;
      const heard: News[] = [];
      node.subscribe('a', () => {
        throw new Error('a listener with a fault');
      });
      node.subscribe('a', (news) => heard.push(...news));
      expect(() => node.publish('a', [row(1)])).toThrow();
      await settled();
      expect(seqs(heard)).toEqual([1]);
    });

    test('carries presence as it carries words', async () => {
      const { nodes, settled } = await open();
      const [node] = nodes;
      const heard: News[] = [];
      node.subscribe('a', (news) => heard.push(...news));
      const presence: News = {
        kind: 'presence',
        entries: [{ clientId: 1, clock: 2, state: { cursor: null } }],
      };
      node.publish('a', [row(1), presence]);
      await settled();
      expect(heard).toEqual([row(1), presence]);
    });
  });
}
