/** Quiet for so long, and so long after the first words at most: with the healing itself it is within two seconds. */
const QUIET_MS = 700;
const LONGEST_MS = 1_200;

/** Of one section: when the words came that wait, and what is under way. In milliseconds, of a clock that never goes back. */
type Turn = {
  first: number;
  last: number;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** It is to be looked at again when this is over. */
  again: boolean;
  /** How long it is left alone after the last time. */
  rest: number;
};

/** Never throws. Answers for how many milliseconds the section is to be left alone: what is large takes long. */
type Heal = (sectionId: string) => Promise<number>;

/** When the marks of a section are looked at. One at a time for a section; what comes meanwhile is looked at after it. */
export class HealingPace {
  readonly #heal: Heal;
  readonly #turns = new Map<string, Turn>();
  #isClosed = false;

  constructor(heal: Heal) {
    this.#heal = heal;
  }

  /** Words were written: when it is quiet, or has not been for long. */
  soon(sectionId: string): void {
    const turn = this.#turnOf(sectionId);
    turn.last = performance.now();
    if (turn.timer) return;
    turn.first = turn.last;
    this.#wait(sectionId, turn);
  }

  now(sectionId: string): void {
    const turn = this.#turnOf(sectionId);
    turn.first = Number.NEGATIVE_INFINITY;
    if (turn.timer) clearTimeout(turn.timer);
    this.#wait(sectionId, turn);
  }

  /** Begins no more, and waits for what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { timer } of this.#turns.values()) if (timer) clearTimeout(timer);
    await Promise.all([...this.#turns.values()].map(({ running }) => running));
  }

  #turnOf(sectionId: string): Turn {
    const known = this.#turns.get(sectionId);
    if (known) return known;
    const turn = { first: 0, last: 0, timer: null, running: null, again: false, rest: 0 };
    this.#turns.set(sectionId, turn);
    return turn;
  }

  #wait(sectionId: string, turn: Turn): void {
    if (this.#isClosed) return;
    const act = () => {
      turn.timer = null;
      if (msUntil(turn) > 1) this.#wait(sectionId, turn);
      else this.#begin(sectionId, turn);
    };
    turn.timer = setTimeout(act, Math.max(0, msUntil(turn))).unref();
  }

  #begin(sectionId: string, turn: Turn): void {
    turn.again = turn.running !== null;
    if (turn.again || this.#isClosed) return;
    turn.running = this.#heal(sectionId).then((rest) => {
      turn.rest = rest;
      turn.running = null;
      if (turn.again) this.#begin(sectionId, turn);
      else if (!turn.timer && turn.rest < QUIET_MS) this.#turns.delete(sectionId);
    });
  }
}

function msUntil({ first, last, rest }: Turn): number {
  const due = Math.min(last + Math.max(QUIET_MS, rest), first + Math.max(LONGEST_MS, rest));
  return due - performance.now();
}
