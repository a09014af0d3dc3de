import * as Y from 'yjs';

/**
 * What a Yjs text holds, read as Yjs itself reads it: `toDelta` names every attribute at every stretch that has it,
 * the square of them in a hostile text. `offset`: as `format` counts, letters and other things before it.
 */
export function* itemsOf(text: Y.XmlText): Generator<{ item: Y.Item; offset: number }> {
  let offset = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    yield { item, offset };
    if (item.countable) offset += item.length;
  }
}

/** The attributes of the letter at an offset. */
export function attributesAt(text: Y.XmlText, at: number): Record<string, unknown> {
  const attributes = new Map<string, unknown>();
  for (const { item, offset } of itemsOf(text)) {
    if (item.countable && at < offset + item.length) break;
    if (!(item.content instanceof Y.ContentFormat)) continue;
    const { key, value }: { key: string; value: unknown } = item.content;
    if (value === null) attributes.delete(key);
    else attributes.set(key, value);
  }
  return Object.fromEntries(attributes);
}

/** Takes some attributes from all letters, in one walk. Only takes away: what is stored of it is ranges of items. */
export function clearFormats(text: Y.XmlText, keys: ReadonlySet<string>): void {
  if (keys.size === 0) return;
  text.doc?.transact((transaction) => {
    for (const { item } of itemsOf(text)) {
      if (item.content instanceof Y.ContentFormat && keys.has(item.content.key)) item.delete(transaction);
    }
  });
}
