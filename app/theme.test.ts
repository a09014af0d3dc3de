import { expect, test } from 'vitest';
import { readTheme, themeCookie } from './theme.ts';

test('a kept theme is read back among other cookies', () => {
  expect(readTheme('a=1; delaktig_theme=dark; b=2')).toBe('dark');
  expect(readTheme(themeCookie('light').split(';')[0] ?? '')).toBe('light');
});

test.each([null, '', 'delaktig_theme=', 'delaktig_theme=red', 'x_delaktig_theme=dark'])(
  '%j is no choice',
  (cookies) => {
    expect(readTheme(cookies)).toBeNull();
  },
);
