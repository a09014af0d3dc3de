import { type Content, withoutComments } from '@delaktig/domain';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { fieldContent } from './fragment.ts';
import { normaliseContent } from './normalise.ts';
import { proseSchema } from './schema.ts';

/**
 * The author of a room's first text. It is the same in every room, and the same content gives the same
 * bytes; so the result may only ever be the first thing in a room, never be merged into one that lives.
 */
export const SEED_CLIENT = 1;

/**
 * The first state of a room: one fragment per field name, as one Yjs update. Content of any origin is
 * normalised on the way, and marks of comments are left out, which only the healer writes. An empty field leaves
 * no trace, since a fragment that is asked for is there.
 */
export function fieldsToUpdate(fields: Record<string, Content>): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = SEED_CLIENT;
  doc.transact(() => {
    for (const [name, content] of Object.entries(fields)) {
      const blocks = withoutComments(normaliseContent(content));
      if (blocks.length === 0) continue;
      prosemirrorJSONToYXmlFragment(proseSchema, { type: 'doc', content: blocks }, doc.getXmlFragment(name));
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/**
 * The named fields of a room's state, in canonical form. The bytes come from writers' browsers: whatever they
 * hold, the result is content that the schema takes. Throws only when `state` is no Yjs update at all.
 */
export function fieldsFromUpdate(state: Uint8Array, names: readonly string[]): Record<string, Content> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const fields = Object.fromEntries(names.map((name) => [name, fieldContent(doc, name)]));
  doc.destroy();
  return fields;
}
