import { CATALOGUES } from './catalogue.ts';
import type { Entry } from './contents.ts';
import { titleKey } from './text.ts';

/** A title that is known from elsewhere: from the report's own contents or from the council's catalogue. */
export type KnownGoal = { number: string | null; level: 'direction' | 'area'; key: string };

/** The goals' titles as known: they tell where a title that runs over lines ends. */
export class KnownTitles {
  #byKey = new Map<string, KnownGoal>();
  #listed = new Set<string>();
  #starts = new Set<string>();

  constructor(entries: Entry[], year: number | null) {
    for (const entry of entries) {
      if (entry.goalNumber === null) continue;
      this.#add({ number: entry.goalNumber, level: levelOf(entry.goalNumber), key: titleKey(entry.title) });
      this.#listed.add(titleKey(entry.title));
    }
    for (const catalogue of CATALOGUES) {
      if (year !== null && !catalogue.years.includes(year)) continue;
      for (const [number, title] of catalogue.goals) {
        const key = titleKey(title);
        if (!this.#byKey.has(key)) this.#add({ number, level: levelOf(number ?? ''), key });
      }
    }
  }

  #add(goal: KnownGoal): void {
    this.#byKey.set(goal.key, goal);
    this.#starts.add(goal.key.slice(0, 12));
  }

  /** The goal that a title names, number left out. */
  find(title: string): KnownGoal | null {
    return title.length > 200 ? null : (this.#byKey.get(titleKey(title)) ?? null);
  }

  /** Whether the title is only the beginning of a known one. */
  isBeginning(title: string): boolean {
    const key = titleKey(title);
    if (key.length < 8 || !this.#starts.has(key.slice(0, 12))) return false;
    for (const known of this.#byKey.keys())
      if (known.length > key.length && known.startsWith(key)) return true;
    return false;
  }

  isListed(title: string): boolean {
    return this.#listed.has(titleKey(title));
  }
}

function levelOf(number: string): 'direction' | 'area' {
  return number.includes('.') ? 'area' : 'direction';
}
