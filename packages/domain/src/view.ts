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
import type { ApprovalView, Missing, RoadEvent } from './road.ts';
import type { Role } from './roles.ts';

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
  /** The dnr, from the header; null when there is none yet. */
  registryNumber: string | null;
  /** What was handed in last; null until then. */
  submission: { fingerprint: string; by: string; role: Role; at: string } | null;
  /** Why the superior sent it back, while it is back. */
  returned: RoadEvent | null;
  /** For those who lead: whom sections may be opened for and given to, and what is missing to hand it in. */
  leading: { groups: Named[]; deputies: Named[]; missing: Missing[] } | null;
  /** In print order; goals stand under the heading that contains them. */
  outline: OutlineNode[];
};

type Named = { id: string; name: string };

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
  /** The room is `<id>` while this is 0, then `<id>.<epoch>`. */
  epoch: number;
  state: SectionState;
  readyFor: 'manager' | 'approver';
  mode: SectionMode;
  /** Who writes with the manager in mode `write`. */
  writers: { groups: Named[]; controllers: boolean };
  deputies: Named[];
  /** The last word on it: marked, approved, or sent back with a reason. */
  lastAct: RoadEvent | null;
  /** The approval that holds now. */
  approval: ApprovalView | null;
  /** Of the section as it stands, for the one who may approve it; null otherwise. */
  fingerprint: string | null;
  /** An approved text may be brought back: the section has been approved, and is not now. */
  mayRestore: boolean;
  /** For those who may mark it ready; empty otherwise. */
  missing: Missing[];
  rights: SectionRights;
  fields: FieldView[];
};

export type FieldView = {
  /** The name of the fragment in the room: a `GoalField`, `content`, `indicator:<id>` or `activity:<id>`. */
  name: string;
  kind: GoalField | 'content' | 'indicator' | 'activity';
  content: Content;
};
