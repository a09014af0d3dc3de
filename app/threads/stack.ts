/** A card of the margin: where it wants to stand and how high it is, in px. */
export type StackItem = { id: string; at: number; height: number };

/**
 * Where each card stands: level with its text, or pushed down by the one above, in the order given (by `at`). The active
 * one always stands level with its text and pushes those above it up, as far as there is room under `first`; those for
 * whom there is none stand under it, before those that come after.
 */
export function stackCards(
  items: readonly StackItem[],
  activeId: string | null,
  { gap, first }: { gap: number; first: number },
): Map<string, number> {
  const tops = new Map<string, number>();
  const place = items.findIndex(({ id }) => id === activeId);
  const active = items[place];
  let ceiling = first;
  let below = items;
  if (active !== undefined) {
    const top = Math.max(active.at, first);
    tops.set(active.id, top);
    const above = items.slice(0, place).reverse();
    const fitting = above.slice(0, howManyFit(above, top - first, gap));
    let floor = top - gap;
    let needed = fitting.reduce((sum, { height }) => sum + height + gap, 0);
    for (const { id, at, height } of fitting) {
      needed -= height + gap;
      // Never so low that it covers the next, never so high that those above it have no room.
      const y = Math.max(Math.min(at, floor - height), first + needed);
      tops.set(id, y);
      floor = y - gap;
    }
    ceiling = top + active.height + gap;
    below = [...above.slice(fitting.length).reverse(), ...items.slice(place + 1)];
  }
  for (const { id, at, height } of below) {
    const top = Math.max(at, ceiling);
    tops.set(id, top);
    ceiling = top + height + gap;
  }
  return tops;
}

/** Of cards from the nearest on, how many have room on top of each other. */
function howManyFit(cards: readonly StackItem[], room: number, gap: number): number {
  let taken = 0;
  const at = cards.findIndex(({ height }) => {
    taken += height + gap;
    return taken > room;
  });
  return at === -1 ? cards.length : at;
}
