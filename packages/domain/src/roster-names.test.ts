import { describe, expect, it } from 'vitest';
import { containingName, nearestName, sameName } from './roster-names.ts';

describe('names', () => {
  it('are the same without case and double spaces', () => {
    expect(sameName('  Natt  Gruppen ')).toBe(sameName('natt gruppen'));
    expect(sameName('A\u030askog')).toBe(sameName('åskog'));
  });

  it.each([
    ['Natgruppen', 'Nattgruppen'],
    ['Nattgrupen', 'Nattgruppen'],
    ['Natt gruppen', 'Nattgruppen'],
    ['Nattgurppen', 'Nattgruppen'],
    ['Boendestod norr', 'Boendestöd norr'],
    ['Enheten för hemnara stöd', 'Enheten för hemnära stöd'],
  ])('%s is near %s', (written, meant) => {
    expect(nearestName(written, ['Dagvården', meant, 'Kvällslaget'])).toBe(meant);
  });

  it.each([
    ['Grupp 1', 'Grupp 2'],
    ['Våning 1', 'Våning 12'],
    ['Dag A', 'Dag B'],
    ['Team östra', 'Team västra'],
    ['Norra', 'Södra'],
    ['Boendestöd norr', 'Boendestöd söder'],
    ['Natt', 'Dag'],
    ['Eken', 'Eken'],
  ])('%s is not a misspelling of %s', (one, other) => {
    expect(nearestName(one, [other])).toBeNull();
  });

  it('may be a part of another, of one only', () => {
    expect(containingName('Hemnära stöd', ['Enheten för hemnära stöd', 'Köket'])).toBe(
      'Enheten för hemnära stöd',
    );
    expect(containingName('Hemstöd', ['Hemstöd norr', 'Hemstöd söder'])).toBeNull();
  });
});
