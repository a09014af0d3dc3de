import type { RoadAct, RoadEvent, RoadResult } from '@delaktig/domain';

/** The road of a report from draft to submitted. */
export type RoadUseCases = {
  act(reportId: string, act: RoadAct): Promise<RoadResult>;
  /** Newest first; null when the person may not read the section. */
  history(reportId: string, sectionId: string): Promise<RoadEvent[] | null>;
};
