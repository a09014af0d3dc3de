/** Quiet for so long, and so long after the first words at most: with the healing itself it is within two seconds. */
const QUIET_MS = 700;
const LONGEST_MS = 1_200;

/** What many ask for at once is one look. */
const NOW_MS = 100;

/** After the first time that it failed, doubled with each that follows. */
const FIRST_REST_MS = 2_000;
const LONGEST_REST_MS = 2 * 60_000;

/** Of one section: what is due, and what is under way. In milliseconds, of a clock that never goes back. */
type Turn = {
  /** The words that wait: the first and the last of them. */
  words: { first: number; last: number } | null;
  /** When it was asked for at once, and waits. */
  asked: number | null;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** It is left alone until then. */
  restsUntil: number;
  /** How many times it has failed, the last ones without one that did not. */
  failures: number;
};

/** Never throws. Answers for how many milliseconds the section is to be left alone (what is large takes long), or that it failed. */
type Heal = (sectionId: string) => Promise<number | 'failed'>;

/**
 * When the marks of a section are looked at. One at a time for a section; what comes meanwhile is looked at after it.
 * Where it fails it is tried with ever longer pauses, whoever asks.
 */
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
    const now = performance.now();
    if (turn.words) turn.words.last = now;
    else turn.words = { first: now, last: now };
    if (!turn.timer) this.#wait(sectionId, turn);
  }

  now(sectionId: string): void {
    const turn = this.#turnOf(sectionId);
    if (turn.asked !== null) return;
    turn.asked = performance.now();
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
    const turn: Turn = {
      words: null,
      asked: null,
      timer: null,
      running: null,
      restsUntil: Number.NEGATIVE_INFINITY,
      failures: 0,
    };
    this.#turns.set(sectionId, turn);
    return turn;
  }

  #wait(sectionId: string, turn: Turn): void {
    if (this.#isClosed || turn.running) return;
    const act = () => {
      turn.timer = null;
      if (msUntil(turn) > 1) this.#wait(sectionId, turn);
      else this.#begin(sectionId, turn);
    };
    turn.timer = setTimeout(act, Math.max(0, msUntil(turn))).unref();
  }

  #begin(sectionId: string, turn: Turn): void {
    turn.words = null;
    turn.asked = null;
    turn.running = this.#heal(sectionId).then((answer) => {
      turn.running = null;
      turn.failures = answer === 'failed' ? turn.failures + 1 : 0;
      const rest = answer === 'failed' ? restAfter(turn.failures) : answer;
      turn.restsUntil = performance.now() + rest;
      if (turn.words || turn.asked !== null) this.#wait(sectionId, turn);
      else if (rest === 0) this.#turns.delete(sectionId);
    });
  }
}

const restAfter = (failures: number): number =>
  Math.min(FIRST_REST_MS * 2 ** Math.min(failures - 1, 20), LONGEST_REST_MS);

function msUntil({ words, asked, restsUntil }: Turn): number {
  const quiet = words ? Math.min(words.last + QUIET_MS, words.first + LONGEST_MS) : Number.POSITIVE_INFINITY;
  const due = asked === null ? quiet : Math.min(quiet, asked + NOW_MS);
  return Math.max(due, restsUntil) - performance.now();
}
