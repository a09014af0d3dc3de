import * as Y from 'yjs';

/**
 * The words that an update brings, in the order in which they were typed, one line a paragraph. For what cannot be
 * put into its document any more: where the words stood among others' is not known here.
 */
export function typedWords(update: Uint8Array): string {
  const { structs, ds } = Y.decodeUpdate(update);
  const words = structs.map((struct) => {
    if (!(struct instanceof Y.Item)) return '';
    const { content, id } = struct;
    if (content instanceof Y.ContentType) return '\n';
    if (!(content instanceof Y.ContentString)) return '';
    // A clock counts UTF-16 units, as strings do.
    return content.str
      .split('')
      .filter((_unit, index) => !isDeleted(ds, id.client, id.clock + index))
      .join('');
  });
  return words
    .join('')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

function isDeleted(ds: Deletions, client: number, clock: number): boolean {
  return (ds.clients.get(client) ?? []).some(
    (range) => clock >= range.clock && clock < range.clock + range.len,
  );
}
