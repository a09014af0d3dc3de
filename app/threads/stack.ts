/** A card of the margin: where it wants to stand and how high it is, in px. */
export type StackItem = { id: string; at: number; height: number };

/**
 * Where each card stands, in the order given (by `at`): level with its text, or pushed down by the one above. The
 * active one stands where it wants to and pushes those above it up, as far as there is room above `first`.
 */
export function stackCards(
  items: readonly StackItem[],
  activeId: string | null,
  { gap, first }: { gap: number; first: number },
): Map<string, number> {
  const tops = new Map<string, number>();
  const active = items.findIndex(({ id }) => id === activeId);
  let ceiling = first;
  let from = 0;
  const anchor = items[active];
  if (anchor !== undefined) {
    const above = items.slice(0, active);
    const needed = above.reduce((sum, { height }) => sum + height + gap, 0);
    const top = Math.max(anchor.at, first + needed);
    tops.set(anchor.id, top);
    let floor = top - gap;
    let free = needed;
    for (const item of above.reverse()) {
      free -= item.height + gap;
      // Never so low that it covers the next, never so high that those above it have no room.
      const y = Math.max(Math.min(item.at, floor - item.height), first + free);
      tops.set(item.id, y);
      floor = y - gap;
    }
    ceiling = top + anchor.height + gap;
    from = active + 1;
  }
  for (const { id, at, height } of items.slice(from)) {
    const top = Math.max(at, ceiling);
    tops.set(id, top);
    ceiling = top + height + gap;
  }
  return tops;
}
