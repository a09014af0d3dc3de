import { describe, expect, test } from 'vitest';
import { sameSitePath } from './same-site-path.ts';

describe('where a sign-in goes on to', () => {
  test.each(['/', '/las-in', '/rapporter/1?vy=a#avsnitt'])('%s stays', (path) => {
    expect(sameSitePath(path)).toBe(path);
  });

  test.each([
    'https://ond.example',
    '//ond.example',
    '/\\ond.example',
    '/\t/ond.example',
    '/a\\b',
    'javascript:alert(1)',
    '',
    null,
    7,
  ])('%j becomes the start page', (sent) => {
    expect(sameSitePath(sent)).toBe('/');
  });

  test('dots cannot climb out of the site', () => {
    expect(sameSitePath('/../../rapporter')).toBe('/rapporter');
    expect(sameSitePath('/.//ond.example')).not.toMatch(/^\/\//);
  });
});
