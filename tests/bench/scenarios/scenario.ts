import type { Contestant, Wanted } from '../contestants/contestant.ts';
import type { Stage } from '../stage.ts';
import type { Company } from './company.ts';

export type Metric = {
  key: string;
  label: string;
  unit: string;
  digits: number;
  /** Shown as a ratio to Hocuspocus as well. */
  ratio?: boolean;
};

/** What our server has to reach: a value at most or at least, or a ratio to Hocuspocus in the same run. */
export type Bar = {
  metric: string;
  limit: number;
  of: 'value' | 'ratio';
  sense: 'at most' | 'at least';
};

/** By the metrics' keys. What is missing does not apply to the contestant. */
export type Figures = Record<string, number>;

export type Scenario = {
  name: string;
  title: string;
  /** How it is measured: rates, counts, times. */
  method: string;
  metrics: Metric[];
  bars: Bar[];
  wanted: Wanted;
  fits(contestant: Contestant): boolean;
  /** Where most of the time is waiting, all contestants wait at the same time. */
  together?: boolean;
  run(stage: Stage, company: Company): Promise<Figures>;
};

/** Sessions that the clients of our server share: more people than ever write in one unit at once. */
export const PEOPLE = 60;

export const everybody = (): boolean => true;
