import type {
  GoalField,
  GoalLevel,
  GoalStatus,
  ReportKind,
  ReportState,
  Role,
  SectionState,
} from '@delaktig/domain';

/** The words of the vocabulary, one for each value of the domain. */
const kinds: Record<ReportKind, { name: string; short: string; the: string }> = {
  VP: { name: 'Verksamhetsplan', short: 'VP', the: 'Verksamhetsplanen' },
  T1: { name: 'Tertialrapport 1', short: 'T1', the: 'Tertialrapport 1' },
  T2: { name: 'Tertialrapport 2', short: 'T2', the: 'Tertialrapport 2' },
  VB: { name: 'Verksamhetsberättelse', short: 'VB', the: 'Verksamhetsberättelsen' },
};

const status: Record<GoalStatus, string> = {
  fulfilled: 'Uppfylls helt',
  partly: 'Uppfylls delvis',
  'not-fulfilled': 'Uppfylls inte',
  none: 'Ingen bedömning',
  'no-data': 'Inga data',
};

const levels: Record<GoalLevel, string> = {
  direction: 'Kommunfullmäktiges inriktningsmål',
  area: 'Kommunfullmäktiges mål för verksamhetsområdet',
  board: 'Nämndmål',
  unit: 'Enhetsmål',
};

const fields: Record<GoalField, string> = {
  description: 'Beskrivning',
  expectedResult: 'Förväntat resultat',
  approach: 'Arbetssätt',
  resources: 'Resursanvändning',
  followUp: 'Uppföljning',
  development: 'Utveckling',
  analysis: 'Analys',
};

const reportStates: Record<ReportState, string> = {
  draft: 'Utkast',
  open: 'Öppen',
  closing: 'Stängd för kommentarer',
  submitted: 'Inlämnad',
  adopted: 'Fastställd',
};

const sectionStates: Record<SectionState, string> = {
  draft: 'Utkast',
  ready: 'Klarmarkerat',
  approved: 'Godkänt',
  reopened: 'Öppnat igen',
};

const roles: Record<Role, string> = {
  manager: 'Enhetschef',
  deputy: 'Biträdande enhetschef',
  superior: 'Avdelningschef',
  controller: 'Controller',
  representative: 'Ombud',
  staff: 'Medarbetare',
  administrator: 'Administratör',
};

export const words = { kinds, status, levels, fields, reportStates, sectionStates, roles };
