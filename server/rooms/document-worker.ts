import { parentPort } from 'node:worker_threads';
import { addToShare, footprintOf, newShare } from '@delaktig/sync';
import * as Y from 'yjs';
import type { Answer, Job } from './document-thread.ts';
import { soundFootprint } from './update-parts.ts';

/** The other side of `DocumentThread`. */
parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await answerTo(job)));

async function answerTo(job: Job): Promise<Answer> {
  try {
    switch (job.kind) {
      case 'compact':
        return { ok: true, bytes: compacted(job.parts) };
      case 'missing':
        return { ok: true, bytes: Y.diffUpdate(job.update, job.stateVector) };
      case 'footprint':
        return { ok: true, footprint: job.isStored ? footprintOf(job.update) : soundFootprint(job.update) };
      // Loaded when it is needed first: where nobody comments it costs neither memory nor time at the start.
      case 'heal':
        return { ok: true, healed: (await import('./healing.ts')).healed(job) };
      case 'replace':
        return { ok: true, replaced: (await import('./replacement.ts')).replaced(job) };
    }
  } catch (cause) {
    return { ok: false, why: cause instanceof Error ? cause.message : String(cause) };
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
