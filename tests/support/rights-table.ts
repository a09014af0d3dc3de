import type { ReportState, Role, SectionFacts, SectionMode } from '@delaktig/domain';
import { REPORT_STATES, SECTION_MODES } from '@delaktig/domain';

/**
 * What each role may do, as one reads it in a table. A row is `report states | section states`, then a cell
 * for each mode of the section: comment, write, closed. The letters of a cell:
 *
 *   r  read                        o  open for others (mode and writers)
 *   c  comment on this report      m  mark ready
 *   n  comment to the next plan    a  approve
 *   w  write in the room           b  back to the writers
 *   f  edit figures and dates      d  dissent
 *   s  set the status; take suggestions in and put back what stood there, which is of the same people
 *
 * `marked` is a section that is ready for the manager, `ready` one that is ready for the approver, who is the superior
 * unless the case says otherwise. In every case the section names the group `evening` and no controllers, has been given to the deputy
 * `maria`, and is not about the economy, unless the case says otherwise.
 */
const EVERY_REPORT = 'draft open closing submitted adopted';
const EVERY_SECTION = 'draft marked ready approved reopened';

export const MANAGER = `
  draft open closing | draft reopened | r c w f s o m | r c w f s o m | r o m
  draft open closing | marked         | r c m b       | r c m b       | r m b
  draft open closing | ready          | r c b         | r c b         | r b
  draft open closing | approved       | r n           | r n           | r n
  submitted adopted  | ${EVERY_SECTION} | r n         | r n           | r n`;

export const MANAGER_WHO_APPROVES = `
  draft open closing | draft reopened | r c w f s o m | r c w f s o m | r o m
  draft open closing | marked         | r c m b       | r c m b       | r m b
  draft open closing | ready          | r c a b       | r c a b       | r a b
  draft open closing | approved       | r n b         | r n b         | r n b
  submitted adopted  | ${EVERY_SECTION} | r n         | r n           | r n`;

export const DEPUTY = `
  draft open closing | draft reopened | r c w f s o m | r c w f s o m | r o m
  draft open closing | marked         | r c b         | r c b         | r b
  draft open closing | ready          | r c           | r c           | r
  draft open closing | approved       | r n           | r n           | r n
  submitted adopted  | ${EVERY_SECTION} | r n         | r n           | r n`;

/** Reads and comments, drafts included, and writes as the mode column says. */
export const readerOfDrafts = (inWriteMode: string) => `
  draft open closing | draft reopened | r c | r c ${inWriteMode} | r
  draft open closing | marked ready   | r c | r c                | r
  draft open closing | approved       | r n | r n                | r n
  submitted adopted  | ${EVERY_SECTION} | r n | r n              | r n`;

export const STAFF_NAMED = `
  draft             | draft reopened | -   | r c w | -
  draft             | marked ready   | -   | r c   | -
  draft             | approved       | -   | r n   | -
  open              | draft reopened | r c | r c w | r
  open              | marked ready   | r c | r c   | r
  closing           | draft reopened | r n | r n w | r
  closing           | marked ready   | r n | r n   | r
  open closing      | approved       | r n | r n   | r n
  submitted adopted | ${EVERY_SECTION} | r n | r n | r n`;

export const STAFF_NOT_NAMED = `
  draft             | ${EVERY_SECTION}            | -   | -   | -
  open              | draft marked ready reopened | r c | r c | r
  closing           | draft marked ready reopened | r n | r n | r
  open closing      | approved                    | r n | r n | r n
  submitted adopted | ${EVERY_SECTION}            | r n | r n | r n`;

export const SUPERIOR = `
  draft             | ${EVERY_SECTION} | -       | -       | -
  open closing      | draft reopened   | r c     | r c     | r
  open closing      | marked           | r c     | r c     | r
  open closing      | ready            | r c a b | r c a b | r a b
  open closing      | approved         | r n b   | r n b   | r n b
  submitted adopted | ${EVERY_SECTION} | r n     | r n     | r n`;

export const SUPERIOR_WHO_DOES_NOT_APPROVE = `
  draft             | ${EVERY_SECTION}            | -   | -   | -
  open closing      | draft marked ready reopened | r c | r c | r
  open closing      | approved                    | r n | r n | r n
  submitted adopted | ${EVERY_SECTION}            | r n | r n | r n`;

export const REPRESENTATIVE = `
  draft             | ${EVERY_SECTION}            | -     | -     | -
  open closing      | draft marked ready reopened | r c d | r c d | r d
  open closing      | approved                    | r n d | r n d | r n d
  submitted adopted | ${EVERY_SECTION}            | r n   | r n   | r n`;

export const CONTROLLER_OF_ECONOMY = `
  draft open closing | draft reopened | r c w f | r c w f | r
  draft open closing | marked ready   | r c     | r c     | r
  draft open closing | approved       | r n     | r n     | r n
  submitted adopted  | ${EVERY_SECTION} | r n   | r n     | r n`;

export const NOTHING = `${EVERY_REPORT} | ${EVERY_SECTION} | - | - | -`;

/** What the people of the road's scene may do in a section that names nobody and that no deputy has been given. */
export const WHAT_EACH_MAY: [Role | 'neighbour', string][] = [
  ['manager', MANAGER],
  ['deputy', readerOfDrafts('')],
  ['superior', SUPERIOR],
  ['controller', readerOfDrafts('')],
  ['representative', REPRESENTATIVE],
  ['staff', STAFF_NOT_NAMED],
  ['administrator', NOTHING],
  ['neighbour', NOTHING],
];

const SECTIONS = ['draft', 'marked', 'ready', 'approved', 'reopened'] as const;
type SectionName = (typeof SECTIONS)[number];

export type Situation = { name: string; report: ReportState; section: SectionName; mode: SectionMode };

/** Every situation that a table must have a cell for. */
export function situations(): Situation[] {
  return REPORT_STATES.flatMap((report) =>
    SECTIONS.flatMap((section) =>
      SECTION_MODES.map((mode) => ({ name: nameOf(report, section, mode), report, section, mode })),
    ),
  );
}

export function standing(section: SectionName): Pick<SectionFacts, 'state' | 'readyFor'> {
  if (section === 'marked') return { state: 'ready', readyFor: 'manager' };
  return { state: section, readyFor: 'approver' };
}

/** The rows of a table, one entry for each situation that they stand for; a situation named twice throws. */
export function expand(table: string): Map<string, string> {
  const cells = new Map<string, string>();
  for (const row of table.trim().split('\n')) {
    const [reports = '', states = '', ...modes] = row.split('|').map((cell) => cell.trim());
    if (modes.length !== SECTION_MODES.length) throw new Error(`A row needs a cell for each mode: ${row}`);
    for (const report of reports.split(/\s+/)) {
      for (const state of states.split(/\s+/)) {
        SECTION_MODES.forEach((mode, column) => {
          const name = nameOf(report, state, mode);
          if (cells.has(name)) throw new Error(`The table says it twice: ${name}`);
          cells.set(name, (modes[column] ?? '').trim());
        });
      }
    }
  }
  return cells;
}

const nameOf = (report: string, section: string, mode: string) =>
  `report ${report}, section ${section}, mode ${mode}`;
