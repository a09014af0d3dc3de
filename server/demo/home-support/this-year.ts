import type { Interchange } from '@delaktig/domain';
import { report } from '../report.ts';
import { chapters } from './chapters.ts';
import { climateAndEconomyGoals } from './climate-and-economy-goals.ts';
import { peopleGoals } from './people-goals.ts';

/** Enheten för hemnära stöd, the year's verksamhetsberättelse, under way. */
export function homeSupportThisYear(year: number): Interchange {
  return report({
    kind: 'VB',
    year,
    title: `Verksamhetsberättelse ${year}`,
    unit: 'Enheten för hemnära stöd',
    header: {
      officer: 'Annika Lindahl',
      phone: '040-628 04 12',
      addressee: 'Socialnämnden',
      registryNumber: `SN ${year}/0412`,
      administration: 'Socialförvaltningen',
      email: 'hemnara.stod@almsjo.example',
    },
    appendices: ['Bilaga 1: Uppföljning av internkontrollplanen', 'Bilaga 2: Enhetens kompetensplan'],
    headings: chapters(year),
    goals: [peopleGoals(year), ...climateAndEconomyGoals(year)],
  });
}
