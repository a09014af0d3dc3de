import { addToShare, footprintOf, newShare } from '@delaktig/sync';
import * as Y from 'yjs';
import type { Answers, Job } from './document-thread.ts';
import { serveThread } from './serve-thread.ts';
import { soundFootprint } from './update-parts.ts';

/** The other side of `DocumentThread`. */
serveThread((job: Job): Answers[Job['kind']] => {
  switch (job.kind) {
    case 'compact':
      return compacted(job.parts);
    case 'missing':
      return missing(job);
    case 'footprint':
      return job.isStored ? footprintOf(job.update) : soundFootprint(job.update);
  }
});

function missing({ update, stateVector }: Extract<Job, { kind: 'missing' }>): Uint8Array | null {
  try {
    return Y.diffUpdate(update, stateVector);
  } catch {
    return null;
  }
}

/** Throws rather than answer with less than it was given. */
function compacted(parts: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const part of parts) Y.applyUpdate(doc, part);
    });
    const state = Y.encodeStateAsUpdate(doc);
    const held = newShare();
    addToShare(held, footprintOf(state) ?? { inserted: [], deleted: [] });
    for (const part of parts) {
      const footprint = footprintOf(part);
      const isHeld =
        footprint?.inserted.every((range) => held.inserted.has(range)) &&
        footprint.deleted.every((range) => held.deleted.has(range));
      if (!isHeld) throw new Error('A document holds less than the updates that it was made of');
    }
    return state;
  } finally {
    doc.destroy();
  }
}
