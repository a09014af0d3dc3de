import type { GoalField, GoalLevel, InterchangeGoal } from '@delaktig/domain';
import { GOAL_FIELDS } from '@delaktig/domain';
import type { Column } from './columns.ts';
import { ContentBuilder, type Setting } from './content.ts';
import { indicatorColumns, remarkOddities, toActivity, toIndicator } from './facts.ts';
import type { Status } from './labels.ts';
import type { Piece } from './piece.ts';
import type { RowDraft } from './rows.ts';

export type GoalDraft = {
  goal: InterchangeGoal;
  content: ContentBuilder;
  fields: Map<GoalField, ContentBuilder>;
  /** Where text goes: a field, or what stands before any. */
  field: GoalField | null;
  /** A mark on a line of its own, waiting for the status that it stands before. */
  mark: string | null;
  tables: { kind: 'indicators' | 'activities'; columns: Column[]; rows: RowDraft[] }[];
  /** Text goes to the analysis of a row: "Analys" stood on a line of its own after a table. */
  row: ContentBuilder | null;
  /** A table stood last: "Analys" may be that of its last row. */
  afterTable: boolean;
};

const DEPTH: Record<GoalLevel, number> = { direction: 0, area: 1, board: 2, unit: 3 };

/** The goals in order; a goal lies under the last one of a higher level. */
export class GoalTree {
  readonly drafts: GoalDraft[] = [];
  #setting: Setting;
  #path: GoalDraft[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  add(level: GoalLevel): GoalDraft {
    const id = `g${this.drafts.length + 1}`;
    const parent = this.#parent(level)?.goal.id ?? null;
    const goal: InterchangeGoal = {
      id,
      level,
      number: null,
      title: null,
      parent,
      status: null,
      reference: null,
      content: [],
      fields: {},
      indicators: [],
      activities: [],
    };
    const content = new ContentBuilder(this.#setting, id, 'content');
    const draft: GoalDraft = {
      goal,
      content,
      fields: new Map(),
      field: null,
      mark: null,
      tables: [],
      row: null,
      afterTable: false,
    };
    this.drafts.push(draft);
    this.#path.push(draft);
    return draft;
  }

  /** A unit goal may lie under an area where the board has none there; a board goal never under a unit goal. */
  #parent(level: GoalLevel): GoalDraft | null {
    while (this.#path.length > 0 && DEPTH[this.#path.at(-1)?.goal.level ?? 'direction'] >= DEPTH[level])
      this.#path.pop();
    return this.#path.at(-1) ?? null;
  }

  builder(draft: GoalDraft): ContentBuilder {
    if (draft.row) return draft.row;
    return draft.field === null ? draft.content : this.openField(draft, draft.field);
  }

  openField(draft: GoalDraft, field: GoalField): ContentBuilder {
    draft.field = field;
    draft.row = null;
    draft.afterTable = false;
    const open = draft.fields.get(field);
    if (open) return open;
    const builder = new ContentBuilder(this.#setting, draft.goal.id, `fields.${field}`);
    draft.fields.set(field, builder);
    return builder;
  }

  /** The analysis of the table's last row. */
  openRow(draft: GoalDraft): boolean {
    const row = draft.tables.at(-1)?.rows.at(-1);
    if (!row) return false;
    row.analysis ??= new ContentBuilder(this.#setting, draft.goal.id, 'analysis');
    draft.row = row.analysis;
    return true;
  }

  setStatus(draft: GoalDraft, status: Status, piece: Piece): void {
    const raw = draft.mark === null ? status.raw : `${draft.mark} ${status.raw}`;
    draft.mark = null;
    draft.goal.status = { value: status.value, raw };
    this.claim(draft, piece, 'status');
  }

  claim(draft: GoalDraft, piece: Piece, part: string): void {
    this.#setting.account.claim(piece, draft.goal.id, part);
  }

  finish(year: number | null): InterchangeGoal[] {
    const said = new Set<string>();
    return this.drafts.map((draft) => {
      const { goal, content, fields } = draft;
      goal.content = content.finish();
      for (const field of GOAL_FIELDS) {
        const builder = fields.get(field);
        if (builder) goal.fields[field] = builder.finish();
      }
      for (const table of draft.tables) this.#facts(goal, table, year, said);
      return goal;
    });
  }

  #facts(
    goal: InterchangeGoal,
    table: GoalDraft['tables'][number],
    year: number | null,
    said: Set<string>,
  ): void {
    if (table.kind === 'activities') {
      goal.activities.push(
        ...table.rows.map((row) => toActivity(row, table.columns, this.#setting, goal.id)),
      );
      return;
    }
    const columns = indicatorColumns(table.columns, year);
    for (const row of table.rows) {
      remarkOddities(row, said, this.#setting, goal.id);
      goal.indicators.push(toIndicator(row, columns));
    }
  }
}
