import type { Interchange } from '@delaktig/domain';
import { report } from '../report.ts';
import { chapters } from './chapters.ts';
import { climateAndEconomyGoals } from './climate-and-economy-goals.ts';
import { peopleGoals } from './people-goals.ts';

/** Enheten för hemnära stöd, last year's verksamhetsberättelse, adopted. */
export function homeSupportLastYear(year: number): Interchange {
  return report({
    kind: 'VB',
    year,
    title: `Verksamhetsberättelse ${year}`,
    unit: 'Enheten för hemnära stöd',
    header: {
      officer: 'Annika Lindahl',
      phone: '040-628 04 12',
      addressee: 'Socialnämnden',
      registryNumber: `SN ${year}/0388`,
      date: `${year + 1}-02-02`,
      administration: 'Socialförvaltningen',
      email: 'hemnara.stod@almsjo.example',
      decisions: ['Socialnämnden godkänner verksamhetsberättelsen.'],
    },
    appendices: ['Bilaga 1: Uppföljning av internkontrollplanen'],
    headings: chapters(year),
    goals: [peopleGoals(year), ...climateAndEconomyGoals(year)],
  });
}
