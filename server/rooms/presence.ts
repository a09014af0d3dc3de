import type { AwarenessEntry, Writer } from '@delaktig/sync';
import type { Member } from './member.ts';
import type { Owners } from './owners.ts';
import type { Signals } from './signals.ts';

/** Colours of the pens for stock clients, which know no classes: `#rrggbb` since it goes straight into a style. */
const PEN_COLOURS = ['#12477c', '#98381a', '#17624c', '#74357e', '#6d5200'] as const;

/** A page is one client; a stock one may become another when two turn out to have the same id. */
const MOST_CLIENTS_OF_ONE = 8;

/** A state above this many characters is no caret, nor one of objects so deep in each other. */
const MAX_STATE_LENGTH = 4096;
const MAX_STATE_DEPTH = 16;

type Held = { clock: number; state: Record<string, unknown>; owner: Member; pen: number };

/**
 * Who writes in one room. The server lets through a caret and stamps the name on it; whatever else a client says
 * about itself or about others is dropped. Client ids belong to the person who used them first.
 */
export class Presence {
  readonly #held = new Map<number, Held>();
  /** Stock clients repeat what they hear: an echo that comes after its author has left must not become the echoer's. */
  readonly #owners: Owners;
  readonly #signals: Signals;
  /** What is not told yet: the last of each client. */
  #news = new Map<number, AwarenessEntry>();

  constructor(owners: Owners, signals: Signals) {
    this.#owners = owners;
    this.#signals = signals;
  }

  get hasNews(): boolean {
    return this.#news.size > 0;
  }

  /** What has come since this was asked last. */
  takeNews(): AwarenessEntry[] {
    const news = [...this.#news.values()];
    this.#news = new Map();
    return news;
  }

  /** The one whose clients all of these are, and who knows them therefore. */
  soleOwner(entries: readonly AwarenessEntry[]): Member | null {
    const [first] = entries;
    const owner = first && this.#held.get(first.clientId)?.owner;
    return owner && entries.every(({ clientId }) => this.#held.get(clientId)?.owner === owner) ? owner : null;
  }

  /** Keeps of the entries what is this member's to say, stamped, as news for the others. */
  accept(member: Member, entries: readonly AwarenessEntry[]): void {
    // A reader is shown to nobody.
    if (!member.mayWrite) return;
    for (const entry of entries) {
      const told = this.#acceptOne(member, entry);
      if (told) this.#news.set(told.clientId, told);
    }
  }

  #acceptOne(member: Member, entry: AwarenessEntry): AwarenessEntry | null {
    const { accountId } = member.person;
    const { clientId, clock } = entry;
    const held = this.#held.get(clientId);
    if (!this.#owners.isFree(clientId, accountId) || (held && !mayMove(held, member, clock))) {
      this.#signals.dropped('foreign-presence');
      return null;
    }
    if (!isPresent(entry.state)) {
      return this.#held.delete(clientId) ? { clientId, clock, state: null } : null;
    }
    if (!held && this.#clientsOf(member) >= MOST_CLIENTS_OF_ONE) return null;
    const pen = held?.pen ?? this.#freePen(accountId);
    const state = stamp(entry.state, member, pen);
    // The depth first: JSON can be read at any, and throws where it is written.
    if (isDeeper(state, MAX_STATE_DEPTH) || JSON.stringify(state).length > MAX_STATE_LENGTH) {
      this.#signals.dropped('presence-too-large');
      return null;
    }
    this.#held.set(clientId, { clock, state, owner: member, pen });
    this.#owners.saw(clientId, accountId);
    return { clientId, clock, state };
  }

  /** For someone who has just come. */
  all(): AwarenessEntry[] {
    return [...this.#held].map(([clientId, { clock, state }]) => ({ clientId, clock, state }));
  }

  /**
   * The removals become news when a member is gone. The same clock, not the next: a client that comes back goes on
   * from its own clock, and would be passed over for as long as ours were ahead.
   */
  leave(member: Member): void {
    for (const [clientId, held] of this.#held) {
      if (held.owner !== member) continue;
      this.#held.delete(clientId);
      this.#news.set(clientId, { clientId, clock: held.clock, state: null });
    }
  }

  /** Those whose caret stands in the text, each person once. */
  writers(): Writer[] {
    const writers = new Map<string, Writer>();
    for (const { owner, state, pen } of this.#held.values()) {
      if (!state.cursor) continue;
      const { accountId, name, initials } = owner.person;
      if (!writers.has(accountId)) writers.set(accountId, { accountId, name, initials, pen });
    }
    return [...writers.values()];
  }

  #clientsOf(member: Member): number {
    let count = 0;
    for (const { owner } of this.#held.values()) if (owner === member) count += 1;
    return count;
  }

  /** A person keeps their pen in every room unless a colleague there has it already. */
  #freePen(accountId: string): number {
    const taken = new Set<number>();
    for (const held of this.#held.values()) {
      if (held.owner.person.accountId === accountId) return held.pen;
      taken.add(held.pen);
    }
    const own = penOf(accountId);
    for (let step = 0; step < PEN_COLOURS.length; step++) {
      const pen = ((own - 1 + step) % PEN_COLOURS.length) + 1;
      if (!taken.has(pen)) return pen;
    }
    return own;
  }
}

/**
 * A half-open connection still holds the id when its own session comes back: that one takes it over, but only with
 * news of its own. With the same clock it is the echo of another window of the same person.
 */
function mayMove(held: Held, member: Member, clock: number): boolean {
  if (held.owner === member) return clock >= held.clock;
  return held.owner.person.sessionId === member.person.sessionId && clock > held.clock;
}

function penOf(accountId: string): number {
  let sum = 0;
  for (const char of accountId) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return (sum % PEN_COLOURS.length) + 1;
}

/** `{}` is what every stock client says of itself before anybody has done anything: that is a reader. */
function isPresent(state: Record<string, unknown> | null): state is Record<string, unknown> {
  return state !== null && ('user' in state || 'cursor' in state);
}

function stamp(state: Record<string, unknown>, member: Member, pen: number): Record<string, unknown> {
  const { accountId, name, initials } = member.person;
  const user = { id: accountId, name, initials, pen, color: PEN_COLOURS[pen - 1] };
  const cursor = typeof state.cursor === 'object' && state.cursor !== null ? state.cursor : null;
  return { user, cursor };
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeeper(each, depth - 1));
}
