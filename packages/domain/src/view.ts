import type { Content } from './content.ts';
import type { Activity, Indicator, ReportHeader, ReportTable } from './interchange.ts';
import type {
  GoalField,
  GoalLevel,
  GoalStatus,
  ReportKind,
  ReportState,
  SectionMode,
  SectionState,
} from './report.ts';
import type { ReportRights, SectionRights } from './rights.ts';

/** What a report page shows to one person: the rows they may read, the prose as it stands, their rights. */
export type ReportView = {
  id: string;
  kind: ReportKind;
  year: number;
  title: string;
  unit: { id: string; name: string; initials: string; administration: string };
  state: ReportState;
  /** ISO date in Europe/Stockholm, or null when the report is not open. */
  lastCommentDay: string | null;
  header: ReportHeader;
  appendices: string[];
  rights: ReportRights;
  /** In print order; goals stand under the heading that contains them. */
  outline: OutlineNode[];
};

export type OutlineNode = HeadingNode | GoalNode;

export type HeadingNode = {
  kind: 'heading';
  id: string;
  title: string;
  level: number;
  contains: 'content' | 'goals';
  section: SectionView | null;
  tables: ReportTable[];
  children: OutlineNode[];
};

export type GoalNode = {
  kind: 'goal';
  id: string;
  level: GoalLevel;
  number: string | null;
  title: string | null;
  status: { value: GoalStatus; raw: string } | null;
  reference: { raw: string; goal: string | null } | null;
  /** Text from above, locked in the unit's report; null on the unit's own goals. */
  inherited: { content: Content; fields: Partial<Record<GoalField, Content>> } | null;
  section: SectionView | null;
  indicators: IndicatorView[];
  activities: ActivityView[];
  children: GoalNode[];
};

/** `field`: the fragment of the section's room that holds the analysis. */
export type IndicatorView = Omit<Indicator, 'analysis' | 'lines'> & { id: string; field: string };
export type ActivityView = Omit<Activity, 'analysis' | 'lines'> & { id: string; field: string };

/** A section with a room. `fields` hold the prose as it stood when the page was read. */
export type SectionView = {
  id: string;
  state: SectionState;
  mode: SectionMode;
  rights: SectionRights;
  fields: FieldView[];
};

export type FieldView = {
  /** The name of the fragment in the room: a `GoalField`, `content`, `indicator:<id>` or `activity:<id>`. */
  name: string;
  kind: GoalField | 'content' | 'indicator' | 'activity';
  content: Content;
};
