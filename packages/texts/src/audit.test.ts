import { expect, test } from 'vitest';
import { AUDIT_ACTS, type AuditDetail, auditSentence } from './audit.ts';

test.each<[string, string | null, string | null, AuditDetail, string]>([
  ['unit.add', null, 'Norr', {}, 'lade till enheten Norr.'],
  [
    'role.add',
    'Anna Ek',
    'Norr',
    { role: 'manager', from: '2027-01-01', to: '2027-01-31' },
    'gav Anna Ek uppdraget enhetschef i Norr från 1 januari 2027 till och med 31 januari 2027.',
  ],
  [
    'unit.merge',
    null,
    'Norr',
    { units: ['Norr', 'Söder'], unit: 'Mitt', day: '2027-01-01', count: 2 },
    'lät Norr och Söder gå upp i Mitt från 1 januari 2027. Två uppdrag följde med.',
  ],
  [
    'approval.set',
    null,
    null,
    { kind: 'VP', approver: 'manager' },
    'bestämde att enhetschefen godkänner verksamhetsplan.',
  ],
  ['person.protect', 'Medarbetare', null, {}, 'gav Medarbetare skyddad identitet. Namnet togs bort.'],
  [
    'people.import',
    null,
    null,
    { counts: { added: 235, changed: 1, unchanged: 4, closed: 2 } },
    'läste in en lista: 235 nya, 1 ändrade och 4 oförändrade personer, 2 stängda konton.',
  ],
  ['not.known', 'Anna Ek', null, {}, 'not.known: Anna Ek.'],
])('%s is told in a sentence', (act, person, unit, detail, words) => {
  expect(auditSentence({ act, person, unit, detail })).toBe(words);
});

test('every act that has a name has a sentence', () => {
  for (const act of Object.keys(AUDIT_ACTS)) {
    expect(auditSentence({ act, person: 'Anna Ek', unit: 'Norr', detail: {} })).not.toContain(`${act}:`);
  }
});
