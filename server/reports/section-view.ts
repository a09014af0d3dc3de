import type { SectionView } from '@delaktig/domain';
import type { SectionRow } from '../database/report-rows.ts';
import { sealed } from '../road/fingerprint.ts';
import type { Contents } from './contents.ts';
import type { RightsIn } from './rights-in.ts';
import type { RoadRows } from './road-rows.ts';

/** A section as one person may see it; null when it has no room, or is not theirs to read. */
export function sectionView(
  row: SectionRow,
  rights: RightsIn,
  contents: Contents,
  road: RoadRows,
): SectionView | null {
  const own = rights.sections.get(row.id);
  if (!own?.read || !row.hasRoom) return null;
  const { id, epoch, state, readyFor, mode } = row;
  const approval = road.approvals.get(id) ?? null;
  return {
    id,
    epoch,
    state,
    readyFor,
    mode,
    writers: { groups: named(row.writerGroupIds, road.groupNames), controllers: row.controllersWrite },
    deputies: named(row.deputyIds, road.deputyNames),
    lastAct: road.lastActs.get(id) ?? null,
    approval: state === 'approved' ? approval : null,
    fingerprint: own.approve ? sealed(contents.version(row)).fingerprint : null,
    mayRestore: own.open && approval !== null,
    missing: own.markReady ? contents.missing(row) : [],
    rights: own,
    fields: contents.fields(row),
  };
}

/** In the order of the names; an id that has no name is of nobody who can be shown. */
function named(ids: readonly string[], names: ReadonlyMap<string, string>): { id: string; name: string }[] {
  return [...names].filter(([id]) => ids.includes(id)).map(([id, name]) => ({ id, name }));
}
