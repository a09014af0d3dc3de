import type { InterchangeGoal, InterchangeSection, ReportTable } from '@delaktig/domain';
import { readComplaints } from './complaints.ts';
import type { Setting } from './content.ts';
import { readGoalHead, unlabelledGoal } from './goalhead.ts';
import { type GoalDraft, GoalTree } from './goals.ts';
import { isLineEnd, looksLikeHeading, standsInList } from './guess.ts';
import { knownHeading } from './headings.ts';
import { readIncome } from './income.ts';
import { fieldLabel, goalLabel, statusOf } from './labels.ts';
import { cellsTable, isRow, rowsTable } from './othertable.ts';
import type { FoundHeading, OpenSection, Outline } from './outline.ts';
import type { Piece } from './piece.ts';
import { gatherRows, type Head, headAt, type TableEnv } from './tables.ts';
import { isOnlySigns, wordCount } from './text.ts';
import type { KnownTitles } from './titles.ts';

export type BodyResult = { sections: InterchangeSection[]; goals: InterchangeGoal[]; tables: ReportTable[] };

const HOMELESS = 'Texten hör inte till något avsnitt eller mål som känns igen.';

/** Reads everything after the cover and the contents: headings, goals, their fields and tables. */
export class Body {
  #setting: Setting;
  #pieces: Piece[];
  #outline: Outline;
  #known: KnownTitles;
  #tree: GoalTree;
  #goal: GoalDraft | null = null;
  #tables: ReportTable[] = [];

  constructor(setting: Setting, pieces: Piece[], outline: Outline, known: KnownTitles) {
    this.#setting = setting;
    this.#pieces = pieces;
    this.#outline = outline;
    this.#known = known;
    this.#tree = new GoalTree(setting);
  }

  read(year: number | null): BodyResult {
    let at = 0;
    while (at < this.#pieces.length) {
      const next = this.#step(at);
      at = next > at ? next : at + 1;
    }
    return { sections: this.#outline.finish(), goals: this.#tree.finish(year), tables: this.#tables };
  }

  #step(at: number): number {
    const piece = this.#pieces[at];
    if (!piece) return at + 1;
    return (
      this.#goalAt(at, piece) ??
      this.#tableAt(at) ??
      this.#insideGoal(at, piece) ??
      this.#headingAt(at, piece) ??
      this.#text(at, piece)
    );
  }

  #goalAt(at: number, piece: Piece): number | null {
    const label = goalLabel(piece.rich);
    const found = label ?? unlabelledGoal(this.#pieces, at, this.#known);
    if (!found) return null;
    if (label && label.rest === '' && this.#outline.match(this.#pieces, at)?.listed !== undefined) {
      const heading = this.#outline.match(this.#pieces, at);
      if (heading?.listed !== null && heading !== null) return null;
    }
    const section = this.#outline.current;
    if (
      section &&
      this.#goal === null &&
      section.builder.isEmpty &&
      section.section.level === 1 &&
      !knownHeading(section.section.title)
    ) {
      section.section.contains = 'goals';
    }
    this.#goal = this.#tree.add(found.level);
    return readGoalHead(this.#pieces, at, found, this.#goal, this.#tree, {
      setting: this.#setting,
      known: this.#known,
      outline: this.#outline,
    });
  }

  #tableAt(at: number): number | null {
    const head = headAt(this.#pieces, at);
    if (!head) return null;
    const section = this.#outline.current;
    const target = this.#goal?.goal.id ?? section?.section.id;
    if (target === undefined) return null;
    const env = this.#env(target);
    if (head.kind === 'indicators' || head.kind === 'activities') return this.#rows(at, head, env, section);
    const home = section?.section.id;
    if (home === undefined) return null;
    const { table, next } =
      head.kind === 'income'
        ? readIncome(this.#pieces, at, head, home, env)
        : readComplaints(this.#pieces, at, head, home, env);
    if (table.rows.length === 0) return null;
    this.#tables.push(table);
    return next;
  }

  #env(target: string): TableEnv {
    const level = this.#goal?.goal.level;
    return {
      setting: this.#setting,
      target,
      stops: (at) => this.#stops(at),
      analysisIsRow: this.#goal === null || level !== 'unit' || this.#goal.fields.has('analysis'),
    };
  }

  #rows(at: number, head: Head, env: TableEnv, section: OpenSection | null): number | null {
    if (head.kind !== 'indicators' && head.kind !== 'activities') return null;
    const { rows, next } = gatherRows(this.#pieces, at, head, env);
    if (this.#goal) {
      this.#goal.tables.push({ kind: head.kind, columns: head.columns, rows });
      this.#goal.row = null;
      this.#goal.afterTable = rows.length > 0;
      return next;
    }
    if (!section) return null;
    this.#tables.push(rowsTable(rows, head.columns, section.section.id));
    return next;
  }

  /** Whether a piece begins something else than the rest of a table. */
  #stops(at: number): boolean {
    const piece = this.#pieces[at];
    if (!piece) return true;
    if (goalLabel(piece.rich) || fieldLabel(piece.rich) || statusOf(piece.text)) return true;
    if (piece.strong && !piece.cells && piece.text.length < 120) return true;
    const found = this.#outline.match(this.#pieces, at);
    if (found && (found.ends || found.role === 'goals' || found.listed !== null)) return true;
    return unlabelledGoal(this.#pieces, at, this.#known) !== null;
  }

  #insideGoal(at: number, piece: Piece): number | null {
    const draft = this.#goal;
    if (!draft) return null;
    const early = draft.field === null && draft.content.isEmpty && draft.tables.length === 0;
    if (isOnlySigns(piece.text) && !piece.bullet) {
      if (early && draft.goal.status === null)
        draft.mark = draft.mark === null ? piece.text : `${draft.mark} ${piece.text}`;
      this.#tree.claim(draft, piece, 'status');
      return at + 1;
    }
    const status = draft.goal.status === null ? statusOf(piece.text) : null;
    if (status && (early || (status.value !== 'none' && status.value !== 'no-data'))) {
      const raw = piece.bullet ? `${piece.bullet} ${status.raw}` : status.raw;
      this.#tree.setStatus(draft, { ...status, raw }, piece);
      return at + 1;
    }
    const label = fieldLabel(piece.rich);
    return label ? this.#fieldAt(at, piece, draft, label) : null;
  }

  #fieldAt(
    at: number,
    piece: Piece,
    draft: GoalDraft,
    label: NonNullable<ReturnType<typeof fieldLabel>>,
  ): number {
    const ofRow =
      label.field === 'analysis' &&
      draft.afterTable &&
      (draft.goal.level !== 'unit' || draft.fields.has('analysis'));
    this.#tree.claim(draft, piece, ofRow ? 'analysis' : `fields.${label.field}`);
    if (label.field === 'analysis' && draft.afterTable && !ofRow) {
      const reason = 'Analysen står efter en tabell. Den har lästs som målets analys.';
      this.#setting.account.uncertain(piece, piece.text.slice(0, 100), reason, draft.goal.id);
    }
    if (!ofRow || !this.#tree.openRow(draft)) this.#tree.openField(draft, label.field);
    if (label.rest !== '') {
      this.#tree
        .builder(draft)
        .add({ ...piece, rich: label.rest, text: label.rest, blankBefore: 1, bullet: null });
    }
    return at + 1;
  }

  #headingAt(at: number, piece: Piece): number | null {
    const found = this.#outline.match(this.#pieces, at);
    if (found && this.#isHeading(found, at)) {
      const taken = this.#pieces.slice(at, at + found.pieces);
      if (this.#goal === null || this.#closesGoals(found)) return this.#open(found, taken, at);
      return this.#innerHeading(found.title, taken, at);
    }
    const strong =
      piece.strong &&
      !piece.cells &&
      !piece.bullet &&
      piece.text.length <= 120 &&
      !/[.!?;]$/.test(piece.text);
    const guessed = !strong && looksLikeHeading(this.#pieces, at, this.#setting.wrap);
    if (!strong && !guessed) return null;
    if (this.#goal === null && this.#outline.current === null && !strong) return null;
    const target = this.#goal?.goal.id ?? null;
    if (guessed) {
      const reason = 'Raden har lästs som en rubrik, men kan vara löpande text.';
      this.#setting.account.uncertain(
        piece,
        piece.text,
        reason,
        target ?? `s${this.#outline.open.length + 1}`,
      );
    }
    if (this.#goal) return this.#innerHeading(piece.text, [piece], at);
    const heading: FoundHeading = {
      title: piece.text,
      pieces: 1,
      role: 'sub',
      listed: null,
      ends: false,
      certain: strong,
    };
    return this.#open(heading, [piece], at);
  }

  #isHeading(found: FoundHeading, at: number): boolean {
    const sure = found.ends || (found.listed !== null && wordCount(found.title) > 1);
    if (!sure && isLineEnd(this.#pieces, at, this.#setting.wrap)) return false;
    return found.listed !== null || found.role !== 'sub' || !standsInList(this.#pieces, at);
  }

  #closesGoals(found: FoundHeading): boolean {
    if (found.ends || found.role === 'goals') return true;
    if (found.listed === null) return false;
    return this.#outline.isNext(found) || wordCount(found.title) > 1;
  }

  #open(found: FoundHeading, pieces: Piece[], at: number): number {
    const before = this.#outline.current;
    this.#goal = null;
    const opened = this.#outline.add(found, pieces);
    if (before && found.listed === null && before.section.title === found.title) {
      const reason = 'Samma rubrik står två gånger. Den andra har lästs som underrubrik.';
      this.#setting.account.uncertain(
        pieces[0] ?? { from: 1, to: 1 },
        found.title,
        reason,
        opened.section.id,
      );
    }
    return at + pieces.length;
  }

  #innerHeading(title: string, pieces: Piece[], at: number): number {
    const draft = this.#goal;
    const first = pieces[0];
    if (!draft || !first) return at + 1;
    const builder = this.#tree.builder(draft);
    builder.heading({ ...first, to: pieces.at(-1)?.to ?? first.to }, title, 1);
    return at + pieces.length;
  }

  #text(at: number, piece: Piece): number {
    const draft = this.#goal;
    const section = this.#outline.current;
    if (draft) {
      const builder = this.#tree.builder(draft);
      if (piece.cells && isRow(piece)) builder.row(piece);
      else builder.add(piece);
      return at + 1;
    }
    if (!section || (isOnlySigns(piece.text) && !piece.bullet)) {
      this.#setting.account.notUnderstood(piece, piece.text, section ? 'Tecken utan text.' : HOMELESS);
      return at + 1;
    }
    if (piece.cells && isRow(piece)) return this.#otherTable(at, section);
    section.builder.add(piece);
    return at + 1;
  }

  /** Rows of cells under a head that is not known. */
  #otherTable(at: number, section: OpenSection): number {
    const rows: Piece[] = [];
    let i = at;
    for (let piece = this.#pieces[i]; piece?.cells && !headAt(this.#pieces, i); piece = this.#pieces[i]) {
      rows.push(piece);
      this.#setting.account.claim(piece, section.section.id, 'table');
      i += 1;
    }
    this.#tables.push(cellsTable(rows, section.section.id));
    return i;
  }
}
