import { describe, expect, test } from 'vitest';
import { sv } from './index.ts';

/** Every plain string of the catalogue with its path. */
function strings(value: unknown, path = 'sv'): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => strings(child, `${path}.${key}`));
}

describe('the catalogue', () => {
  test('no text is empty or has stray spaces', () => {
    for (const [path, text] of strings(sv)) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).toBe(text.trim());
    }
  });

  test('no button says "Spara": it saves itself', () => {
    const imperative = strings(sv).filter(([, text]) => /^spara\b/i.test(text));
    expect(imperative).toEqual([]);
  });

  test('what one may write in is counted only where it is not all', () => {
    const { mayWrite } = sv.report.lead;
    expect([mayWrite(1, 1), mayWrite(3, 3), mayWrite(1, 3)]).toEqual([
      'Du kan skriva i det.',
      'Du kan skriva i alla.',
      'Du kan skriva i ett avsnitt.',
    ]);
  });

  test('what happened to a suggestion is not said of a comment', () => {
    const told = { lastDay: null, sectionId: 'avsnitt' };
    const kinds = ['mention', 'reply', 'outcome', 'reopened', 'to-answer'] as const;
    for (const kind of kinds) {
      expect(sv.threads.inbox.told({ ...told, kind, suggestion: false })).toMatch(/kommentar/);
      expect(sv.threads.inbox.told({ ...told, kind, suggestion: true })).toMatch(/förslag/);
    }
    expect(sv.threads.inbox.told({ ...told, kind: 'outcome', suggestion: true })).toBe(
      'Ditt förslag är besvarat',
    );
  });

  test('what was understood is told in one sentence, without what is not there', () => {
    const nothing = { activities: 0, indicators: 0, unitGoals: 0, uncertain: 0, notUnderstood: 0 };
    expect(
      sv.importPage.understood({ ...nothing, lines: 412, sections: 14, unitGoals: 9, indicators: 11 }),
    ).toBe('Vi läste 412 rader och förstod dem som 14 avsnitt, nio enhetsmål och elva indikatorer.');
    expect(sv.importPage.understood({ ...nothing, lines: 1, sections: 1 })).toBe(
      'Vi läste 1 rad och förstod dem som ett avsnitt.',
    );
    expect(sv.importPage.doubts({ ...nothing, lines: 1, sections: 1, uncertain: 3, notUnderstood: 1 })).toBe(
      'Tre ställen är osäkra och ett ställe förstod vi inte.',
    );
  });
});
