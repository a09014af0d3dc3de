import type { Member } from './member.ts';
import type { Words } from './room-batch.ts';
import type { Standing } from './standing.ts';

/** Somebody who asks for what they lack. */
export type Asker = { member: Member; standing: Standing; stateVector: Uint8Array };

/**
 * Those who ask while words that they have said elsewhere are on their way in: on a channel that is closed by now, or
 * in another tab. What they say after they have asked does not keep them waiting.
 */
export class Askers {
  #waiting: (Asker & { before: Words[] })[] = [];

  /** Answers whether the asker waits. */
  waits(asker: Asker, onTheirWay: readonly Words[]): boolean {
    const { accountId } = asker.member.person;
    const before = onTheirWay.filter(
      ({ member }) => member !== asker.member && member.person.accountId === accountId,
    );
    if (before.length > 0) this.#waiting.push({ ...asker, before });
    return before.length > 0;
  }

  /** Takes out those whose words have all come in; `onTheirWay` is asked for only when somebody waits. */
  takeDone(onTheirWay: () => readonly Words[]): Asker[] {
    if (this.#waiting.length === 0) return [];
    const still = new Set(onTheirWay());
    const isDone = ({ before }: { before: Words[] }) => !before.some((words) => still.has(words));
    const done = this.#waiting.filter(isDone);
    this.#waiting = this.#waiting.filter((asker) => !isDone(asker));
    return done;
  }
}
